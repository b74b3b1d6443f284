import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * States that a world has only to be read: of stacks in other worlds, and of stacks that sandbox.yaml answers. An empty file
 * beside each says so.
 */
const mark = ".copied";

export function isCopy(state: string): boolean {
  return existsSync(`${state}${mark}`);
}

/** Readers see the whole state or none of it. */
export function writeCopy(state: string, content: Buffer): void {
  writeFileSync(`${state}${mark}`, "", { mode: 0o600 });
  const draft = `${state}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, state);
}

export function removeCopy(state: string): void {
  for (const file of [state, `${state}${mark}`]) rmSync(file, { force: true });
}
