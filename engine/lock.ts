import * as fs from "node:fs";
import * as path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

/** How often a waiting process looks whether the lock is free, in milliseconds. */
const POLL_MS = 250;

export interface LockOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Called each time the lock was found taken; returning false gives up, and `withLock` resolves to undefined. */
  readonly onTaken: () => boolean;
}

/**
 * Runs an action while holding a lock that other processes respect.
 *
 * The lock is the operating system's own on a file, taken through SQLite since Node offers no other access to it. The
 * system frees it when its holder ends in whatever way, `kill -9` and power loss included, so there is no stale lock to
 * recognise, no process id that may have been given to another program, and no clock to compare.
 *
 * @throws what `signal` was aborted with, and what the action throws
 */
export async function withLock<T>(
  file: string,
  options: LockOptions,
  action: () => Promise<T>,
): Promise<T | undefined> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(file);
  try {
    while (!tryLock(database)) {
      if (!options.onTaken()) return undefined;
      await sleep(POLL_MS, undefined, options.signal === undefined ? {} : { signal: options.signal }).catch(() =>
        options.signal?.throwIfAborted(),
      );
    }
    return await action();
  } finally {
    database.close();
  }
}

/** SQLite's code for: another connection holds the lock. */
const SQLITE_BUSY = 5;

function tryLock(database: DatabaseSync): boolean {
  try {
    // Nothing is ever written; without this a killed holder would leave a journal file beside the lock.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY) return false;
    throw error;
  }
}
