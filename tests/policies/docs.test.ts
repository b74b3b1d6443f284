import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DOCS, pageOf } from "../../policies/core/message.js";
import { META } from "../../policies/pack/policies.js";
import { rules } from "../../policies/rules/index.js";

const page = readFileSync(DOCS, "utf8");

/** The places of a page that links can name. */
const places = page.match(/^#+ (.*)$/gm)?.map((line) => line.replace(/^#+ /, "").toLowerCase()) ?? [];

describe("docs/policies.md and the pages of the rules", () => {
  it("are current: run `npm run docs:policies` where they are not", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/policy-docs.mjs", "--check"], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("have every place that messages and policies point to", () => {
    expect(rules.map(({ id }) => pageOf(id)).filter((file) => !existsSync(file))).toEqual([]);
    const named = [...META.map(({ url }) => url.split("#")[1]), "undecided", "faults", "exceptions", "rules"];
    expect(named.filter((place) => place === undefined || !places.includes(place))).toEqual([]);
  });
});
