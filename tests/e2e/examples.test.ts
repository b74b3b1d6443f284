import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Packed, Stranger } from "./support/stranger.js";

const root = resolve(__dirname, "../..");
const examples = readdirSync(join(root, "examples"))
  .filter((example) => existsSync(join(root, "examples", example, "Pulumi.yaml")))
  .sort();

/** Types and names of the resources of a cloud that an example makes, from its inventory. */
function expected(example: string): string[] {
  const lines = readFileSync(join(root, "tests/examples/golden", `${example}.txt`), "utf8")
    .trimEnd()
    .split("\n");
  return lines.filter((line) => /^(aws|azure-native|gcp|kubernetes|random|tls):/.test(line));
}

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
});
afterAll(() => packed.remove());

describe.each(examples)("example %s, with the packed package", (example) => {
  let project: Stranger;
  beforeAll(() => {
    project = Stranger.ofExample(packed, example);
  });
  afterAll(() => project.remove());
  const made = () => project.inventory().map(({ type, urn }) => `${type} ${urn.split("::").at(-1)}`);

  it("lives: up makes what its inventory lists, destroy leaves nothing", async () => {
    await project.groundplan("up");
    expect(made().sort()).toEqual(expected(example).sort());
    expect(Object.keys((await project.groundplan("destroy")).changes)).toEqual(["delete"]);
    expect(made()).toEqual([]);
  });
});
