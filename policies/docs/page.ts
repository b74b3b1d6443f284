/** The page of one rule, made from its data. */

import { Category, LIMITED } from "../core/exceptions.js";
import type { Reads, Rule } from "../core/rule.js";
import { Level } from "../pack/level.js";
import { policyOf } from "../pack/policies.js";
import { type KeptRules, keptLines } from "./kept.js";
import { program } from "./typescript.js";

/** The Markdown of `docs/policies/<id>.md`. */
export function rulePage(rule: Rule, kept: readonly KeptRules[]): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["A violation", [...configured(rule), "```ts", program(rule.bad), "```"]],
    ["A pass", ["```ts", program(rule.good), "```"]],
    ["Groundplan's components", keptLines(rule.id, kept)],
    ["What it reads", [...reads("Judges", rule.judges), ...reads("Looks at", rule.consults ?? {})]],
    ["Settings", settings(rule)],
    ["Remediation", remediation(rule)],
    ["Exception", exception(rule)],
    ["Controls", controls(rule)],
  ];
  const written = sections.filter(([, lines]) => lines.length > 0);
  return [
    "<!-- made by `npm run docs:policies` from the rule, do not edit -->",
    "",
    `# ${rule.id}`,
    "",
    `**${rule.title}.** Severity ${rule.severity}${others(rule)}; ${effect(rule)}. ${
      rule.graph ? "It needs the other resources of the stack." : "One resource decides it."
    }`,
    "",
    rule.why,
    "",
    `**What to do:** ${rule.fix}`,
    "",
    ...written.flatMap(([title, lines]) => [`## ${title}`, "", ...lines, ""]),
    "[All rules](../policies.md#rules)",
    "",
  ].join("\n");
}

/** The severities of single findings, where they differ. */
function others({ severities = [] }: Rule): string {
  return severities.length > 0 ? `, of single findings ${severities.join(", ")}` : "";
}

/** What a rule does where nothing is configured. */
export function effect(rule: Rule): string {
  const { level } = policyOf(rule);
  if (level !== Level.Disabled) return level === Level.Mandatory ? "stops by default" : "advises by default";
  return `off by default, on in the profiles of its group ${(rule.groups ?? []).map((one) => `\`${one}\``).join(", ")} and in \`all\``;
}

/** What the examples are judged under, where a rule asks nothing before it is configured. */
function configured({ id, examplesUnder }: Rule): readonly string[] {
  if (examplesUnder === undefined) return [];
  return [
    "The rule asks nothing before it is configured; here it is:",
    "",
    "```json",
    json({ [id]: examplesUnder }),
    "```",
    "",
  ];
}

function json(value: object): string {
  return JSON.stringify(value, undefined, 2);
}

function reads(title: string, types: Reads): readonly string[] {
  return Object.entries(types).map(([type, properties]) => {
    const listed = properties.map((property) => `\`${property}\``).join(", ");
    return `- ${title.toLowerCase()} \`${type}\`${listed === "" ? "" : `: ${listed}`}`;
  });
}

function settings(rule: Rule): readonly string[] {
  return (rule.parameters ?? []).map(
    (one) => `- \`${one.name}\`: ${one.describes}; ${one.allowed}. By default \`${JSON.stringify(one.default)}\`.`,
  );
}

function remediation({ id, remedy }: Rule): readonly string[] {
  if (remedy === undefined) return [];
  const config = remedy.replaces ? { [id]: { enforcementLevel: "remediate", replace: true } } : { [id]: "remediate" };
  return [
    remedy.replaces
      ? "The rule can put this right before the resource is made. What the cloud replaces the resource for is done only where that is allowed:"
      : "The rule can put this right before the resource is made or changed:",
    "",
    "```json",
    json(config),
    "```",
  ];
}

function exception({ id, severity, bad }: Rule): readonly string[] {
  const [first] = bad;
  return [
    "In [`policy-exceptions.yaml`](../policies.md#exceptions), with the name of the resource:",
    "",
    "```yaml",
    "exceptions:",
    `  - rule: ${id}`,
    `    resource: "urn:pulumi:prod::shop::*::${first?.name ?? "*"}"`,
    `    category: ${Category.Waiver} # or: ${Category.Mitigated}`,
    "    reason: Why it may be so.",
    "    owner: web-team",
    `    until: 2027-01-31${LIMITED.has(severity) ? "" : " # may be left out"}`,
    "```",
  ];
}

function controls({ controls, checkov }: Rule): readonly string[] {
  const named = Object.entries(controls).map(([framework, ids]) => `- ${framework}: ${ids.join(", ")}`);
  return [...named, ...(checkov?.length ? [`- Checkov: ${checkov.join(", ")}`] : [])];
}
