import type { CloudName, Target } from "./clouds.js";
import type { Problems } from "./errors.js";
import { nearest } from "./nearest.js";
import { describe } from "./target.js";

/** A value that decides which resources exist, or that checks need, must be plain. Outputs are refused by name. */
export function checkFlag(problems: Problems, path: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean")
    problems.add(path, `${describe(value)} is not true or false; give it as a plain value`);
}

/** A plain whole number within bounds. */
export function checkWhole(problems: Problems, path: string, value: unknown, least: number, most: number): void {
  if (value === undefined) return;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    problems.add(path, `${describe(value)} is not a whole number from ${least} to ${most}`);
}

/** A whole number within bounds, when it is plain. An output is let through: its resource checks it. */
export function checkWholeInput(problems: Problems, path: string, value: unknown, least: number, most: number): void {
  if (typeof value !== "object" || value === null) checkWhole(problems, path, value, least, most);
}

/**
 * Refuses arguments that the component does not have: nothing checks types when a program runs. Overrides of other clouds
 * are let through, because a program that serves several clouds states them side by side.
 */
export function checkKnown(problems: Problems, args: object, known: object, cloud: CloudName): void {
  const names = [...Object.keys(known), "target"];
  const accepted = new Set([...names, "aws", "gcp", "azure", cloud]);
  for (const name of Object.keys(args)) {
    if (accepted.has(name)) continue;
    const meant = nearest(name, names);
    const way = meant === undefined ? `use ${[...names, cloud].join(", ")}` : `did you mean ${meant}?`;
    problems.add(name, `there is no such argument; ${way}`);
  }
}

/** Refuses properties that an object within the arguments does not have: nothing checks types when a program runs. */
export function checkProperties(problems: Problems, path: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const way = meant === undefined ? `use ${known.join(", ")}` : `did you mean ${meant}?`;
    problems.add(path === "" ? name : `${path}.${name}`, `there is no such argument; ${way}`);
  }
}

/** Refuses what is no table of plain values: text, lists and outputs have properties of another meaning. */
export function checkTable(problems: Problems, path: string, value: unknown, form: string): value is object {
  const table = typeof value === "object" && value !== null && !Array.isArray(value) && !("apply" in value);
  if (!table) problems.add(path, `${describe(value)} is not possible; use ${form}`);
  return table;
}

/** Refuses what is no list, an empty one, and an entry that is there twice. Returns the entries, none where it is no list. */
export function checkList(problems: Problems, path: string, value: unknown, way: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.add(path, `${describe(value)} is not a list; ${way}`);
    return [];
  }
  if (value.length === 0) problems.add(path, `nothing is given; ${way}`);
  for (const [i, entry] of value.entries())
    if (value.indexOf(entry) < i) problems.add(`${path}[${i}]`, `${describe(entry)} is there already; leave it out`);
  return value;
}

export function checkChoice(problems: Problems, path: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(value as string))
    problems.add(path, `${describe(value)} is not possible; use ${allowed.map((one) => `"${one}"`).join(" or ")}`);
}

const keyPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** A key becomes part of URNs and of names in the cloud. */
export function checkKey(problems: Problems, path: string, key: unknown): void {
  if (typeof key !== "string" || !keyPattern.test(key))
    problems.add(
      path,
      `${describe(key)} is not a key; use at most 63 letters, digits and - _ . , beginning with a letter or digit`,
    );
}

/**
 * Refuses a component of another cloud. Types refuse it too, except where a program serves several clouds with one
 * loosely typed target.
 */
export function checkSameCloud(
  problems: Problems,
  path: string,
  other: { target: Target } | undefined,
  cloud: CloudName,
): boolean {
  if (other === undefined) return true;
  const found: string | undefined = other?.target?.cloud;
  if (found === cloud) return true;
  const what = found === undefined ? "this is no component" : `this is on ${found}`;
  problems.add(path, `${what}, but the target is on ${cloud}; use one that is made with the same target`);
  return false;
}
