import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { WorldObject } from "../types.js";
import { worldFiles } from "./directory.js";
import type { Payload } from "./record.js";
import { assertVersion, corrupt, objectOf } from "./store.js";

/** An object as it is listed: what `recoverDeployment` needs to know of it, too. */
export interface InventoryObject extends WorldObject {
  /** URN of the provider resource that made it. */
  readonly provider: string;
  /** False where the server ended before it could know that its answer had arrived: the engine may know nothing of the object. */
  readonly answered: boolean;
}

/** Whose objects are meant. */
export interface StackName {
  readonly project: string;
  readonly stack: string;
}

/**
 * What exists in a world, in the order of creation; empty where the world has no store yet. Works beside a running server.
 * Secret values read "[secret]": the key is not needed. Throws `store-corrupt`, `store-version`.
 *
 * @param owner only what this stack has. @default everything
 */
export function inventory(worldDir: string, owner?: StackName): InventoryObject[] {
  const file = worldFiles(worldDir).store;
  if (!existsSync(file)) {
    return [];
  }
  let db: DatabaseSync | undefined;
  try {
    // Not read-only: a reader of a WAL store that was not closed must be allowed to make its shared memory file.
    db = new DatabaseSync(file);
    db.exec("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON");
    assertVersion(db, file);
    const select = "SELECT objects.*, unanswered.seq IS NULL AS answered FROM objects LEFT JOIN unanswered USING (seq)";
    const rows =
      owner === undefined
        ? db.prepare(`${select} ORDER BY seq`).all()
        : db.prepare(`${select} WHERE project = ? AND stack = ? ORDER BY seq`).all(owner.project, owner.stack);
    return rows.map((row) => {
      const { secrets: _, ...object } = objectOf(row, JSON.parse(String(row.public)) as Payload);
      return { ...object, answered: row.answered === 1 };
    });
  } catch (error) {
    throw corrupt(file, error);
  } finally {
    db?.close();
  }
}
