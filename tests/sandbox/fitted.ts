import fc from "fast-check";
import { documentedValues } from "../../sandbox/models/limits/documented.js";
import { type Bounds, limitsOfType, type Rule } from "../../sandbox/models/limits/index.js";
import { isRecord } from "../../sandbox/models/values.js";
import type { ResourceSchema } from "../../sandbox/schema/index.js";
import type { PackageName, Props } from "../../sandbox/types.js";

/** Values that satisfy what no generator of strings can be asked for (patterns that look ahead). */
const usual = [
  "example",
  "Example1",
  "example-1",
  // Of another account: what is there is not looked up.
  "arn:aws:iam::210987654321:role/example",
  "https://example.com",
  "12345678",
  "0123456789abcdef0123456789abcdef",
  "0123456789abcdef0",
  "123e4567-e89b-42d3-a456-426614174000",
  "a.example.com",
  "10.0.0.0/16",
  "10.0.0.1",
  "someone@example.com",
  "2030-01-01T00:00:00Z",
  "s3://example/key",
];

/** Inputs with every value that breaks a limit of its type replaced by one that does not. */
export function fitted(pkg: PackageName, schema: ResourceSchema, inputs: Props): Props {
  const listed = pkg === "gcp" ? withListed(schema, inputs) : inputs;
  const limits = limitsOfType(pkg, schema.token);
  if (limits === undefined) return listed;
  const repaired = (value: unknown, path: string): unknown => {
    const rule = limits.rule(path);
    if (Array.isArray(value)) {
      const items = value.map((item) => repaired(item, path));
      const least = limits.rule(`${path}[]`)?.i?.[0] ?? 0;
      return items.length === 0
        ? items
        : [...items, ...Array.from({ length: least - items.length }, () => items[0])].slice(
            0,
            Math.max(least, items.length),
          );
    }
    if (isRecord(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, v]) => [key, repaired(v, path === "" ? key : `${path}.${key}`)]),
      );
    if (rule === undefined) return value;
    if (typeof value === "number") return fitNumber(value, rule.n);
    return typeof value === "string" ? fitText(value, rule) : value;
  };
  return repaired(listed, "") as Props;
}

/** The first value that the text of a property lists, for one that is none of them. */
function withListed(schema: ResourceSchema, inputs: Props): Props {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      const member = schema.inputs.get(key);
      const known = member && documentedValues(member);
      return [key, typeof value === "string" && known !== undefined && !known.includes(value) ? known[0] : value];
    }),
  );
}

function fitNumber(value: number, [min, max]: Bounds = [null, null]): number {
  return Math.min(Math.max(value, min ?? value), max ?? Number.POSITIVE_INFINITY);
}

function fitText(value: string, rule: Rule): string {
  if (rule.e !== undefined) return rule.e.includes(value) ? value : (rule.e[0] as string);
  const [min, max] = [rule.l?.[0] ?? 0, rule.l?.[1] ?? Number.POSITIVE_INFINITY];
  const patterns = (rule.p ?? []).map((p) => (p.startsWith("u:") ? new RegExp(p.slice(2), "su") : new RegExp(p, "s")));
  const fits = (text: string) =>
    text.length >= min && text.length <= max && (patterns.length === 0 || patterns.some((p) => p.test(text)));
  const padded = value.padEnd(min, "a").slice(0, max === Number.POSITIVE_INFINITY ? undefined : max);
  return [value, padded, ...usual].find(fits) ?? patterns.flatMap((p) => sampled(p)).find(fits) ?? value;
}

/** Ids that are looked up. */
const ofEc2 = /^(eni|sg|subnet|vpc)-[0-9a-f]{8,17}$/;

const samples = new Map<string, string[]>();

function sampled(pattern: RegExp): string[] {
  const key = pattern.source;
  if (!samples.has(key)) samples.set(key, sample(pattern));
  return samples.get(key) as string[];
}

function sample(pattern: RegExp): string[] {
  try {
    return fc
      .sample(fc.stringMatching(pattern), { numRuns: 20, seed: 1 })
      .filter((text) => text !== "" && !ofEc2.test(text));
  } catch {
    return [];
  }
}
