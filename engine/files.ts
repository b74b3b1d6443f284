import * as fs from "node:fs";
import * as path from "node:path";

/** Writes a file so that readers see the old content or the new, never a part, whatever happens in between. */
export function writeAtomically(file: string, text: string, mode: number): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, text, { mode });
  fs.renameSync(temporary, file);
}

/** Total size of the files below a directory, in bytes; what disappears meanwhile counts nothing. */
export function sizeOf(directory: string): number {
  let total = 0;
  for (const entry of list(directory)) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) total += sizeOf(file);
    else total += fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }
  return total;
}

function list(directory: string): fs.Dirent[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
