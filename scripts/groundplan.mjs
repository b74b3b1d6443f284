// Runs the `groundplan` command of this checkout, built first where a source has changed.
import { createRequire } from "node:module";
import { build } from "./build.mjs";

const say = (line) => process.stderr.write(`${line}\n`);
try {
  await build(say);
} catch (error) {
  say(`error: ${error.message}`);
  process.exit(1);
}
await createRequire(import.meta.url)("../dist/cli/main.js").run(process.argv.slice(2));
