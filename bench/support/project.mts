import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./sandboxed.mts";

/** A copy of this project's program in a temporary folder: creating a stack writes into its configuration file. */
export function copyOfProject(): string {
  const directory = mkdtempSync(join(tmpdir(), "groundplan-bench-project-"));
  for (const file of ["Pulumi.yaml", "package.json", "stacks"]) {
    cpSync(join(root, file), join(directory, file), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  return directory;
}

/** The same project with another program in place of `stacks/index.ts`. */
export function projectWith(program: string): string {
  const directory = copyOfProject();
  writeFileSync(join(directory, "stacks", "index.ts"), program);
  return directory;
}
