import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DOCS } from "../../policies/core/message.js";
import { withReference } from "../../policies/docs/reference.js";
import { rules } from "../../policies/rules/index.js";

const page = readFileSync(DOCS, "utf8");

describe("docs/policies.md", () => {
  it("is current: run `npm run docs:policies` where it is not", () => {
    expect(withReference(page, rules)).toBe(page);
  });

  it("has every place that messages point to", () => {
    const headings = page.match(/^#+ (.*)$/gm)?.map((line) => line.replace(/^#+ /, "").toLowerCase());
    expect(
      [...rules.map((rule) => rule.id), "undecided", "faults"].filter((place) => !headings?.includes(place)),
    ).toEqual([]);
  });
});
