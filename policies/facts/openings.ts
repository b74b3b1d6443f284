/** Rules of firewalls that let addresses in: one may open everything, or several a part of it each. */

import { all, any, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";
import { every, type Verdict } from "../core/verdict.js";
import { openToWorld } from "./ranges.js";

/** One rule: whether it is about the traffic in question and lets it in, and whose. */
export interface Opening {
  readonly meant: Tri;
  readonly addresses: readonly Field[];
}

/** Whether the rules let every address in. `everybody` lists further words for that. */
export function openTogether(openings: readonly Opening[], everybody: readonly string[] = []): Tri {
  const open = (some: readonly Opening[]): Tri =>
    openToWorld(
      some.flatMap(({ addresses }) => addresses),
      everybody,
    );
  const certain = open(openings.filter(({ meant }) => meant === true));
  if (certain === true) return true;
  const possible = openings.filter(({ meant }) => meant !== false);
  return all(open(possible), any(certain, ...possible.map(({ meant }) => (meant === true ? false : meant))));
}

/** The verdicts on the rules one by one, and where none of them is wrong alone, also those on all of them together. */
export function joined(alone: readonly Verdict[], together: readonly Verdict[]): Verdict {
  const certain = alone.some(({ result }) => result === "violation");
  return every(certain ? alone : [...alone, ...together]);
}

/** Whether a rule comes before another one, by the numbers of both. The first that is about the traffic decides. */
export function before(one: Field, other: Field): Tri {
  const unknown = [one, other].flatMap((number) => (number.state === "unknown" ? [number.path] : []));
  if (unknown.length > 0) return { unknown };
  const [first, second] = [one, other].map((number) => (number.state === "known" ? Number(number.value) : Number.NaN));
  return first !== undefined && second !== undefined && first < second;
}
