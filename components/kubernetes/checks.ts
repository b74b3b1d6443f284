import type { Problems } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { describe } from "../core/target.js";

/** Refuses properties that an object does not have: nothing checks types when a program runs. */
export function checkProperties(problems: Problems, path: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const way = meant === undefined ? `use ${known.join(", ")}` : `did you mean ${meant}?`;
    problems.add(path === "" ? name : `${path}.${name}`, `there is no such argument; ${way}`);
  }
}

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
    if (typeof value === "string" && !valuePattern.test(value))
      problems.add(
        `${path}.${key}`,
        `${describe(value)} is not the value of a label; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit`,
      );
  }
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

const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
const v6 = /^[0-9a-f:]+:[0-9a-f:]*\/(\d{1,3})$/i;

/** Ranges of addresses; outputs are let through. */
export function checkRanges(problems: Problems, path: string, ranges: readonly unknown[]): void {
  if (ranges.length === 0)
    problems.add(path, 'the list is empty; list ranges such as "10.0.0.0/16", or leave the rule out');
  for (const [at, range] of ranges.entries()) {
    if (typeof range === "object" && range !== null) continue;
    if (typeof range !== "string" || !isRange(range))
      problems.add(`${path}[${at}]`, `${describe(range)} is not a range of addresses; use the form "10.0.0.0/16"`);
  }
}

function isRange(text: string): boolean {
  const four = v4.exec(text);
  if (four !== null) return four.slice(1, 5).every((part) => Number(part) <= 255) && Number(four[5]) <= 32;
  return Number(v6.exec(text)?.[1] ?? 999) <= 128;
}
