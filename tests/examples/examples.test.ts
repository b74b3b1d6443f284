import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findingsOf } from "../contract/findings.js";
import { mocks } from "../contract/mocks.js";
import { record } from "../support/record.js";

const root = resolve(__dirname, "..", "..");
const examples = readdirSync(join(root, "examples")).sort();

/** Programs, and policy packs, which `tests/e2e/policy-authors.test.ts` runs. */
const programs = examples.filter((example) => existsSync(join(root, "examples", example, "Pulumi.yaml")));
const packs = examples.filter((example) => existsSync(join(root, "examples", example, "PulumiPolicy.yaml")));
const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const manifestOf = (example: string) =>
  JSON.parse(readFileSync(join(root, "examples", example, "package.json"), "utf8"));

it("every example is a program or a policy pack", () => {
  expect([...programs, ...packs].sort()).toEqual(examples);
});

describe.each(packs)("example %s", (example) => {
  it("names Pulumi and this package in the versions that fit, and no SDK of a cloud", () => {
    const { dependencies, devDependencies } = manifestOf(example);
    const { groundplan, ...peers } = { groundplan: devDependencies.groundplan, ...dependencies };
    expect(groundplan).toBe(`^${own.version}`);
    expect(own.peerDependencies).toMatchObject(peers);
    expect(Object.keys(peers).filter((name) => !["@pulumi/pulumi", "@pulumi/policy"].includes(name))).toEqual([]);
  });
});

describe.each(programs)("example %s", (example) => {
  const manifest = manifestOf(example);

  it("makes exactly what its inventory lists, and breaks no rule", async () => {
    const resources = await record(() => import(`../../examples/${example}/index.ts`), mocks);
    const lines = resources.map(({ type, name }) => `${type} ${name}`).sort();
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${example}.txt`);
    expect(findingsOf(resources)).toEqual([]);
  });

  it("names the SDKs that it imports, in the versions that the package takes, and no other", () => {
    const files = readdirSync(join(root, "examples", example)).filter((name) => name.endsWith(".ts"));
    const text = files.map((name) => readFileSync(join(root, "examples", example, name), "utf8")).join("");
    const subpaths = [...text.matchAll(/from "groundplan\/(\w+)"/g)].map(([, cloud = ""]) => cloud);
    const sdks = subpaths.map((cloud) => `@pulumi/${cloud === "azure" ? "azure-native" : cloud}`);
    expect(Object.keys(manifest.dependencies).sort()).toEqual(
      [...new Set([...sdks, "@pulumi/pulumi", "groundplan"])].sort(),
    );
    const { groundplan, ...peers } = manifest.dependencies;
    expect(groundplan).toBe(`^${own.version}`);
    expect(own.peerDependencies).toMatchObject(peers);
  });
});

/** Blocks of a page that are marked as a file of the repository. */
function included(page: string): { path: string; text: string }[] {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/<!-- example: (\S+) -->\n```\w+\n(.*?)```/gs)];
  return blocks.map(([, path = "", block = ""]) => ({ path, text: block }));
}

describe.each(["README.md", "CONTRIBUTING.md", "docs/examples.md"])("%s", (page) => {
  it("shows files as they are", () => {
    const blocks = included(page);
    expect(blocks).not.toEqual([]);
    expect(blocks).toEqual(blocks.map(({ path }) => ({ path, text: readFileSync(join(root, path), "utf8") })));
  });
});

describe("docs/examples.md", () => {
  it("shows all source files of every example", () => {
    const sources = examples.flatMap((example) =>
      readdirSync(join(root, "examples", example))
        .filter((name) => name.endsWith(".ts"))
        .map((name) => `examples/${example}/${name}`),
    );
    expect(
      included("docs/examples.md")
        .map(({ path }) => path)
        .sort(),
    ).toEqual(sources.sort());
  });
});
