import { checkChoice, checkKey } from "../core/checks.js";
import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { rangeProblem } from "../network/range.js";
import type { IngressRule } from "./args.js";
import type { VirtualMachineRules } from "./types.js";
import { type Checking, isPlain } from "./validate-support.js";

export function checkIngress({ problems, input, rules, cloud }: Checking): void {
  const ingress: unknown = input.ingress;
  if (ingress === undefined) return;
  if (!isPlain(ingress)) {
    problems.add("ingress", `${describe(ingress)} is not a set of rules; use plain values: { <name>: { port, from } }`);
    return;
  }
  for (const [name, rule] of Object.entries(ingress)) {
    const path = `ingress.${name}`;
    checkKey(problems, path, name);
    const other = name.replace(/-ipv6$/, "");
    if (other !== name && mentionsIPv6(ingress[other]))
      problems.add(path, `"${name}" is what the IPv6 part of rule "${other}" is called; use another name`);
    if (!isPlain(rule)) problems.add(path, `${describe(rule)} is not a rule; use { port, from }`);
    else checkRule(problems, path, rule as unknown as IngressRule, rules, cloud);
  }
}

/** Addresses of the other family are a rule of their own on GCP and Azure. */
function mentionsIPv6(rule: unknown): boolean {
  const from = isPlain(rule) ? rule.from : undefined;
  return Array.isArray(from) && from.some((range) => String(range).includes(":"));
}

function checkRule(
  problems: Problems,
  path: string,
  rule: IngressRule,
  rules: VirtualMachineRules,
  cloud: string,
): void {
  for (const key of Object.keys(rule))
    if (!["port", "protocol", "from"].includes(key))
      problems.add(`${path}.${key}`, "there is no such part of a rule; use port, protocol, from");
  if (rule.protocol !== undefined) checkChoice(problems, `${path}.protocol`, rule.protocol, ["tcp", "udp"]);
  checkPorts(problems, `${path}.port`, rule.port);
  const from: unknown = rule.from;
  if (Array.isArray(from)) checkRanges(problems, `${path}.from`, from);
  else checkSource(problems, `${path}.from`, from, rules, cloud);
}

function checkPorts(problems: Problems, path: string, port: unknown): void {
  if (isPlain(port)) {
    const { from, to } = port;
    const [first, last] = [isPort(from), isPort(to)];
    if (!first) problems.add(`${path}.from`, `${describe(from)} is not a port; use a whole number from 1 to 65535`);
    if (!last) problems.add(`${path}.to`, `${describe(to)} is not a port; use a whole number from 1 to 65535`);
    if (first && last && (from as number) > (to as number))
      problems.add(path, `the range ends at ${to}, before it begins at ${from}; swap the two`);
  } else if (!isPort(port))
    problems.add(path, `${describe(port)} is not a port; use a whole number from 1 to 65535, or { from, to }`);
}

function isPort(port: unknown): boolean {
  return typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65_535;
}

function checkRanges(problems: Problems, path: string, ranges: readonly unknown[]): void {
  if (ranges.length === 0)
    problems.add(
      path,
      'nothing is given, so nobody would get in; list ranges, such as "10.0.0.0/16", or leave the rule out',
    );
  for (const [i, range] of ranges.entries()) {
    const problem = rangeProblem(range);
    if (problem !== undefined) problems.add(`${path}[${i}]`, problem);
    else if (ranges.indexOf(range) < i)
      problems.add(`${path}[${i}]`, `"${range}" is at place ${ranges.indexOf(range)} already; name each range once`);
  }
}

function checkSource(
  problems: Problems,
  path: string,
  source: unknown,
  rules: VirtualMachineRules,
  cloud: string,
): void {
  const { property, pattern, example } = rules.source;
  const given = typeof source === "object" && source !== null ? (source as Readonly<Record<string, unknown>>) : {};
  const value = given[property];
  if (value === undefined)
    problems.add(
      path,
      `${describe(source)} is neither ranges of addresses nor a source on ${cloud}; use ["10.0.0.0/16"], the source of ` +
        `another component of the same target, or { ${property}: "${example}" }`,
    );
  else if (typeof value === "string" && !pattern.test(value))
    problems.add(`${path}.${property}`, `${describe(value)} is not possible; use the form "${example}"`);
}
