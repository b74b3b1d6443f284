import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { world } from "../components/network/support.js";
import { record } from "../support/record.js";

const root = resolve(__dirname, "..", "..");
const examples = readdirSync(join(root, "examples"));

describe.each(examples)("example %s", (example) => {
  it("makes exactly what its inventory lists", async () => {
    const resources = await record(() => import(`../../examples/${example}/index.ts`), world);
    const counts = new Map<string, number>();
    for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
    const lines = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${type} ${count}`);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${example}.txt`);
  });
});

describe("the README", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const included = [...readme.matchAll(/<!-- example: (\S+) -->\n```ts\n(.*?)```/gs)];

  it("shows every example", () => {
    expect(included.map(([, path]) => path).sort()).toEqual(examples.map((name) => `examples/${name}/index.ts`).sort());
  });

  it.each(included.map(([, path, text]) => ({ path, text })))("shows $path as it is", ({ path, text }) => {
    expect(text).toBe(readFileSync(join(root, path ?? ""), "utf8"));
  });
});
