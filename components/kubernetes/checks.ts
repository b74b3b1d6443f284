import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { rangeProblem } from "../network/range.js";

/** A number within bounds, when it is plain. */
export function checkNumber(problems: Problems, path: string, value: unknown, least: number, most: number): void {
  if (value === undefined || (typeof value === "object" && value !== null)) return;
  if (typeof value !== "number" || !(value >= least && value <= most))
    problems.add(path, `${describe(value)} is not a number from ${least} to ${most}`);
}

/** The name of an object, stated by the user: plain, because other names and identities are made of it. */
export function checkObjectName(problems: Problems, path: string, name: unknown, most: number): void {
  if (name === undefined) return;
  if (typeof name !== "string" || !/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > most)
    problems.add(
      path,
      `${describe(name)} is not a name; use at most ${most} lower-case letters, digits and hyphens, ` +
        "beginning with a letter and ending with a letter or digit",
    );
}

const prefix = "([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?";
const word = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
const keyPattern = new RegExp(`^${prefix}${word}$`);
const valuePattern = new RegExp(`^(${word})?$`);

/** Labels, as https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ has them. */
export function checkLabels(problems: Problems, path: string, labels: Readonly<Record<string, unknown>> = {}): void {
  for (const [key, value] of Object.entries(labels)) {
    checkLabelKey(problems, `${path}.${key}`, key);
    if (typeof value !== "string") checkText(problems, `${path}.${key}`, value);
    else if (!valuePattern.test(value))
      problems.add(
        `${path}.${key}`,
        `${describe(value)} is not the value of a label; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit`,
      );
  }
}

/** Annotations: keys as those of labels, any text. */
export function checkAnnotations(problems: Problems, path: string, annotations: object = {}): void {
  for (const key of Object.keys(annotations)) checkLabelKey(problems, `${path}.${key}`, key);
  checkTexts(problems, path, annotations);
}

export function checkLabelKey(problems: Problems, path: string, key: string): void {
  if (!keyPattern.test(key))
    problems.add(
      path,
      `${describe(key)} is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed`,
    );
}

/** Labels that this package sets itself, and that select pods. */
export function checkFreeLabels(problems: Problems, path: string, labels: object = {}, taken: readonly string[]): void {
  for (const key of Object.keys(labels))
    if (taken.includes(key)) problems.add(`${path}.${key}`, "this label is set already; choose another key");
}

/** Ranges of addresses; outputs are let through. */
export function checkRanges(problems: Problems, path: string, ranges: readonly unknown[]): void {
  if (ranges.length === 0)
    problems.add(path, 'the list is empty; list ranges such as "10.0.0.0/16", or leave the rule out');
  for (const [at, range] of ranges.entries()) {
    const problem = isLater(range) ? undefined : rangeProblem(range);
    if (problem !== undefined) problems.add(`${path}[${at}]`, problem);
  }
}

/** Text for each key; outputs are let through. */
export function checkTexts(problems: Problems, path: string, texts: object = {}): void {
  for (const [key, value] of Object.entries(texts)) checkText(problems, `${path}.${key}`, value);
}

export function checkText(problems: Problems, path: string, value: unknown): void {
  if (typeof value !== "string" && !isLater(value))
    problems.add(path, `${describe(value)} is not text; write it in quotes`);
}

/** An output or a promise: what it becomes is checked by its resource. */
export function isLater(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("apply" in value || "then" in value);
}
