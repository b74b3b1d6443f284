/** The part of docs/policies.md that is made from the rules: their list, by cloud. */

import type { Rule } from "../core/rule.js";
import { Level } from "../pack/level.js";
import { policyOf } from "../pack/policies.js";

export const BEGIN = "<!-- rules: made by `npm run docs:policies`, do not edit -->";
export const END = "<!-- end of rules -->";

/** The page with its generated part replaced. */
export function withReference(page: string, rules: readonly Rule[]): string {
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`the page has no part between ${BEGIN} and ${END}`);
  return `${before}${BEGIN}\n\n${reference(rules)}\n${END}${after}`;
}

const FAMILIES: readonly (readonly [string, string])[] = [
  ["aws-", "AWS"],
  ["az-", "Azure"],
  ["gcp-", "Google Cloud"],
  ["k8s-", "Kubernetes"],
];

function reference(rules: readonly Rule[]): string {
  const tables = FAMILIES.map(([prefix, title]) =>
    table(
      title,
      rules.filter(({ id }) => id.startsWith(prefix)),
    ),
  );
  return tables.flat().join("\n");
}

function table(title: string, rules: readonly Rule[]): readonly string[] {
  const head = ["| rule | what it finds | severity | by default |", "| --- | --- | --- | --- |"];
  const rows = rules.map(
    (rule) =>
      `| [${rule.id}](policies/${rule.id}.md) | ${rule.title} | ${rule.severity} | ${EFFECT[policyOf(rule).level]} |`,
  );
  return [`### ${title} (${rules.length})`, "", ...head, ...rows, ""];
}

const EFFECT: Readonly<Record<Level, string>> = {
  [Level.Disabled]: "is off",
  [Level.Advisory]: "advises",
  [Level.Mandatory]: "stops",
  [Level.Remediate]: "puts right",
};
