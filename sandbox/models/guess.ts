import type { Member, TypeRef } from "../schema/index.js";
import type { ObjectContext } from "./model.js";

/**
 * A value of the declared type for an output that neither the inputs nor a model nor the provider's habits decide. Shape
 * and type are right; the content is told from the name and drawn from the object's own randomness.
 */
export function guess(c: ObjectContext, member: Member, path = member.name, depth = 0): unknown {
  return guessType(c, member.type, member, path, depth);
}

function guessType(c: ObjectContext, type: TypeRef, member: Member, path: string, depth: number): unknown {
  switch (type.kind) {
    case "string":
      return documentedDefault(member, "string") ?? guessString(c, member.name, path);
    case "number":
      return documentedDefault(member, "number") ?? guessNumber(member.name);
    case "boolean":
      return documentedDefault(member, "boolean") ?? /^(enabled|is_?enabled)$/i.test(member.name);
    case "literal":
      return type.value;
    case "list":
      return guessList(c, type.of, member, path, depth);
    case "named":
      return guessNamed(c, type, path, depth);
    case "union":
      return type.of[0] === undefined ? {} : guessType(c, type.of[0], member, path, depth);
    default:
      return {};
  }
}

function guessNamed(c: ObjectContext, type: TypeRef, path: string, depth: number): unknown {
  const values = c.sdk.values(type);
  if (values !== undefined) return values[0] ?? "";
  const members = c.sdk.members(type);
  if (members === undefined || depth > 4) return {};
  const required = [...members.values()].filter((m) => !m.optional);
  return Object.fromEntries(required.map((m) => [m.name, guess(c, m, `${path}.${m.name}`, depth + 1)]));
}

/** Lists are empty unless programs commonly take their first element. */
function guessList(c: ObjectContext, of: TypeRef, member: Member, path: string, depth: number): unknown[] {
  const name = member.name.toLowerCase();
  if (name === "nameservers") return [1, 2, 3, 4].map((n) => `ns-${n}.sandbox.invalid`);
  const useful = /(ip|address|id|url|endpoint|arn|host)(e?s)$/.test(name) && of.kind === "string";
  return useful
    ? [guessType(c, of, { ...member, name: member.name.replace(/e?s$/, "") }, `${path}[0]`, depth + 1)]
    : [];
}

const defaultsSaid = new WeakMap<Member, unknown>();

/** `Defaults to "x"` of the documentation, where the text is of the property's type. */
export function documentedDefault(member: Member, kind: "string" | "number" | "boolean"): unknown {
  if (!defaultsSaid.has(member)) defaultsSaid.set(member, readDefault(member.doc, kind));
  return defaultsSaid.get(member);
}

const defaultPhrase =
  /\b[Dd]efault(?:s to|s:| is| value is| value:|:)\s*(?:`"?([^`"]*)"?`|\*\*([^*]+)\*\*|(true|false|\d+)\b)/;

function readDefault(doc: string, kind: "string" | "number" | "boolean"): unknown {
  const said = defaultPhrase.exec(doc);
  const value = said?.[1] ?? said?.[2] ?? said?.[3];
  if (value === undefined) return undefined;
  if (kind === "boolean") return value === "true" ? true : value === "false" ? false : undefined;
  if (kind === "number") return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  return /^[\w.:/-]+$/.test(value) && value !== "null" && value !== "nil" ? value : undefined;
}

function guessNumber(name: string): number {
  if (/port$/i.test(name)) return 443;
  if (/version|generation|revision/i.test(name)) return 1;
  return 0;
}

const stringRules: readonly (readonly [RegExp, (c: ObjectContext, path: string) => string])[] = [
  [
    /(password|secret|token|(access|private|primary|secondary|shared|auth)_?key)$/i,
    (c, p) => `sandbox-${c.derive.hex(p, 24)}`,
  ],
  [/(time|timestamp|date|createdat|updatedat|created|modified|expiration|expiry)$/i, (c, p) => c.derive.time(p)],
  [/cidr(block|range)?$/i, (c, p) => `10.${c.derive.below(p, 256)}.0.0/16`],
  [/ipv6.*address|ipv6$/i, (c, p) => `2001:db8::${c.derive.hex(p, 4).replace(/^0+/, "1")}`],
  [
    /private_?ip(address)?$/i,
    (c, p) => `10.${c.derive.below(p, 256)}.${c.derive.below(`${p}2`, 256)}.${4 + c.derive.below(`${p}3`, 250)}`,
  ],
  [/ip(v4)?(address)?$/i, (c, p) => c.derive.publicIp(p)],
  [
    /(fqdn|domain|domainname|hostname|dnsname|host|address|dnsrecord)$/i,
    (c, p) => `${slug(c.name)}-${c.derive.hex(p, 8)}.sandbox.invalid`,
  ],
  [
    /(url|uri|endpoint|link|href|location_?uri)$/i,
    (c, p) => `https://${slug(c.name)}-${c.derive.hex(p, 8)}.sandbox.invalid/`,
  ],
  [/(etag|fingerprint|hash|digest|checksum|md5|sha256)$/i, (c, p) => c.derive.hex(p, 32)],
  [/(uuid|guid|principalid|tenantid|objectid|clientid|uniqueid|immutableid)$/i, (c, p) => c.derive.uuid(p)],
  [/email$/i, (c, p) => `${slug(c.name)}-${c.derive.hex(p, 6)}@sandbox.invalid`],
  [/(region|location)$/i, (c) => c.region],
  [/(owner_?id|account_?id|owner|project)$/i, (c) => c.account],
  [/version$/i, () => "1"],
  [/(number|index|size|count)$/i, (c, p) => c.derive.digits(p, 12)],
  [/name$/i, (c, p) => `${slug(c.name)}-${c.derive.hex(p, 7)}`],
];

function guessString(c: ObjectContext, name: string, path: string): string {
  const rule = stringRules.find(([pattern]) => pattern.test(name));
  return rule === undefined ? `${slug(name)}-${c.derive.hex(path, 12)}` : rule[1](c, path);
}

/** A text as a DNS label of at most 40 characters. */
function slug(words: string): string {
  const plain = words
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 40).replace(/-+$/, "") || "x";
}
