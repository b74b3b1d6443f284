import { randomUUID } from "node:crypto";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { messageOf, SandboxError } from "../errors.js";
import { type Migration, migrations, storeVersion } from "./migrations.js";
import { firstLayout } from "./schema.js";
import { toolVersion } from "./tool.js";

/** What opening a store of an earlier layout did. */
export interface Upgraded {
  readonly from: number;
  readonly to: number;
  /** A copy of the store as it was. */
  readonly backup: string;
}

/**
 * Makes the store under another name first, so that whoever finds it under its own, another process or the next one after a
 * kill -9, finds it whole.
 */
export function makeStore(file: string, seed: string): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  const db = new DatabaseSync(draft);
  try {
    db.exec(`BEGIN;${firstLayout}PRAGMA user_version = 1`);
    const insert = db.prepare("INSERT INTO meta VALUES (?, ?)");
    insert.run("id", randomUUID());
    insert.run("seed", seed);
    applyFrom(db, 1);
    db.exec("COMMIT");
  } finally {
    db.close();
  }
  // What a deleted store has left beside it would be taken for this one's.
  for (const end of ["-wal", "-shm"]) {
    rmSync(`${file}${end}`, { force: true });
  }
  renameSync(draft, file);
}

/** The store's layout. Throws `store-version` where it is newer than this version of the tool, and where there is none. */
export function layoutOf(db: DatabaseSync, file: string): number {
  const version = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  if (version > storeVersion) {
    const tool = String(db.prepare("SELECT value FROM meta WHERE key = 'tool'").get()?.value ?? "a newer version");
    throw new SandboxError(
      "store-version",
      `the sandbox's store ${file} has layout ${version}, made by groundplan ${tool}; this is groundplan ${toolVersion()}, which ` +
        `reads layouts up to ${storeVersion}. Use groundplan ${tool} or newer, or start over with \`groundplan sandbox reset\``,
    );
  }
  if (version < 1) {
    throw new Error("it has no layout");
  }
  return version;
}

/** Brings a store of an earlier layout to the present one; a copy of it as it was stays beside it. */
export function upgrade(
  db: DatabaseSync,
  file: string,
  steps: readonly Migration[] = migrations,
): Upgraded | undefined {
  const from = layoutOf(db, file);
  const to = 1 + steps.length;
  if (from >= to) {
    return undefined;
  }
  const backup = `${file}.layout-${from}`;
  try {
    copyTo(db, backup);
    db.exec("BEGIN IMMEDIATE");
    applyFrom(db, from, steps);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw new SandboxError(
      "store-upgrade",
      `the sandbox's store ${file} has layout ${from} and could not be brought to layout ${to} (${messageOf(error)}); it is as it ` +
        "was. Make room and rights there and try again, or start over with `groundplan sandbox reset`",
      { cause: error },
    );
  }
  return { from, to, backup };
}

/** A store that is open to be read. */
export interface Readable {
  readonly db: DatabaseSync;
  close(): void;
}

/**
 * Opens a store beside its server. One of an earlier layout is the server's to bring up to date: what is read then is a
 * copy that was.
 */
export function openToRead(file: string): Readable {
  // Not read-only: a reader of a WAL store that was not closed must be allowed to make its shared memory file.
  const db = new DatabaseSync(file);
  try {
    db.exec("PRAGMA busy_timeout = 5000");
    if (layoutOf(db, file) < storeVersion) {
      return upToDateCopy(db);
    }
    db.exec("PRAGMA query_only = ON");
    return { db, close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

function upToDateCopy(old: DatabaseSync): Readable {
  const dir = mkdtempSync(join(tmpdir(), "groundplan-store-"));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  try {
    const file = join(dir, "world.db");
    copyTo(old, file);
    old.close();
    const db = new DatabaseSync(file);
    applyFrom(db, layoutOf(db, file));
    return {
      db,
      close: () => {
        db.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A whole copy, journal included, under its name only once it is whole. */
function copyTo(db: DatabaseSync, file: string): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  db.prepare("VACUUM INTO ?").run(draft);
  renameSync(draft, file);
}

function applyFrom(db: DatabaseSync, from: number, steps: readonly Migration[] = migrations): void {
  for (const { sql } of steps.slice(from - 1)) {
    db.exec(sql);
  }
  db.prepare("UPDATE meta SET value = ? WHERE key = 'tool'").run(toolVersion());
  db.exec(`PRAGMA user_version = ${1 + steps.length}`);
}
