import * as pulumi from "@pulumi/pulumi";

/** Equal plain values, or the very same output or resource. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if ([a, b].some((value) => pulumi.Output.isInstance(value) || pulumi.Resource.isInstance(value))) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
