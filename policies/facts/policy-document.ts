/** AWS policy documents, parsed once and read in three values: what is unknown in one part decides nothing elsewhere. */

import { all, any, holds, isText, not, type Tri } from "../core/tri.js";
import { entries, type Field, isObject, items, within } from "../core/value.js";
import { parseDocument, unreadable } from "./documents.js";
import { parseRange, prefixLength } from "./ranges.js";

/** One statement of a policy, with its place in the resource. */
export type Statement = Field;

/**
 * The statements of a policy given as JSON text or as an object. A policy that is unknown, or no JSON object, is one unknown
 * statement, and so is a statement that is no object.
 */
export function statements(policy: Field): readonly Statement[] {
  const document = parseDocument(policy);
  if (document.state !== "known") return document.state === "unknown" ? [document] : [];
  return items(propertyOf(document, "Statement")).map((one) =>
    one.state === "known" && !isObject(one.value) ? unreadable(one.path) : one,
  );
}

/** Whether a statement allows (or denies). */
export function hasEffect(statement: Statement, effect: "Allow" | "Deny"): Tri {
  return isText(propertyOf(statement, "Effect"), effect);
}

/** Whether a statement is about everybody, signed in or not. */
export function forEverybody(statement: Statement): Tri {
  return any(...principalsOf(statement, "AWS", "*").map((who) => holds(who, isEverybody)));
}

/**
 * The principals of these kinds that a statement names: `AWS`, `Service`, `Federated`, and `*`, the kind of a principal
 * that is written as a text alone. Kinds that are not known count as each of them.
 */
export function principalsOf(statement: Statement, ...kinds: readonly string[]): readonly Field[] {
  const principal = propertyOf(statement, "Principal");
  if (principal.state !== "known" || !isObject(principal.value)) {
    return principal.state === "unknown" || kinds.includes("*") ? items(principal) : [];
  }
  return entries(principal).flatMap(([kind, who]) => (kinds.includes(kind) ? items(who) : []));
}

/** `*`, or a principal of every account, such as `arn:aws:iam::*:role/reader`. */
function isEverybody(who: unknown): boolean {
  if (typeof who !== "string") return false;
  return who === "*" || /^arn:[^:]*:(iam|sts):[^:]*:[^:]*[*?][^:]*:/.test(who);
}

/** The account whose every user and role a principal stands for, undefined where it stands for less. */
export function accountOf(who: unknown): string | undefined {
  const text = typeof who === "number" ? String(who) : who;
  if (typeof text !== "string") return undefined;
  return /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
}

/** Whether a statement is about everybody but some. */
export function forEverybodyBut(statement: Statement): Tri {
  return holds(propertyOf(statement, "NotPrincipal"), () => true);
}

/** Whether a statement lets everybody in, without a condition that keeps strangers out. */
export function isPublic(statement: Statement): Tri {
  const everybody = any(forEverybody(statement), forEverybodyBut(statement));
  return all(hasEffect(statement, "Allow"), everybody, not(isNarrowed(statement)));
}

/** Whether some of the statement's actions is one of these words, which are compared in any case. */
export function hasAction(statement: Statement, ...actions: readonly string[]): Tri {
  return any(...items(propertyOf(statement, "Action")).flatMap((a) => actions.map((action) => isText(a, action))));
}

/** Whether the statement is about the action, which its patterns and its exceptions decide as IAM does. */
export function covers(statement: Statement, action: string): Tri {
  return selects(statement, "Action", (pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
}

/** Whether the statement is about every action, with the rights themselves (`iam:*`) among them. */
export function coversEveryAction(statement: Statement): Tri {
  return all(...["~:~", "iam:~"].map((action) => covers(statement, action)));
}

/** Whether the statement is about every resource of a partition, or every one but some: an ARN that nobody names tells. */
export function coversEveryResource(statement: Statement): Tri {
  const strangers = ["aws", "aws-cn", "aws-us-gov"].map((partition) => `arn:${partition}:~:~:000000000000:~/~`);
  return any(...strangers.map((arn) => selects(statement, "Resource", (pattern) => matches(pattern, arn))));
}

/** Whether the element or its opposite (`NotAction`) selects what the test on a pattern says. */
function selects(statement: Statement, element: "Action" | "Resource", test: (pattern: string) => boolean): Tri {
  const some = (list: Field): Tri =>
    any(...items(list).map((pattern) => holds(pattern, (text) => typeof text === "string" && test(text))));
  const [only, except] = [propertyOf(statement, element), propertyOf(statement, `Not${element}`)];
  // An unknown statement is unknown in each of its elements; in a known one only one of the two is written.
  return any(some(only), except.state === "absent" ? false : not(some(except)));
}

/** Whether a pattern of IAM matches the text: `*` stands for any characters, `?` for one. */
function matches(pattern: string, text: string): boolean {
  let regex = patterns.get(pattern);
  if (regex === undefined) {
    const literal = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    regex = new RegExp(`^${literal.replaceAll(/\*+/g, ".*").replaceAll("?", ".")}$`, "s");
    patterns.set(pattern, regex);
  }
  return regex.test(text);
}

/** Patterns as regular expressions, made once: policies repeat the same few. */
const patterns = new Map<string, RegExp>();

/**
 * Whether the policy grants the action: some statement allows it, on every resource or on any, without a condition that
 * keeps it to some resources, and none denies it everywhere.
 */
export function grants(policy: readonly Statement[], action: string, on: "every resource" | "any resource"): Tri {
  const everywhere = (s: Statement): Tri => (on === "every resource" ? coversEveryResource(s) : true);
  const allowed = policy.map((s) => all(hasEffect(s, "Allow"), covers(s, action), everywhere(s), not(isConfined(s))));
  const denied = policy.map((s) =>
    all(hasEffect(s, "Deny"), covers(s, action), coversEveryResource(s), not(hasCondition(s))),
  );
  return all(any(...allowed), not(any(...denied)));
}

/** Whether the statement has any condition. */
export function hasCondition(statement: Statement): Tri {
  return any(
    ...conditionsOf(statement).map(({ operator, values }) => (operator === "" ? { unknown: [values.path] } : true)),
  );
}

/**
 * Whether a condition keeps the statement to some resources: those with a tag, one key's grants, one service to pass a role
 * to. Conditions on the caller, the network or the time leave the right itself as wide as it is.
 */
export function isConfined(statement: Statement): Tri {
  return any(
    ...conditionsOf(statement).map(({ operator, key, values }) => {
      if (operator === "") return { unknown: [values.path] };
      if (!CONFINING_OPERATOR.test(operator) || !CONFINING_KEY.test(key)) return false;
      const listed = items(values);
      return listed.length === 0
        ? false
        : not(any(...listed.map((v) => holds(v, (text) => /^[*?]*$/.test(String(text))))));
    }),
  );
}

/** Those with `IfExists` count: an action that knows the key always brings it. */
const CONFINING_OPERATOR = /^(forAnyValue:)?(stringEquals(IgnoreCase)?|stringLike|arnEquals|arnLike|bool)(IfExists)?$/i;

/** Keys of a single service, and the tags of any resource. */
const CONFINING_KEY = /^((?!aws:)[a-z0-9-]+:.*|aws:(resourceTag|requestTag)\/.*)$/i;

/** The values that conditions ask of a key, named in lower case, with operators that hold only for the values given. */
export function requiredValues(statement: Statement, isKey: (key: string) => boolean): readonly Field[] {
  return conditionsOf(statement).flatMap(({ operator, key, values }) => {
    if (operator === "") return [values];
    return NARROWING_OPERATOR.test(operator) && isKey(key.toLowerCase()) ? [values] : [];
  });
}

/** Whether the statement holds for everything in the bucket. */
export function aboutAllObjects(statement: Statement): Tri {
  const resources = items(propertyOf(statement, "Resource"));
  return any(...resources.map((r) => holds(r, (value) => typeof value === "string" && /^\*$|\/\*$/.test(value))));
}

/** Whether the statement's only condition is this one, for example that a call came without TLS. */
export function hasOnlyCondition(statement: Statement, key: string, value: string): Tri {
  const conditions = conditionsOf(statement);
  if (conditions.length !== 1) return conditions.some((c) => c.operator === "") ? { unknown: [statement.path] } : false;
  const [condition] = conditions;
  if (condition === undefined) return false;
  if (condition.operator === "") return { unknown: [condition.values.path] };
  if (!/^(bool|boolifexists|stringequals|stringequalsignorecase|stringlike)$/i.test(condition.operator)) return false;
  if (condition.key.toLowerCase() !== key.toLowerCase()) return false;
  return all(...items(condition.values).map((v) => holds(v, (text) => String(text).toLowerCase() === value)));
}

/**
 * Whether a condition keeps strangers out: it ties the call to a known account, organisation, network, resource or
 * address, with an operator that fails when the key is missing. The keys are those that S3 itself counts when it decides
 * whether a policy is public, and the organisation's and endpoint's newer equals. `further` names keys that a service of
 * its own adds to them.
 */
export function isNarrowed(statement: Statement, further: readonly string[] = []): Tri {
  const keys = new Set([...NARROWING_KEYS, ...further.map((key) => key.toLowerCase())]);
  return any(
    ...conditionsOf(statement).map(({ operator, key, values }) => {
      if (operator === "") return { unknown: [values.path] };
      if (!NARROWING_OPERATOR.test(operator) || !keys.has(key.toLowerCase())) return false;
      const listed = items(values);
      return listed.length === 0
        ? false
        : not(any(...listed.map((v) => holds(v, (text) => isWide(key, String(text))))));
    }),
  );
}

/** Operators that hold only for the values given. `IfExists` and `ForAllValues` also hold when the key is missing. */
const NARROWING_OPERATOR = /^(forAnyValue:)?(stringEquals(IgnoreCase)?|stringLike|arnEquals|arnLike|ipAddress)$/i;

const NARROWING_KEYS: ReadonlySet<string> = new Set(
  [
    "aws:SourceIp aws:VpcSourceIp aws:SourceArn aws:SourceVpc aws:SourceVpce aws:SourceAccount aws:SourceOwner",
    "aws:SourceOrgID aws:SourceOrgPaths aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths aws:PrincipalAccount",
    "aws:PrincipalArn aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalServiceName aws:userid aws:username",
    "s3:DataAccessPointArn s3:DataAccessPointAccount",
  ].flatMap((line) => line.toLowerCase().split(" ")),
);

/** Values that match strangers. S3 calls a policy public when an address range is wider than /8 (IPv6: /32). */
function isWide(key: string, text: string): boolean {
  if (/sourceip$/i.test(key)) {
    const range = parseRange(text);
    return range === undefined || prefixLength(range) < (range.family === 4 ? 8 : 32);
  }
  if (/arn$/i.test(key)) return wideArn(text);
  return /^[*?]*$/.test(text);
}

/** Whether the value is an ARN, or a pattern of one, that names an account, or where it has none a resource. */
export function namesAccountOrResource(arn: unknown): boolean {
  return typeof arn === "string" && !wideArn(arn);
}

/**
 * An ARN pattern that leaves the account open, or, where the service's ARNs have none, the resource. A text that is no ARN
 * matches none.
 */
function wideArn(text: string): boolean {
  const [, , , , account, ...resource] = text.split(":");
  if (account === undefined) return text === "" || /[*?]/.test(text);
  return account === "" ? /^[*?]*$/.test(resource.join(":")) : /[*?]/.test(account);
}

interface Condition {
  /** Empty where the condition, or part of it, is not known. */
  readonly operator: string;
  readonly key: string;
  readonly values: Field;
}

function conditionsOf(statement: Statement): Condition[] {
  return entries(propertyOf(statement, "Condition")).flatMap(([operator, keys]) =>
    entries(keys).map(([key, values]) => ({ operator: key === "" ? "" : operator, key, values })),
  );
}

/** A property of a document. IAM accepts the names of a statement's elements only as written here. */
function propertyOf(of: Field, name: string): Field {
  return within(of, name);
}
