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
  const found: string | undefined = other.target?.cloud;
  if (found === cloud) return true;
  const what = found === undefined ? "this is no component" : `this is on ${found}`;
  problems.add(path, `${what}, but the target is on ${cloud}; use one that is made with the same target`);
  return false;
}
