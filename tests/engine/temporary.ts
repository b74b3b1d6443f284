import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { onTestFinished } from "vitest";

/** A directory that is deleted when the test is over. */
export function temporary(): string {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-engine-")));
  onTestFinished(() => fs.rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Writes files below a directory, by relative path; those whose text begins with `#!` can be executed. */
export function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
}

/** Waits until a condition holds; fails loudly after a minute, which no healthy machine needs. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const limit = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > limit) throw new Error(`still not true after a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
