import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oneCloud, recorder } from "./support/one-cloud.js";
import { Packed, Stranger } from "./support/stranger.js";

const root = resolve(__dirname, "../..");

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
});
afterAll(() => packed.remove());

describe("the packed package", () => {
  const files = () =>
    readdirSync(packed.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it("holds what was compiled and the docs, and nothing that names this machine", () => {
    expect(readdirSync(packed.dir).sort()).toEqual(["LICENSE", "README.md", "dist", "docs", "package.json"]);
    expect(files().filter((file) => readFileSync(file, "utf8").includes(root))).toEqual([]);
  });

  it("has nothing that publint would say", async () => {
    const bytes = readFileSync(packed.tarball);
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    expect((await publint({ pack: { tarball }, strict: true })).messages).toEqual([]);
  });

  it("has the right types at every entry under each resolution of modules, as attw sees it", async () => {
    const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
    const result = await checkPackage(createPackageFromTarballData(readFileSync(packed.tarball)));
    if (result.types === false) throw new Error("the package has no types");
    expect(result.problems).toEqual([]);
    const entries = Object.values(result.entrypoints).flatMap(({ subpath, resolutions }) =>
      Object.values(resolutions).map(({ resolution }) => `${subpath} ${resolution?.fileName}`),
    );
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      exports: Readonly<Record<string, string | { readonly types: string }>>;
    };
    const types = Object.entries(exports).map(([subpath, entry]) => {
      const file = typeof entry === "string" ? entry : entry.types;
      return `${subpath} ${join("/node_modules/groundplan", file)}`;
    });
    expect([...new Set(entries)].sort()).toEqual(types.sort());
  });
});

const options = { strict: true, exactOptionalPropertyTypes: true, target: "es2022", lib: ["es2022"], types: ["node"] };
/** How modules are found today; what the first compiles is run. */
const resolutions = [
  { name: "node16", compiler: "typescript7", module: "node16", outDir: "." },
  { name: "bundler", compiler: "typescript7", module: "esnext", noEmit: true },
];
/** Only the compiler before knows it, and takes three times as long: one project asks for all entries at once. */
const node10 = { name: "node10", compiler: "typescript", module: "commonjs", noEmit: true };

const teamPack = join(root, "examples/team-pack");
const packFiles = readdirSync(teamPack).filter((name) => name.endsWith(".ts"));

/** The program of one cloud, in a project that has the others too. */
function withOtherClouds(program: string): string {
  return program.replace(/^\/\/ @ts-expect-error .*\n.*$/m, "");
}

/** What the compiler says of the project's program, the types of libraries included. */
function typeErrors(
  project: Stranger,
  { name, compiler, ...module }: (typeof resolutions)[number] | typeof node10,
  files: readonly string[] = ["index.ts"],
) {
  project.write("tsconfig.json", {
    compilerOptions: { ...options, ...module, moduleResolution: name, skipLibCheck: false },
    files,
  });
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", "."], { cwd: project.dir, encoding: "utf8" });
  return { stdout, status };
}

describe.each(oneCloud)("a project on $cloud alone", ({ cloud, sdk, others, program }) => {
  let project: Stranger;
  beforeAll(() => {
    project = new Stranger(packed, ["@pulumi/pulumi", sdk, "@types/node"]);
    project.write("index.ts", program);
    project.write("run.js", recorder);
  });
  afterAll(() => project.remove());

  it.each(resolutions)("checks all types, those of libraries too, under $name", (resolution) => {
    expect(typeErrors(project, resolution)).toEqual({ stdout: "", status: 0 });
  });

  it("runs, and loads neither another cloud nor the command nor the sandbox", async () => {
    const { stdout, stderr, code } = await project.node(["run.js"]);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    const { types, modules } = JSON.parse(stdout) as { types: string[]; modules: string[] };
    const made = new Set(types.map((type) => type.split(":")[0]));
    expect(made).toEqual(new Set([sdk.slice("@pulumi/".length), "groundplan", "pulumi"]));
    const ours = modules.flatMap((file) => /^groundplan\/dist\/([^/]+)/.exec(file)?.[1] ?? []);
    expect(new Set(ours)).toEqual(new Set(["components"]));
    const missing = await project.node(["-p", `${JSON.stringify(others)}.filter((name) => require.resolve(name))`]);
    expect(missing.stderr).toContain(`Cannot find module '${others[0]}'`);
  });

  it("can be an ES module", async () => {
    const script = `import { Network } from "groundplan"; import { ${cloud} } from "groundplan/${cloud}";
      console.log(typeof Network, typeof ${cloud});`;
    const { stdout, stderr } = await project.node(["--input-type=module", "-e", script]);
    expect({ stdout, stderr }).toEqual({ stdout: "function function\n", stderr: "" });
  });
});

describe("a project on aws with a cluster", () => {
  it.each(resolutions)("checks all types of what runs in it under $name", async (resolution) => {
    const project = new Stranger(packed, ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/kubernetes", "@types/node"]);
    try {
      project.write("index.ts", readFileSync(join(root, "tests/docs/programs/kubernetes-minimal.ts"), "utf8"));
      expect(typeErrors(project, resolution)).toEqual({ stdout: "", status: 0 });
    } finally {
      await project.remove();
    }
  });
});

describe("a project with every entry", () => {
  it("checks all types, those of libraries too, under node10", async () => {
    const sdks = ["@pulumi/kubernetes", ...oneCloud.map(({ sdk }) => sdk)];
    const project = new Stranger(packed, ["@pulumi/pulumi", "@types/node", ...sdks]);
    try {
      for (const { cloud, program } of oneCloud) project.write(`${cloud}.ts`, withOtherClouds(program));
      project.write("cluster.ts", readFileSync(join(root, "tests/docs/programs/kubernetes-minimal.ts"), "utf8"));
      for (const file of packFiles) project.write(file, readFileSync(join(teamPack, file), "utf8"));
      const files = [...oneCloud.map(({ cloud }) => `${cloud}.ts`), "cluster.ts", ...packFiles];
      expect(typeErrors(project, node10, files)).toEqual({ stdout: "", status: 0 });
    } finally {
      await project.remove();
    }
  });
});

describe("a policy pack", () => {
  let project: Stranger;
  beforeAll(() => {
    project = new Stranger(packed, ["@pulumi/pulumi", "@types/node"]);
    for (const file of packFiles) project.write(file, readFileSync(join(teamPack, file), "utf8"));
  });
  afterAll(() => project.remove());

  it.each(resolutions)("checks all types under $name", (resolution) => {
    expect(typeErrors(project, resolution, ["index.ts", "queues.test.ts"])).toEqual({ stdout: "", status: 0 });
  });

  it("loads neither the components nor an SDK, and gRPC only to serve", async () => {
    const script = `require("groundplan/policies"); require("groundplan/policies/testing");
      console.log(JSON.stringify(Object.keys(require.cache).map((file) => file.replace(/^.*\\/node_modules\\//, ""))))`;
    const { stdout } = await project.node(["-e", script]);
    const modules = JSON.parse(stdout) as string[];
    const ours = modules.filter((file) => /^groundplan\/dist\/(?!policies\/)/.test(file));
    expect(ours).toEqual(["groundplan/dist/components/core/nearest.js"]);
    const others = new Set(modules.flatMap((file) => /^(?!groundplan\/)((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    expect([...others].sort()).toEqual(["@pulumi/pulumi", "google-protobuf"]);
    expect(modules.filter((file) => file.startsWith("@pulumi/pulumi/")).sort()).toEqual([
      "@pulumi/pulumi/proto/analyzer_pb.js",
      "@pulumi/pulumi/proto/plugin_pb.js",
    ]);
  });

  it("can be an ES module", async () => {
    const script = `import { servePack, selectRules } from "groundplan/policies"; import { testPolicy } from "groundplan/policies/testing";
      console.log(typeof servePack, typeof selectRules, typeof testPolicy);`;
    const { stdout, stderr } = await project.node(["--input-type=module", "-e", script]);
    expect({ stdout, stderr }).toEqual({ stdout: "function function function\n", stderr: "" });
  });
});
