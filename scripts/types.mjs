// Checks the types of everything: what is compiled, the program, the tests with the benchmarks, and the examples of the
// policy rules, which their pages show as programs.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { loadSource } from "./load-source.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// The program and the tests import the compiled package by its name.
await build((line) => process.stderr.write(`${line}\n`));
for (const project of ["tsconfig.json", "stacks/tsconfig.json", "tests/tsconfig.json", await examples()]) {
  // TypeScript 7: the compiler that builds is three times slower at this.
  const args = ["node_modules/typescript7/bin/tsc", "-p", project, "--noEmit", "--incremental", "false"];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

/** Writes each rule's examples as a program, and gives their project. An error in `ID.bad.ts` is one in the rule ID. */
async function examples() {
  const { rules, program } = await loadSource(`
    export { rules } from "./policies/rules/index.js";
    export { program } from "./policies/docs/typescript.js";
  `);
  const folder = join(root, "dist", ".rule-examples");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const rule of rules)
    for (const kind of ["bad", "good"])
      writeFileSync(join(folder, `${rule.id}.${kind}.ts`), `${program(rule[kind])}\nexport {};\n`);
  const project = join(folder, "tsconfig.json");
  const compilerOptions = { module: "node20", target: "es2023", strict: true, skipLibCheck: true, types: ["node"] };
  writeFileSync(project, JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  return project;
}
