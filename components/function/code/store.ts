import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageFile } from "./files.js";
import { zip } from "./zip.js";

/**
 * Relative to the working directory, as the paths of assets are: Pulumi writes them into its state, where no path of a
 * machine belongs. The folder tells git to leave it alone.
 */
const folder = ".groundplan/archives";
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** An archive on disk, for Pulumi to read. */
export interface StoredArchive {
  /** Relative to the working directory. */
  readonly path: string;
  /** SHA-256 of its bytes, in hexadecimal digits. */
  readonly hash: string;
  readonly bytes: number;
}

/** Writes the files as an archive that is named by its contents, and forgets those that nobody has asked for in a month. */
export function storeArchive(files: readonly PackageFile[]): StoredArchive {
  const data = zip(files);
  const hash = sha256(data);
  const path = `${folder}/${hash}.zip`;
  mkdirSync(folder, { recursive: true });
  if (isThere(path, hash)) utimesSync(path, new Date(), new Date());
  else {
    writeFileSync(".groundplan/.gitignore", "*\n");
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, data);
    renameSync(unfinished, path);
    forgetOld();
  }
  return { path, hash, bytes: data.length };
}

function isThere(path: string, hash: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined && sha256(readFileSync(path)) === hash;
}

function forgetOld(): void {
  const oldest = Date.now() - keptMilliseconds;
  for (const name of readdirSync(folder)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found !== undefined && found.mtimeMs < oldest) rmSync(join(folder, name), { force: true });
  }
}

function sha256(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
