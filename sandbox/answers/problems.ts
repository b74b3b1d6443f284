import type { z } from "zod";
import { nearest } from "../../components/core/nearest.js";

type Path = readonly PropertyKey[];

/** Every problem that the schema sees: one line each, with its path, the value, what is allowed and the fix. */
export function problemLines(issues: readonly z.core.$ZodIssue[], input: unknown): string[] {
  return issues.flatMap((issue) => linesOf(issue, input));
}

function linesOf(issue: z.core.$ZodIssue, input: unknown): string[] {
  const place = pathText(issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map(
      (key) =>
        `${pathText([...issue.path, key])}: is not a known key; ${meant(key, issue.message.split(", "), "docs/sandbox-model.md lists them")}`,
    );
  const value = valueAt(input, issue.path);
  if (value === undefined) return [`${place}: is missing; set it to ${issue.message}`];
  return [`${place}: is ${shown(value)}, but must be ${issue.message}${quotes(issue, value)}`];
}

/**
 * The fix of a name that is not known: which one was meant, and what is allowed.
 *
 * @param elsewhere where the names are listed that are too many to be told
 */
export function meant(key: string, known: readonly string[], elsewhere: string): string {
  if (known.length === 0) return "remove it (there are none)";
  const near = nearest(key, known);
  const short =
    known.length <= 15
      ? known.join(", ")
      : `${known.slice(0, 3).join(", ")} and ${known.length - 3} more: ${elsewhere}`;
  return `${near === undefined ? "remove it" : `did you mean ${near}?`} (allowed: ${short})`;
}

function quotes(issue: z.core.$ZodIssue, value: unknown): string {
  const isText = issue.code === "invalid_type" && issue.expected === "string";
  return isText && typeof value === "number" && !issue.message.includes("in quotes") ? "; write it in quotes" : "";
}

/** Values are shown short: one that is a whole block says no more in full. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

/** A path as a reader looks for it in the file: `existing[0].type`, `stacks["acme/net/prod"].outputs`. */
export function pathText(path: Path): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[\w-]+$/.test(String(part))) text += text === "" ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(String(part))}]`;
  }
  return text === "" ? "the file" : text;
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return value;
}
