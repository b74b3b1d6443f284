/** The same program where a preview does not know some values. */

import type { ExampleResource } from "../../../policies/core/rule.js";
import { isObject, type Props, UNKNOWN } from "../../../policies/core/value.js";
import type { Program, Transformation } from "./harness.js";
import { deep, eachValue, withProps } from "./write.js";

/** The unknown value of the same kind, as an SDK sends it. */
function unknownLike(value: unknown): string {
  if (Array.isArray(value)) return UNKNOWN.array;
  if (isObject(value)) return UNKNOWN.object;
  if (typeof value === "boolean") return UNKNOWN.boolean;
  return typeof value === "number" ? UNKNOWN.number : UNKNOWN.string;
}

const isLeaf = (value: unknown): boolean => !Array.isArray(value) && !isObject(value);

/** How many values without parts the program has. */
function leaves(program: Program): number {
  let count = 0;
  eachValue((value) => {
    if (isLeaf(value)) count++;
    return value;
  })(program);
  return count;
}

/** Makes those values unknown whose number, in the order of the program, the test accepts. */
function unknownAt(program: Program, test: (at: number) => boolean): Program {
  let at = 0;
  return eachValue((value) => (isLeaf(value) && test(at++) ? unknownLike(value) : value))(program);
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** Properties that refer to other resources: what was made from them is unknown before they are there. */
const references = (props: Props, { refs = {} }: ExampleResource): Props =>
  Object.fromEntries(Object.entries(props).map(([name, v]) => [name, name in refs ? unknownLike(v) : v]));

const top = (props: Props): Props =>
  Object.fromEntries(Object.entries(props).map(([name, v]) => [name, unknownLike(v)]));

/** Makes whole objects and lists unknown, at one depth. */
const below =
  (depth: number) =>
  (program: Program): Program =>
    withProps(
      program,
      (props) => deep(props, (v, path) => (path.length === depth && !isLeaf(v) ? unknownLike(v) : v)) as Props,
    );

export const UNKNOWNS: readonly Transformation[] = [
  { name: "all references unknown", of: (program) => [withProps(program, references)] },
  { name: "all properties unknown", of: (program) => [withProps(program, top)] },
  {
    name: "all objects and lists of one depth unknown",
    of: (program) => [1, 2, 3, 4, 5, 6].map((depth) => below(depth)(program)),
  },
  { name: "all values without parts unknown", of: (program) => [unknownAt(program, () => true)] },
  {
    name: "all values without parts unknown but one",
    of: (program) => numbers(leaves(program)).map((one) => unknownAt(program, (at) => at !== one)),
  },
  {
    name: "two values without parts unknown",
    of: (program) => {
      const all = numbers(leaves(program));
      return all.flatMap((a) => all.filter((b) => b > a).map((b) => unknownAt(program, (at) => at === a || at === b)));
    },
  },
];
