import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { PackageName } from "../types.js";
import type { WorldFiles } from "../world/directory.js";

/** What a running server says about itself in `run/server.json` (mode 0600: the token opens its control port). */
export interface ServerState {
  readonly pid: number;
  /** Port of the control connection, on the loopback interface. */
  readonly control: number;
  readonly token: string;
  readonly ports: Readonly<Record<PackageName, number>>;
  /** When it started, in ISO 8601. */
  readonly started: string;
}

/** The last state that a server wrote; undefined where there is none or it is unreadable. It may be stale. */
export function readState(files: WorldFiles): ServerState | undefined {
  try {
    const state = JSON.parse(readFileSync(files.pid, "utf8")) as ServerState;
    return typeof state.control === "number" && typeof state.token === "string" ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Readers see the whole file or none of it. */
export function writeState(files: WorldFiles, state: ServerState): void {
  const temporary = `${files.pid}.${state.pid}`;
  writeFileSync(temporary, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(temporary, files.pid);
}

/** Removes the state unless another server has written its own meanwhile. */
export function removeState(files: WorldFiles, token: string): void {
  if (readState(files)?.token === token) {
    rmSync(files.pid, { force: true });
  }
}
