// A page of the docs that a script writes, as a whole or in part.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./load-source.mjs";

/**
 * Writes the page, or with `--check` only fails where it is not current.
 *
 * @param {string} file
 * @param {(current: string) => string} make what the page should be, from what it is
 * @param {string} script the npm script that writes it
 */
export function writePage(file, make, script) {
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  const wanted = make(current);
  if (current === wanted) return;
  if (!process.argv.includes("--check")) return writeFileSync(file, wanted);
  console.error(`${relative(root, file)} is not current: run \`npm run ${script}\``);
  process.exitCode = 1;
}
