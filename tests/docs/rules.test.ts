import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../policies/rules/index.js";

const docs = resolve(__dirname, "../../docs");
const inPack = new Set(rules.map((rule) => rule.id));

/** The parts of a page that are about rules: their headings say so. */
function partsOnRules(page: string): string {
  const parts = readFileSync(join(docs, page), "utf8").split(/^(?=#+ )/m);
  return parts.filter((part) => /^#+ .*\brules?\b/i.test(part)).join("");
}

const pages = readdirSync(docs)
  .filter((page) => page.endsWith(".md") && page !== "policies.md")
  .map((page) => ({ page, text: partsOnRules(page) }))
  .filter(({ text }) => text !== "");

const ids = /\b(?:aws|gcp|az|k8s)-[a-z0-9]+(?:-[a-z0-9]+)+/g;
const markedIds = new RegExp(`(${ids.source})\\W*\\(not yet in the pack\\)`, "g");

describe.each(pages)("what docs/$page says of rules", ({ text }) => {
  const marked = [...text.matchAll(markedIds)].map(([, id = ""]) => id);

  it("marks a rule as missing only where it is", () => {
    expect(marked.filter((id) => inPack.has(id))).toEqual([]);
  });

  it("says so where it names, without a mark, a rule that is not in the pack yet, and only there", () => {
    const missing = [...(text.match(ids) ?? [])].filter((id) => !inPack.has(id) && !marked.includes(id));
    expect(/does not have all of these rules yet/.test(text)).toBe(missing.length > 0);
  });
});
