import * as pulumi from "@pulumi/pulumi";

/**
 * The second value over the first: objects property by property, at every depth; everything else, lists included, is the
 * second's. Works also where an object is known only later.
 */
export function mergeDeep(first: unknown, second: unknown): unknown {
  if (second === undefined) return first;
  if (!isPlain(second)) return second;
  if (pulumi.Output.isInstance(first) || first instanceof Promise)
    return pulumi.output(first).apply((known) => mergeDeep(known, second));
  if (!isPlain(first)) return second;
  const merged: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) merged[key] = mergeDeep(first[key], value);
  return merged;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
