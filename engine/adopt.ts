import * as fs from "node:fs";
import * as path from "node:path";
import { LANGUAGE_HOST } from "./host-install.js";
import { type EnginePaths, executable } from "./paths.js";

/** Prefix of directories in which an engine is put together; whatever is in one is never used from there. */
const PARTIAL = "partial-";

/** A new empty directory on the file system of the engine's home, to put an engine together in. */
export function makePartial(paths: EnginePaths): string {
  fs.mkdirSync(paths.pulumiHome, { recursive: true });
  return fs.mkdtempSync(path.join(paths.pulumiHome, PARTIAL));
}

/** Names what an interrupted run left in the engine's home. */
export function leftovers(paths: EnginePaths): string[] {
  const partial = fs.existsSync(paths.pulumiHome)
    ? fs.readdirSync(paths.pulumiHome).filter((entry) => entry.startsWith(PARTIAL))
    : [];
  return partial.map((entry) => path.join(paths.pulumiHome, entry));
}

/**
 * Moves a complete and verified engine into its place. The move is one rename of its directory, after its files are on
 * the disk: at no moment does a part of an engine lie where a later run looks for one.
 */
export function adopt(complete: string, paths: EnginePaths): void {
  for (const name of ["pulumi", LANGUAGE_HOST]) syncFile(path.join(complete, "bin", executable(name)));
  fs.mkdirSync(path.dirname(paths.root), { recursive: true });
  const aside = makePartial(paths);
  // What is in the place by now failed its verification: out of the way, and gone with the directory it is put into.
  if (fs.existsSync(paths.root)) fs.renameSync(paths.root, path.join(aside, "replaced"));
  fs.renameSync(complete, paths.root);
  fs.rmSync(aside, { recursive: true, force: true });
}

function syncFile(file: string): void {
  const descriptor = fs.openSync(file, "r");
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
