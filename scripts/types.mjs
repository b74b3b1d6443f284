// Checks the types of everything: what is compiled, the program, and the tests with the benchmarks.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// The program and the tests import the compiled package by its name.
await build((line) => process.stderr.write(`${line}\n`));
for (const project of ["tsconfig.json", "stacks/tsconfig.json", "tests/tsconfig.json"]) {
  // TypeScript 7: the compiler that builds is three times slower at this.
  const args = ["node_modules/typescript7/bin/tsc", "-p", project, "--noEmit", "--incremental", "false"];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
