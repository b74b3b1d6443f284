import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { groundplanHome } from "../../../engine/index.js";

/** Makes a home of the tool that shares only the engine and what was compiled and read of SDKs with the user's own. */
export function makeHome(home: string): void {
  mkdirSync(home, { recursive: true });
  for (const shared of ["engine", "cache"]) {
    mkdirSync(join(groundplanHome(), shared), { recursive: true });
    symlinkSync(join(groundplanHome(), shared), join(home, shared));
  }
}
