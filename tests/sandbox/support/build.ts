import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { transformSync } from "esbuild";

const root = resolve(__dirname, "../../..");

/** The compiled sandbox, as the published package has it. */
export type SandboxModule = typeof import("../../../sandbox/index.js");

/**
 * Compiles the sandbox's sources for tests that start its process: a CommonJS tree beside node_modules, made new from the
 * sources each time. `fake` puts the test cloud in the place of the models.
 */
export function buildSandbox(name: string, options: { fake: boolean }): SandboxModule {
  const out = join(root, "node_modules", ".cache", "groundplan-tests", name);
  // The models read the tables of regions and find meant words as the components do; tools are built as the engine is.
  compileFolders(out, ["sandbox", "components/core", "engine"]);
  cpSync(join(root, "sandbox", "data"), join(out, "sandbox", "data"), {
    recursive: true,
    filter: (file) => !file.endsWith(".ts"),
  });
  if (options.fake) {
    compile(join(__dirname, "fake-cloud.ts"), join(out, "tests", "sandbox", "support", "fake-cloud.js"));
    const forward = 'module.exports = require("../../tests/sandbox/support/fake-cloud.js");\n';
    mkdirSync(join(out, "sandbox", "models"), { recursive: true });
    writeFileSync(join(out, "sandbox", "models", "index.js"), forward);
  }
  return createRequire(__filename)(join(out, "sandbox", "index.js")) as SandboxModule;
}

/** Compiles folders of this repository to the same places below `out`. */
export function compileFolders(out: string, folders: readonly string[]): void {
  for (const folder of folders) {
    for (const file of sourcesIn(join(root, folder))) {
      compile(join(root, folder, file), join(out, folder, file.replace(/\.ts$/, ".js")));
    }
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function compile(source: string, target: string): void {
  const text = readFileSync(source, "utf8");
  const { code } = transformSync(text, {
    loader: "ts",
    format: "cjs",
    platform: "node",
    target: "node22",
    sourcefile: source,
  });
  mkdirSync(resolve(target, ".."), { recursive: true });
  writeFileSync(target, code);
}
