/** AWS policy documents, parsed once and read in three values: what is unknown in one part decides nothing elsewhere. */

import { all, any, holds, isText, not, type Tri } from "../core/tri.js";
import { entries, type Field, isObject, items, within } from "../core/value.js";
import { parseDocument } from "./documents.js";
import { parseRange, prefixLength } from "./ranges.js";

/** One statement of a policy, with its place in the resource. */
export type Statement = Field;

/**
 * The statements of a policy given as JSON text or as an object. A text that is no JSON object has none: the cloud refuses
 * it. An unknown policy is one unknown statement.
 */
export function statements(policy: Field): readonly Statement[] {
  const document = parseDocument(policy);
  if (document.state !== "known") return document.state === "unknown" ? [document] : [];
  return items(propertyOf(document, "Statement")).filter((s) => s.state !== "known" || isObject(s.value));
}

/** Whether a statement allows (or denies). */
export function hasEffect(statement: Statement, effect: "Allow" | "Deny"): Tri {
  return isText(propertyOf(statement, "Effect"), effect);
}

/** Whether a statement is about everybody, signed in or not. */
export function forEverybody(statement: Statement): Tri {
  const principal = propertyOf(statement, "Principal");
  if (principal.state === "known" && isObject(principal.value)) {
    const kinds = entries(principal).filter(([kind]) => kind === "AWS" || kind === "*");
    return any(...kinds.flatMap(([, value]) => items(value).map((who) => isText(who, "*"))));
  }
  return any(...items(principal).map((who) => isText(who, "*")));
}

/** Whether a statement is about everybody but some. */
export function forEverybodyBut(statement: Statement): Tri {
  return holds(propertyOf(statement, "NotPrincipal"), () => true);
}

/** Whether some of the statement's actions is one of these words, which are compared in any case. */
export function hasAction(statement: Statement, ...actions: readonly string[]): Tri {
  return any(...items(propertyOf(statement, "Action")).flatMap((a) => actions.map((action) => isText(a, action))));
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

/** An ARN pattern that leaves the account open, or, where the service's ARNs have none, the resource. */
function wideArn(text: string): boolean {
  const [, , , , account, ...resource] = text.split(":");
  if (account === undefined) return true;
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
