import { nearest } from "groundplan";
import type { z } from "zod";
import { cloudNames, settingsSchema } from "./schema.ts";

/** One thing that is wrong with a configuration: where, and in one sentence the value, what is allowed and the fix. */
export interface Problem {
  /** For example `groundplan:aws.zones[0]`. */
  readonly path: string;
  readonly message: string;
}

export type Path = readonly PropertyKey[];
/** The value at a path as it may be shown: a secret one is hidden. */
export type Show = (path: Path) => string;

/** Every problem that the schema sees, in plain words. Each field's own error text says what is allowed there. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], input: unknown, show: Show): Problem[] {
  return issues.flatMap((issue) => fromIssue(issue, [], input, show));
}

function fromIssue(issue: z.core.$ZodIssue, base: Path, input: unknown, show: Show): Problem[] {
  const path = [...base, ...issue.path];
  const place = pathText(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: pathText([...path, key]), message: strayKey(key, path, issue.message) }));
    case "invalid_union":
      return fromUnion(issue, path, input, show);
    case "invalid_key":
      return [{ path: place, message: `the key must be ${issue.issues[0]?.message ?? "another"}; rename it` }];
  }
  const value = valueAt(input, path);
  if (value === undefined) return [{ path: place, message: `is missing; set it to ${issue.message}` }];
  return [{ path: place, message: `is ${show(path)}, but must be ${issue.message}${quotes(issue, value)}` }];
}

/** The input without what the issues are about, so that the rest can still be checked. */
export function salvage(input: object, issues: readonly z.core.$ZodIssue[]): object {
  const rest: object = structuredClone(input);
  for (const issue of issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) remove(rest, key === undefined ? issue.path : [...issue.path, key]);
  }
  return rest;
}

/** Removes what is at the path; of a list the whole list, since its places have a meaning. */
function remove(from: object, path: Path): void {
  const index = path.findIndex((part) => typeof part === "number");
  const target = index < 0 ? path : path.slice(0, index);
  const parent = valueAt(from, target.slice(0, -1));
  const key = target.at(-1);
  if (typeof parent === "object" && parent !== null && key !== undefined) Reflect.deleteProperty(parent, key);
}

/** A block is measured against the union's block alternative; anything else against all of them. */
function fromUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, input: unknown, show: Show): Problem[] {
  const value = valueAt(input, path);
  if (typeof value === "object" && value !== null) {
    const inBlock = issue.errors.find((branch) => branch.some((inner) => inner.path.length > 0 || "keys" in inner));
    if (inBlock !== undefined) return inBlock.flatMap((inner) => fromIssue(inner, path, input, show));
  }
  const choices = issue.errors
    .flat()
    .map((inner) => ("values" in inner && inner.values.length === 1 ? JSON.stringify(inner.values[0]) : inner.message));
  return [{ path: pathText(path), message: `is ${show(path)}, but must be ${choices.join(" or ")}` }];
}

function strayKey(key: string, parent: Path, allowed: string): string {
  const owner = cloudNames.find((cloud) => key in settingsSchema.shape[cloud].unwrap().shape);
  const isCloudBlock = parent.length === 1 && cloudNames.some((cloud) => cloud === parent[0]);
  if (owner !== undefined && isCloudBlock)
    return `belongs to groundplan:${owner}, and one block is for one cloud; move it there or remove it. Allowed here: ${allowed}`;
  const near = nearest(key, allowed.split(", "));
  return `is not a known key; ${near === undefined ? "remove it" : `did you mean ${near}?`} (allowed: ${allowed})`;
}

function quotes(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== "invalid_type") return "";
  if (typeof value === "string" && /^(\d+|true|false)$/.test(value)) return "; write it without quotes";
  if (typeof value === "number" && issue.expected === "string") return "; write it in quotes";
  return "";
}

/** A path as a user would look for it in the stack file. */
export function pathText(path: Path): string {
  const [first, ...rest] = path;
  const tail = rest.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return first === undefined ? "groundplan" : `groundplan:${String(first)}${tail}`;
}

export function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return value;
}
