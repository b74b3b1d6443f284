/** What a rule must have before a pack takes it: the compiler says the rest, where there is one. */

import { type Rule, Severity } from "../core/rule.js";
import { isObject } from "../core/value.js";
import { PackError } from "./pack-error.js";

/** Ids that begin so are those of the policies that are no rules. */
export const RESERVED = "meta-";

/** Settings of every policy, which no parameter can be named after. */
const RESERVED_PARAMETERS: ReadonlySet<string> = new Set(["enforcementLevel"]);

/**
 * The rules, once it is certain that a pack can serve them.
 *
 * @throws PackError about the first rule that it cannot
 */
export function checkedRules(rules: readonly Rule[]): readonly Rule[] {
  if (rules.length === 0) throw new PackError("`rules` is empty: name at least one rule");
  const places = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    checkRule(rule, `rules[${index}]`);
    const earlier = places.get(rule.id);
    if (earlier !== undefined) throw twice(rules, earlier, index);
    places.set(rule.id, index);
  }
  return rules;
}

function checkRule(rule: unknown, place: string): void {
  if (!isObject(rule) || typeof rule.check !== "function")
    throw new PackError(`${place} is no rule: a rule is an object with an id and a function \`check\``);
  checkId(rule.id, place, rule.title);
  const at = `${place} (${rule.id})`;
  const severities: readonly unknown[] = Object.values(Severity);
  if (!severities.includes(rule.severity)) throw wrong(`${at}.severity`, rule.severity, severities.join(", "));
  if (typeof rule.graph !== "boolean")
    throw wrong(`${at}.graph`, rule.graph, "true where `check` needs the stack, otherwise false");
  if (!isObject(rule.judges) || Object.keys(rule.judges).length === 0)
    throw wrong(
      `${at}.judges`,
      rule.judges,
      'an object of property paths by type token: { "aws:s3/bucket:Bucket": [] }',
    );
  for (const name of ["title", "why", "fix"] as const)
    if (typeof rule[name] !== "string" || rule[name] === "")
      throw wrong(`${at}.${name}`, rule[name], "a text for people");
  if (!isObject(rule.controls))
    throw wrong(`${at}.controls`, rule.controls, "an object of control ids by framework, or {}");
  checkParameters(rule as unknown as Rule, at);
}

function checkId(id: unknown, place: string, title: unknown): void {
  const example = "small letters, digits and hyphens, as in acme-image-registry";
  if (id === undefined || id === "")
    throw new PackError(
      `${place} has no id${typeof title === "string" ? ` (${title})` : ""}: give it one of ${example}`,
    );
  if (typeof id !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw wrong(`${place}.id`, id, example);
  if (id.startsWith(RESERVED))
    throw new PackError(`${place}.id is "${id}": ids that begin with ${RESERVED} are the pack's own; choose another`);
  if (id === "all")
    throw new PackError(`${place}.id is "all", which configuration takes for every policy; choose another`);
}

function checkParameters({ parameters = [], remedy }: Rule, at: string): void {
  const names = parameters.map(({ name }) => name);
  const taken = (name: string) => RESERVED_PARAMETERS.has(name) || (name === "replace" && remedy?.replaces === true);
  const bad = names.find((name, index) => taken(name) || names.indexOf(name) !== index);
  if (bad === undefined) return;
  const why = taken(bad) ? "is a setting that the pack adds itself" : "stands there twice";
  throw new PackError(`${at}.parameters: "${bad}" ${why}; give the parameter another name`);
}

function twice(rules: readonly Rule[], earlier: number, later: number): PackError {
  const same = rules[earlier] === rules[later];
  const fix = same
    ? "leave one out, or make both choices in one call of selectRules, which lists a rule once"
    : "give each rule an id of its own";
  return new PackError(`rules[${later}] has the id "${rules[later]?.id}", as rules[${earlier}] has: ${fix}`);
}

function wrong(place: string, value: unknown, allowed: string): PackError {
  const given = value === undefined ? "not set" : JSON.stringify(value);
  return new PackError(`${place} is ${given}; allowed: ${allowed}`);
}
