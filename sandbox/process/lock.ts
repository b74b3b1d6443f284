import { DatabaseSync } from "node:sqlite";
import type { WorldFiles } from "../world/directory.js";

/**
 * The right to serve a world. It is an SQLite lock, so the operating system gives it back when its holder dies, however it
 * dies: there is no stale lock to detect. Undefined where another process holds it.
 */
export function takeLock(files: WorldFiles): { release(): void } | undefined {
  const db = new DatabaseSync(files.lock);
  try {
    db.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      return undefined;
    }
    throw error;
  }
  return { release: () => db.close() };
}
