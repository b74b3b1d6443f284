import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");
const modules = join(root, "node_modules");
const compilers = { "5.9": join(modules, "typescript/bin/tsc"), "7": join(modules, "typescript7/bin/tsc") };
let place: string;

/** A stranger's project: this package as npm would install it, and the programs. */
beforeAll(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-types-")));
  const installed = join(place, "node_modules/groundplan");
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, "package.json"), join(installed, "package.json"));
  for (const name of ["@pulumi", "@types", "undici-types"])
    symlinkSync(join(modules, name), join(place, "node_modules", name));
  const config = join(place, "emit.json");
  const options = { outDir: join(installed, "dist"), rootDir: root, incremental: false };
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: options,
      include: [join(root, "components")],
    }),
  );
  execFileSync(process.execPath, [compilers[7], "-p", config], { cwd: root, stdio: "pipe" });
  cpSync(join(__dirname, "programs"), place, { recursive: true });
}, 120_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Compiles one program; answers with what the compiler says, and the files that it read. */
function compile(compiler: string, program: string, options: object): { errors: string[]; files: string[] } {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: "es2023",
    skipLibCheck: true,
    types: [],
    listFiles: true,
    ...options,
  };
  const config = join(place, `${program}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [`${program}.ts`] }));
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", config], { cwd: place, encoding: "utf8" });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return {
    errors: lines.filter((line) => /error TS\d+/.test(line)),
    files: lines.filter((line) => line.startsWith("/")),
  };
}

const nodenext = { module: "nodenext", moduleResolution: "nodenext" };
const bundler = { module: "esnext", moduleResolution: "bundler" };
/** How the projects that `pulumi new` made for years are set up; it ignores `exports`. */
const node10 = { module: "commonjs", moduleResolution: "node10" };
const programs = ["neutral", "one-cloud", "clouds", "fourth-cloud"];

describe("a program of a stranger", () => {
  it.each(programs)("compiles and refuses as it says: %s", (program) => {
    expect(compile(compilers["5.9"], program, nodenext).errors).toEqual([]);
    expect(compile(compilers["7"], program, nodenext).errors).toEqual([]);
  });

  it("does so under other resolutions of modules", () => {
    expect(compile(compilers["5.9"], "clouds", node10).errors).toEqual([]);
    expect(compile(compilers["7"], "clouds", bundler).errors).toEqual([]);
  });

  it.each(["components"])("can be copied from docs/%s.md", (page) => {
    const text = readFileSync(join(root, `docs/${page}.md`), "utf8");
    const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block);
    expect(blocks.length).toBeGreaterThan(0);
    writeFileSync(join(place, `docs-${page}.ts`), `${blocks.join("\n")}\nexport {};\n`);
    expect(compile(compilers["7"], `docs-${page}`, nodenext).errors).toEqual([]);
  });

  it("loads no cloud's SDK, not even its types, until a cloud is imported", () => {
    const sdk = /@pulumi\/(aws|gcp|azure-native|kubernetes)\//;
    const neutral = compile(compilers["7"], "neutral", nodenext).files;
    expect(neutral.some((file) => file.includes("groundplan/dist/components/index.d.ts"))).toBe(true);
    expect(neutral.filter((file) => sdk.test(file))).toEqual([]);
    const aws = compile(compilers["7"], "one-cloud", nodenext).files;
    expect(new Set(aws.flatMap((file) => sdk.exec(file)?.[1] ?? []))).toEqual(new Set(["aws"]));
  });
});

describe("the package at run time", () => {
  /** Modules of SDKs that are loaded after `require`-ing the names, as `@pulumi/<sdk>/<module>`. */
  function loaded(...names: string[]): string[] {
    const script = `for (const name of ${JSON.stringify(names)}) require(name);
      console.log(JSON.stringify(Object.keys(require.cache)));`;
    const files: string[] = JSON.parse(
      execFileSync(process.execPath, ["-e", script], { cwd: place, encoding: "utf8" }),
    );
    return [...new Set(files.flatMap((file) => /@pulumi\/(?:aws|gcp|azure-native)\/[^/]+/.exec(file)?.[0] ?? []))];
  }

  it("loads no cloud's SDK until a cloud is imported, and never the root of one", () => {
    expect(loaded("groundplan")).toEqual([]);
    const roots = loaded("groundplan", "groundplan/aws", "groundplan/gcp", "groundplan/azure");
    expect(roots).toContain("@pulumi/aws/s3");
    expect(roots.filter((module) => module.endsWith("/index.js"))).toEqual([]);
  });
});

describe("the program of all negative cases", () => {
  it("has one for everything that types have to refuse", () => {
    const text = readFileSync(join(__dirname, "programs/clouds.ts"), "utf8");
    expect(text.match(/@ts-expect-error/g)).toHaveLength(30);
  });
});
