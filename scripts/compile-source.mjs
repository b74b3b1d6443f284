// Compiles folders of this checkout as they are now, file by file, to a tree of their own: for scripts that run the sandbox and
// its tests' tools. Files keep their places to each other, so that what they read beside them is found.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { transform } from "esbuild";
import { root } from "./load-source.mjs";

const folders = ["sandbox", "components/core", "engine", "tests/sandbox"];

/**
 * @param {string} module path of the TypeScript module below the checkout, without its ending
 * @returns {Promise<Record<string, any>>} what it exports
 */
export async function compileAndLoad(module) {
  const out = join(root, "node_modules", ".cache", "groundplan-scripts", String(process.pid));
  process.on("exit", () => rmSync(out, { recursive: true, force: true }));
  await Promise.all(folders.flatMap((folder) => filesIn(join(root, folder))).map((file) => place(file, out)));
  writeFileSync(join(out, "package.json"), '{"type":"commonjs"}');
  return createRequire(import.meta.url)(join(out, `${module}.js`));
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function place(file, out) {
  const target = join(out, relative(root, file)).replace(/\.ts$/, ".js");
  mkdirSync(dirname(target), { recursive: true });
  if (file.endsWith(".json")) return copyFileSync(file, target);
  const options = { loader: "ts", format: "cjs", platform: "node", target: "node22", sourcefile: file };
  writeFileSync(target, (await transform(readFileSync(file, "utf8"), options)).code);
}
