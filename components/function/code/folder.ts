import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PackageFile } from "./files.js";

/** What no package needs: version control, what desktops leave in folders, and the archives that are made here. */
const never = /(^|\/)(\.git|\.groundplan|\.DS_Store|Thumbs\.db)$/;

/** A folder cannot be read; the message says why. */
export class FolderError extends Error {}

/** The files of a folder, links followed. @throws FolderError for a link that goes nowhere, or in a circle */
export function readFolder(dir: string, exclude: readonly string[]): PackageFile[] {
  const files: PackageFile[] = [];
  walk({ dir, excluded: matcher(exclude), files }, "", []);
  return files;
}

interface Walk {
  readonly dir: string;
  readonly excluded: (path: string) => boolean;
  readonly files: PackageFile[];
}

/** `above` are the real paths of the folders that lead here. */
function walk({ dir, excluded, files }: Walk, prefix: string, above: readonly string[]): void {
  const folder = realpathSync(join(dir, prefix));
  if (above.includes(folder)) throw new FolderError(`the link "${prefix}" in it leads back to a folder above itself`);
  for (const name of readdirSync(folder)) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    if (never.test(path) || excluded(path)) continue;
    const full = join(dir, path);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found === undefined) throw new FolderError(`"${path}" in it is a link to something that is not there`);
    if (found.isDirectory()) walk({ dir, excluded, files }, path, [...above, folder]);
    else if (found.isFile()) files.push({ path, data: readFileSync(full) });
  }
}

function matcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replace(/\/+$/, "").replace(special, replace)}$`),
  );
  return (path) => expressions.some((expression) => expression.test(path));
}

const special = /\*\*\/?|\*|[.+?^${}()|[\]\\]/g;

function replace(found: string): string {
  if (found === "**/") return "(?:.*/)?";
  if (found === "**") return ".*";
  return found === "*" ? "[^/]*" : `\\${found}`;
}
