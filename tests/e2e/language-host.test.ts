import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../engine/temporary.js";
import { isRunning } from "../processes.js";
import { HostWorld } from "./support/host-project.js";

let world: HostWorld;
beforeAll(async () => {
  world = await HostWorld.create((line) => console.log(line));
});
afterAll(() => world?.remove());

const COMMONJS = JSON.stringify({ name: "program", version: "1.0.0", main: "index.js" });
const MODULE = JSON.stringify({ name: "program", version: "1.0.0", type: "module", main: "index.js" });
const plain = (text: string) => ({ "package.json": COMMONJS, "index.js": text });

const WRITES_PIDS = `require("fs").writeFileSync("program-pids", [process.ppid, process.pid].join(" ") + "\\n");`;

/** No frame of the host, and nothing of its bundle, in what a user reads. */
function expectNoTraceOfHost(text: string): void {
  expect(text).not.toMatch(/language-host|host\.js|start\.js|grpc-js\/build\/src\/server/);
}

describe("configuration and secrets", () => {
  it("reaches the program; a secret is not printed, is encrypted in the state, and is known to be one", async () => {
    const project = await world.project(
      "config",
      plain(`
        const pulumi = require("@pulumi/pulumi");
        const config = new pulumi.Config();
        exports.size = config.requireNumber("size");
        exports.nested = config.requireObject("nested");
        exports.region = new pulumi.Config("aws").require("region");
        exports.token = config.requireSecret("token");
        exports.derived = config.requireSecret("token").apply((token) => token.length);
        exports.facts = [pulumi.getProject(), pulumi.getStack(), pulumi.getOrganization()];
        exports.dryRun = pulumi.runtime.isDryRun();
        exports.root = pulumi.runtime.getRootDirectory ? pulumi.runtime.getRootDirectory() : undefined;
        console.log("the token is", process.env.PULUMI_CONFIG_SECRET_KEYS);
      `),
      { typescript: false },
    );
    await project.pulumi("config", "set", "size", "3");
    await project.pulumi("config", "set", "--path", "nested.list[0]", "a:b");
    await project.pulumi("config", "set", "aws:region", "eu-west-1");
    await project.pulumi("config", "set", "--secret", "token", "hush-hush");
    const up = await project.up();
    expect(up.code).toBe(0);
    expect(up.text).toContain('the token is ["config:token"]');
    expect(up.text).not.toContain("hush-hush");
    expect(project.state()).not.toContain("hush-hush");
    expect(JSON.parse(project.state()).checkpoint.latest.resources[0].outputs.token).toMatchObject({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    });
    expect(await project.outputs()).toEqual({
      size: 3,
      nested: { list: ["a:b"] },
      region: "eu-west-1",
      token: "hush-hush",
      derived: 9,
      facts: ["config", "dev", "organization"],
      dryRun: false,
      root: project.directory,
    });
    const preview = await project.pulumi("preview");
    expect([preview.code, preview.text.includes("hush-hush")]).toEqual([0, false]);
  });

  it("a stack reference gives another stack's outputs, secrets as secrets", async () => {
    const lower = await world.project(
      "lower",
      plain(`const p = require("@pulumi/pulumi"); exports.id = "net-1"; exports.key = p.secret("s3cret");`),
      { typescript: false },
    );
    expect((await lower.up()).code).toBe(0);
    const upper = await world.project(
      "upper",
      plain(`
        const pulumi = require("@pulumi/pulumi");
        const lower = new pulumi.StackReference("organization/lower/dev");
        exports.id = lower.requireOutput("id");
        exports.key = lower.requireOutput("key");
      `),
      { typescript: false },
    );
    const up = await upper.up();
    expect(up.code).toBe(0);
    expect(up.text).not.toContain("s3cret");
    expect(upper.state()).not.toContain("s3cret");
    expect(await upper.outputs()).toEqual({ id: "net-1", key: "s3cret" });
  });
});

describe("a program that fails", () => {
  it("by an exception shows the user's own message and frames, once, and none of ours", async () => {
    const project = await world.project(
      "throws",
      plain(`function deep() { throw new Error("boom at seven"); }\ndeep();`),
      { typescript: false },
    );
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text.match(/Error: boom at seven/g)?.length).toBe(1);
    expect(up.text).toContain(path.join(project.directory, "index.js"));
    expect(up.text).not.toContain("non-zero exit code");
    expectNoTraceOfHost(up.text);
  });

  it("by a RunError shows one sentence and no frames", async () => {
    const project = await world.project(
      "refuses",
      plain(`throw new (require("@pulumi/pulumi").RunError)("Node 22.18 or newer is needed");`),
      { typescript: false },
    );
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("Node 22.18 or newer is needed");
    expect(up.text).not.toMatch(/^\s+at /m);
  });

  it("by a rejection that nobody handles fails, and says what was rejected", async () => {
    const project = await world.project(
      "rejects",
      plain(`setTimeout(() => Promise.reject(new Error("too late")), 50); exports.x = 1;`),
      { typescript: false },
    );
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("Error: too late");
    expectNoTraceOfHost(up.text);
  });

  it("by an exit code of its own has that code reported", async () => {
    const project = await world.project("exits", plain(`process.exit(3);`), { typescript: false });
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("Program exited with non-zero exit code: 3");
  });

  it("by a signal has that signal reported", async () => {
    const project = await world.project("dies", plain(`process.kill(process.pid, "SIGKILL");`), { typescript: false });
    expect((await project.up()).text).toContain("Program was ended by signal SIGKILL");
  });

  it("for want of memory is told what to set", async () => {
    const project = await world.project(
      "hungry",
      plain(`const all = []; for (;;) all.push(new Array(1e5).fill({}).map((_, i) => ({ i })));`),
      { typescript: false, nodeargs: "--max-old-space-size=40" },
    );
    expect((await project.up()).text).toContain("nodeargs: --max-old-space-size=8192");
  });

  it("for want of the SDK is told to install it", async () => {
    const project = await world.project("bare", plain(""), { typescript: false });
    fs.rmSync(path.join(project.directory, "node_modules"));
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("the Pulumi SDK has not been installed. Have you run pulumi install?");
  });

  it("for a bad runtime option is told which", async () => {
    const project = await world.project("options", plain(""), { typescript: "maybe" });
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain('runtime.options.typescript is "maybe"; allowed: true or false');
  });
});

describe("output", () => {
  it("of 10 MB arrives whole and in order", async () => {
    const lines = 100_000;
    const project = await world.project(
      "chatty",
      plain(`for (let i = 0; i < ${lines}; i++) console.log("line", String(i).padStart(6, "0"), "x".repeat(88));`),
      { typescript: false },
    );
    const log = path.join(project.directory, "events.json");
    const env = { PULUMI_DEBUG_COMMANDS: "true" };
    const up = await project.pulumiWith(env, "up", "--yes", "--skip-preview", "--event-log", log);
    expect(up.code).toBe(0);
    const numbers = fs
      .readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line.includes('"diagnosticEvent"'))
      .flatMap((line) => /line (\d{6}) x{88}/.exec(JSON.parse(line).diagnosticEvent.message)?.[1] ?? []);
    expect(numbers.length).toBe(lines);
    expect(numbers.every((number, at) => Number(number) === at)).toBe(true);
  });
});

describe("the usual ways to write a program", () => {
  it("CommonJS TypeScript through ts-node, with the tsconfig that the options name", async () => {
    const project = await world.project(
      "commonjs",
      {
        "package.json": JSON.stringify({ name: "program", main: "index.ts" }),
        // The type error shows that the named tsconfig counts: it switches the check off.
        "loose.json": JSON.stringify({
          compilerOptions: { module: "commonjs", moduleResolution: "node10", target: "es2022", noCheck: true },
        }),
        "lib.ts": `export const size: number = "large" as string;`,
        "index.ts": `import * as pulumi from "@pulumi/pulumi";\nimport { size } from "./lib";\nexport const out = pulumi.output(size);`,
      },
      { tsconfig: "loose.json" },
    );
    const up = await project.up();
    expect(up.text).toContain('out: "large"');
    expect(up.code).toBe(0);
  });

  it("TypeScript is type-checked by default", async () => {
    const project = await world.project("strict", {
      "package.json": JSON.stringify({ name: "program", main: "index.ts" }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { module: "commonjs", moduleResolution: "node10", target: "es2022", types: [] },
      }),
      "index.ts": `export const size: number = "large";`,
    });
    const up = await project.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("Type 'string' is not assignable to type 'number'");
    expectNoTraceOfHost(up.text);
  });

  it("ES modules in TypeScript with .js specifiers", async () => {
    const project = await world.project("esm-ts", {
      "package.json": MODULE.replace("index.js", "index.ts"),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { module: "nodenext", moduleResolution: "nodenext", target: "es2022", noCheck: true },
      }),
      "lib.ts": `export const size: string = "small";`,
      "index.ts": `import * as pulumi from "@pulumi/pulumi";\nimport { size } from "./lib.js";\nexport const out = await pulumi.output(size);`,
    });
    expect((await project.up()).text).toContain('out: "small"');
  });

  it("ES modules in JavaScript with .js specifiers and a default export", async () => {
    const project = await world.project(
      "esm-js",
      {
        "package.json": MODULE,
        "lib.js": `export const size = "small";`,
        "index.js": `import { size } from "./lib.js";\nexport default async () => ({ out: size });`,
      },
      { typescript: false },
    );
    expect((await project.up()).text).toContain('out: "small"');
  });

  it("plain JavaScript, with the arguments for Node that the options name, quotes and all", async () => {
    const project = await world.project(
      "nodeargs",
      plain(`exports.title = process.title; exports.traces = Error.stackTraceLimit; exports.node = process.version;`),
      { typescript: false, nodeargs: `--title="two words" --stack-trace-limit=7` },
    );
    expect((await project.up()).code).toBe(0);
    expect(await project.outputs()).toMatchObject({ title: "two words", node: process.version });
  });

  it("a program in another directory, started from below the project, has its own directory as working directory", async () => {
    const project = await world.project("elsewhere", {
      "Pulumi.yaml": JSON.stringify({
        name: "elsewhere",
        main: "stacks/main.js",
        runtime: { name: "nodejs", options: { typescript: false } },
      }),
      "package.json": COMMONJS,
      "stacks/main.js": `exports.cwd = process.cwd();`,
    });
    expect((await project.up()).code).toBe(0);
    expect(await project.outputs()).toEqual({ cwd: path.join(project.directory, "stacks") });
  });
});

describe("policy packs", () => {
  it("run as JavaScript with the stack's configuration, stop an update, and let it pass", async () => {
    const project = await world.project("guarded", plain(`exports.x = 1;`), { typescript: false });
    project.write({
      "pack/PulumiPolicy.yaml": JSON.stringify({ runtime: "nodejs", version: "1.0.0" }),
      "pack/package.json": JSON.stringify({ name: "pack", version: "1.0.0", main: "index.js" }),
      "pack/index.js": `
        const { PolicyPack } = require("@pulumi/policy");
        const pulumi = require("@pulumi/pulumi");
        const level = new pulumi.Config("guarded").require("level");
        console.error("pack in", process.cwd());
        new PolicyPack("levels", { policies: [{
          name: "level", description: "the level is high", enforcementLevel: "mandatory",
          validateStack: (args, report) => {
            if (level !== "high") report([pulumi.getProject(), pulumi.getStack(), "level", level].join(" "));
          },
        }] });
      `,
    });
    project.linkModules("pack");
    const pack = path.join(project.directory, "pack");
    await project.pulumi("config", "set", "level", "low");
    const refused = await project.pulumi("preview", "--policy-pack", pack);
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("guarded dev level low");
    expect(refused.text).toContain(`pack in ${pack}`);
    await project.pulumi("config", "set", "level", "high");
    const passed = await project.pulumi("preview", "--policy-pack", pack);
    expect(passed.text).not.toContain("error:");
    expect(passed.code).toBe(0);
  });

  it("that cannot start is reported, and the update does not go on without it", async () => {
    const project = await world.project("broken", plain(`exports.x = 1;`), { typescript: false });
    project.write({
      "pack/PulumiPolicy.yaml": JSON.stringify({ runtime: "nodejs", version: "1.0.0" }),
      "pack/package.json": JSON.stringify({ name: "pack", version: "1.0.0", main: "index.js" }),
      "pack/index.js": `throw new Error("no such rule file");`,
    });
    project.linkModules("pack");
    const preview = await project.pulumi("preview", "--policy-pack", path.join(project.directory, "pack"));
    expect(preview.code).not.toBe(0);
    expect(preview.text).toContain("no such rule file");
  });
});

describe("plugins", () => {
  it("a provider written for Node runs and answers the engine", async () => {
    const project = await world.project("provided", plain(""), { typescript: false });
    project.write({
      "provider/PulumiPlugin.yaml": JSON.stringify({ runtime: { name: "nodejs", options: { typescript: false } } }),
      "provider/package.json": JSON.stringify({ name: "provider", version: "1.0.0", main: "index.js" }),
      "provider/index.js": `
        const schema = JSON.stringify({ name: "mine", version: "1.0.0", description: "Answers " + process.argv.length });
        require("@pulumi/pulumi/provider").main({ version: "1.0.0", schema, getSchema: async () => schema }, process.argv.slice(2));
      `,
    });
    project.linkModules("provider");
    const schema = await project.pulumi("package", "get-schema", path.join(project.directory, "provider"));
    expect(schema.text).toContain('"name": "mine"');
    expect(schema.code).toBe(0);
  });
});

describe("the end of the engine", () => {
  it("by SIGKILL ends the host, the program, what the program started, and the policy pack", async () => {
    const project = await world.project(
      "orphan",
      plain(`
        const child = require("child_process").spawn("sleep", ["600"]);
        require("fs").writeFileSync("program-pids", [process.ppid, process.pid, child.pid].join(" ") + "\\n");
        setInterval(() => undefined, 1000);
      `),
      { typescript: false },
    );
    project.write({
      "pack/PulumiPolicy.yaml": JSON.stringify({ runtime: "nodejs", version: "1.0.0" }),
      "pack/package.json": JSON.stringify({ name: "pack", version: "1.0.0", main: "index.js" }),
      "pack/index.js": `
        new (require("@pulumi/policy").PolicyPack)("idle", { policies: [] });
        require("fs").writeFileSync("../pack-pids", [process.ppid, process.pid].join(" ") + "\\n");
      `,
    });
    project.linkModules("pack");
    const engine = project.start([
      "up",
      "--yes",
      "--skip-preview",
      "--policy-pack",
      path.join(project.directory, "pack"),
    ]);
    await until("program and pack run", () => ["program", "pack"].every((name) => project.pids(name).length > 0));
    const pids = [...project.pids("program"), ...project.pids("pack")];
    expect(pids.map(isRunning)).toEqual([true, true, true, true, true]);
    engine.kill("SIGKILL");
    await until("all of them are gone", () => !pids.some(isRunning));
  });

  it("in good order leaves no process behind", async () => {
    const project = await world.project("orderly", plain(WRITES_PIDS), { typescript: false });
    expect((await project.up()).code).toBe(0);
    await until("host and program are gone", () => !project.pids("program").some(isRunning));
  });

  it("by an interrupt ends the program too", async () => {
    const program = `${WRITES_PIDS}\nsetInterval(() => undefined, 1000);`;
    const project = await world.project("interrupted", plain(program), { typescript: false });
    const engine = project.start(["up", "--yes", "--skip-preview"]);
    await until("the program runs", () => project.pids("program").length > 0);
    engine.kill("SIGINT");
    const pids = [engine.pid ?? 0, ...project.pids("program")];
    await until("engine, host and program are gone", () => !pids.some(isRunning));
  });
});

describe("the project's own facts", () => {
  it("about tells the Node, the package manager and the dependencies of a project", async () => {
    const manifest = { ...JSON.parse(COMMONJS), dependencies: { "@pulumi/pulumi": "*" } };
    const files = { "package.json": JSON.stringify(manifest), "index.js": "" };
    const project = await world.project("told", files, { typescript: false });
    const about = await project.pulumi("about");
    expect(about.text).toContain(`version='${process.version}'`);
    expect(about.text).toContain("packagemanager='npm'");
    const { version } = JSON.parse(
      fs.readFileSync(path.join(project.directory, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
    );
    expect(about.text).toMatch(new RegExp(`@pulumi/pulumi +${version}`));
  });

  it("install runs the package manager of the options and shows what it prints", async () => {
    const project = await world.project("installed", plain(""), { typescript: false, packagemanager: "yarn" });
    project.write({ "bin/yarn": `#!/bin/sh\necho "yarn was told: $@ in $PWD"\n` });
    fs.chmodSync(path.join(project.directory, "bin/yarn"), 0o755);
    const PATH = [path.join(project.directory, "bin"), world.environment().PATH].join(path.delimiter);
    const install = await project.pulumiWith({ PATH }, "install", "--no-plugins");
    expect(install.text).toContain(`yarn was told: install in ${project.directory}`);
    expect(install.code).toBe(0);
  });

  it("install that fails says which command did", async () => {
    const project = await world.project("uninstalled", plain(""), { typescript: false, packagemanager: "pnpm" });
    project.write({ "bin/pnpm": `#!/bin/sh\necho "no space" >&2; exit 4\n` });
    fs.chmodSync(path.join(project.directory, "bin/pnpm"), 0o755);
    const PATH = [path.join(project.directory, "bin"), world.environment().PATH].join(path.delimiter);
    const install = await project.pulumiWith({ PATH }, "install", "--no-plugins");
    expect(install.code).not.toBe(0);
    expect(install.text).toContain("no space");
    expect(install.text).toContain(`\`pnpm install\` in ${project.directory} failed: exit code 4`);
  });

  it("code generation says what it needs instead", async () => {
    const project = await world.project("generated", plain(""), { typescript: false });
    const args = ["--language", "nodejs", "--out", "converted", "--from", "pcl"];
    const convert = await project.pulumi("convert", ...args);
    expect(convert.code).not.toBe(0);
    expect(convert.text).toContain("code generation needs the official release of Pulumi");
  });
});
