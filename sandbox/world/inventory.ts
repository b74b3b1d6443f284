import { existsSync } from "node:fs";
import type { WorldObject } from "../types.js";
import { worldFiles } from "./directory.js";
import { openToRead, type Readable } from "./layout.js";
import type { Payload } from "./record.js";
import { corrupt } from "./store.js";
import { objectOf } from "./stored.js";

/** An object as it is listed: what `recoverDeployment` needs to know of it, too. */
export interface InventoryObject extends WorldObject {
  /** URN of the provider resource that made it. */
  readonly provider: string;
  /** False where the server ended before it could know that its answer had arrived: the engine may know nothing of the object. */
  readonly answered: boolean;
  /** Whether it has been in a state: the run that made it ended in order, or a later one asked for it. */
  readonly settled: boolean;
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
  let store: Readable | undefined;
  try {
    store = openToRead(file);
    const select = "SELECT objects.*, unanswered.told FROM objects LEFT JOIN unanswered USING (seq)";
    const rows =
      owner === undefined
        ? store.db.prepare(`${select} ORDER BY seq`).all()
        : store.db.prepare(`${select} WHERE project = ? AND stack = ? ORDER BY seq`).all(owner.project, owner.stack);
    return rows.map((row) => {
      const { secrets: _, ...object } = objectOf(row, JSON.parse(String(row.public)) as Payload);
      return { ...object, answered: row.told !== 0, settled: row.told === null };
    });
  } catch (error) {
    throw corrupt(file, error);
  } finally {
    store?.close();
  }
}
