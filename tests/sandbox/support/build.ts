import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
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
  const sources = join(root, "sandbox");
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(sources, join(entry.parentPath, entry.name)));
  for (const file of files) {
    compile(join(sources, file), join(out, "sandbox", file.replace(/\.ts$/, ".js")));
  }
  if (options.fake) {
    compile(join(__dirname, "fake-cloud.ts"), join(out, "tests", "sandbox", "support", "fake-cloud.js"));
    const forward = 'module.exports = require("../../tests/sandbox/support/fake-cloud.js");\n';
    mkdirSync(join(out, "sandbox", "models"), { recursive: true });
    writeFileSync(join(out, "sandbox", "models", "index.js"), forward);
  }
  return createRequire(__filename)(join(out, "sandbox", "index.js")) as SandboxModule;
}

function compile(source: string, target: string): void {
  const text = createRequire(__filename)("node:fs").readFileSync(source, "utf8") as string;
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
