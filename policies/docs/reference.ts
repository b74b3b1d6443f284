/** The part of docs/policies.md that is made from the rules. */

import type { ExampleResource, Rule } from "../core/rule.js";
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

function reference(rules: readonly Rule[]): string {
  const head = ["| rule | what it finds | severity | by default |", "| --- | --- | --- | --- |"];
  const rows = rules.map(
    (rule) => `| [${rule.id}](#${rule.id}) | ${rule.title} | ${rule.severity} | ${effect(rule)} |`,
  );
  return [...head, ...rows, "", ...rules.map(section)].join("\n");
}

function section(rule: Rule): string {
  const controls = Object.entries(rule.controls).map(([framework, ids]) => `${framework} ${ids.join(", ")}`);
  const types = (reads: object): string =>
    Object.keys(reads)
      .map((type) => `\`${type}\``)
      .join(", ");
  return [
    `### ${rule.id}`,
    "",
    `${rule.title}. Severity ${rule.severity}; ${effect(rule)} by default. ${
      rule.graph ? "Needs the other resources of the stack." : "One resource decides it."
    }`,
    "",
    `${rule.why} ${rule.fix}`,
    "",
    `- judges ${types(rule.judges)}`,
    ...(rule.consults ? [`- looks at ${types(rule.consults)}`] : []),
    ...(rule.groups ? [`- takes part in the groups ${rule.groups.map((group) => `\`${group}\``).join(", ")}`] : []),
    ...(rule.parameters ?? []).map(
      (one) =>
        `- setting \`${one.name}\`: ${one.describes}; ${one.allowed}; by default \`${JSON.stringify(one.default)}\``,
    ),
    ...(rule.remedy
      ? [`- can be put right by \`remediate\`${rule.remedy.replaces ? ", which replaces the resource" : ""}`]
      : []),
    ...(rule.checkov?.length ? [`- in Checkov: ${rule.checkov.join(", ")}`] : []),
    ...(controls.length > 0 ? [`- on the subject of ${controls.join("; ")}`] : []),
    "",
    "```ts",
    "// a violation",
    ...rule.bad.map(construct),
    "// a pass",
    ...rule.good.map(construct),
    "```",
    "",
  ].join("\n");
}

function effect(rule: Rule): string {
  const { level } = policyOf(rule);
  if (level === Level.Disabled) return "is off";
  return level === Level.Mandatory ? "stops" : "advises";
}

/** `aws:ec2/vpc:Vpc` -> `new aws.ec2.Vpc("main", { … });`, `kubernetes:apps/v1:Job` with its version, references written as the other resource's id. */
function construct(resource: ExampleResource): string {
  const refs = Object.entries(resource.refs ?? {}).map(([property, names]) => [property, names[0]] as const);
  const referred = new Map(refs);
  const fields = Object.entries(resource.props).map(([property, value]) => {
    const other = referred.get(property);
    const id = other === undefined ? literal(value) : `${camel(other)}.id`;
    return `${property}: ${other !== undefined && Array.isArray(value) ? `[${id}]` : id}`;
  });
  const args = fields.length > 0 ? `{ ${fields.join(", ")} }` : "{}";
  return `const ${camel(resource.name)} = new ${classOf(resource.type)}("${resource.name}", ${args});`;
}

/** `aws:ec2/vpc:Vpc` -> `aws.ec2.Vpc`, `pulumi:providers:aws` -> `aws.Provider`. */
function classOf(type: string): string {
  const [sdk = "", module = "", name = ""] = type.split(":");
  if (module === "providers") return `${camel(name)}.Provider`;
  const place = sdk === "kubernetes" ? module.replace("/", ".") : module.split("/")[0];
  return [camel(sdk), place, name].join(".");
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "string" && value.startsWith("{")) return `JSON.stringify(${literal(JSON.parse(value))})`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, v]) => `${/^\w+$/.test(name) ? name : `"${name}"`}: ${literal(v)}`);
  return `{ ${fields.join(", ")} }`;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
}
