import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findingsOf } from "../contract/findings.js";
import { mocks } from "../contract/mocks.js";
import { record } from "../support/record.js";

const root = resolve(__dirname, "../..");
const programs = readdirSync(join(__dirname, "programs")).map((file) => file.replace(/\.ts$/, ""));

describe.each(programs)("the program %s of the docs", (program) => {
  it("is what its page shows", () => {
    const path = `tests/docs/programs/${program}.ts`;
    const page = readFileSync(join(root, "docs", `${program.replace(/-\w+$/, "")}.md`), "utf8");
    const [, shown] = page.split(`<!-- example: ${path} -->\n`);
    expect(shown?.split("```")[1]).toBe(`ts\n${readFileSync(join(root, path), "utf8")}`);
  });

  it("makes exactly what its inventory lists, and breaks no rule", async () => {
    const resources = await record(() => import(`./programs/${program}.ts`), mocks);
    const lines = resources.map(({ type, name }) => `${type} ${name}`).sort();
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${program}.txt`);
    expect(findingsOf(resources)).toEqual([]);
  });
});
