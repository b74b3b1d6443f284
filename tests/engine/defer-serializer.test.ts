import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { temporary, write } from "./temporary.js";

const root = path.join(__dirname, "..", "..");
const run = path.join(root, "node_modules/@pulumi/pulumi/cmd/run/index.js");

describe("Pulumi's SDK with its serializer deferred", () => {
  /** What a program prints that has loaded it. */
  function printed(text: string, name = "index.js"): unknown {
    const directory = temporary();
    const preload = path.join(directory, "preload.js");
    const entryPoints = [path.join(root, "engine/language-host/preload.ts")];
    buildSync({ entryPoints, bundle: true, platform: "node", outfile: preload });
    write(directory, { [name]: text });
    const start = `process.argv[1] = ${JSON.stringify(run)};
      require(${JSON.stringify(preload)});
      import(${JSON.stringify(path.join(directory, name))});`;
    const env = { ...process.env, NODE_OPTIONS: "", NODE_PATH: path.join(root, "node_modules") };
    return JSON.parse(execFileSync(process.execPath, ["-e", start], { env, encoding: "utf8" }));
  }
  const loaded = (file: string) => `Object.keys(require.cache).some((file) => file.endsWith("node_modules/${file}"))`;
  const both = `[${loaded("typescript/lib/typescript.js")}, ${loaded("@npmcli/arborist/lib/arborist/index.js")}]`;

  it("loads neither TypeScript nor Arborist for a program that makes resources only", () => {
    expect(printed(`require("@pulumi/pulumi"); console.log(JSON.stringify(${both}))`)).toEqual([false, false]);
  });

  it("serializes functions as before, and loads TypeScript for it", () => {
    const program = `
      const { runtime } = require("@pulumi/pulumi");
      const answer = 42;
      runtime.serializeFunction(() => answer).then(({ text }) =>
        console.log(JSON.stringify([/return .*=> answer/s.test(text) && text.includes("answer: 42"), ...${both}])));
    `;
    expect(printed(program)).toEqual([true, true, false]);
  });

  it("names the file of a function that cannot be serialized, and does not turn on the debugger before", () => {
    const program = `
      const { runtime } = require("@pulumi/pulumi");
      const hooks = require(${JSON.stringify(path.join(root, "node_modules/@pulumi/pulumi/runtime/closure/v8Hooks.js"))});
      const session = hooks.getSessionAsync;
      let opened = false;
      hooks.getSessionAsync = () => { opened = true; return session(); };
      (async () => {
        await hooks.isInitializedAsync();
        const before = opened;
        const error = await runtime.serializeFunction(() => this).then(() => "", String);
        console.log(JSON.stringify([before, opened, /: index\\.js\\(\\d+,\\d+\\)/.test(error)]));
      })();
    `;
    expect(printed(program)).toEqual([false, true, true]);
  });

  it("finds the packages that such a function needs, and loads Arborist for it", () => {
    const program = `
      const { runtime } = require("@pulumi/pulumi");
      process.chdir(${JSON.stringify(root)});
      runtime.computeCodePaths({ extraIncludePackages: ["yaml"] }).then((paths) =>
        console.log(JSON.stringify([paths.has("node_modules/yaml"), ...${both}])));
    `;
    expect(printed(program)).toEqual([true, false, true]);
  });

  it("leaves alone what the program itself loads", () => {
    const program = `
      require("@pulumi/pulumi");
      console.log(JSON.stringify([Object.keys(require("typescript")).length > 1000, require("typescript").__esModule === true]));
    `;
    expect(printed(program)).toEqual([true, false]);
  });

  it("does so for ES modules", () => {
    const program = `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      await import(${JSON.stringify(path.join(root, "node_modules/@pulumi/pulumi/index.js"))});
      console.log(JSON.stringify(${both}));
    `;
    expect(printed(program, "index.mjs")).toEqual([false, false]);
  });
});
