/** Writes the reference part of docs/policies.md from the rules. `--check` only says whether it is current. */

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const page = join(root, "docs", "policies.md");

const { outputFiles } = await build({
  stdin: {
    contents: `export { withReference } from "./policies/docs/reference.js"; export { rules } from "./policies/rules/index.js";`,
    resolveDir: root,
    loader: "ts",
  },
  bundle: true,
  platform: "node",
  format: "cjs",
  write: false,
});
const module = { exports: {} };
new Function("module", "exports", "require", outputFiles[0].text)(
  module,
  module.exports,
  createRequire(import.meta.url),
);
const { withReference, rules } = module.exports;

const current = await readFile(page, "utf8");
const wanted = withReference(current, rules);
if (process.argv.includes("--check")) {
  if (current !== wanted) {
    console.error("docs/policies.md is not current: run `npm run docs:policies`");
    process.exit(1);
  }
} else await writeFile(page, wanted);
