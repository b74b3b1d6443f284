/** What a metamorphic test needs: ways to write the same program differently, and what the rules say about each. */

import { expect, it } from "vitest";
import { canonicalType } from "../../../policies/core/resource.js";
import type { ExampleResource, Rule } from "../../../policies/core/rule.js";
import { rules } from "../../../policies/rules/index.js";
import { findings } from "../support.js";
import { APPLICABILITY } from "./applicability.js";
import { FURTHER } from "./further.js";

/** The resources of one small program. */
export type Program = readonly ExampleResource[];

/** A way to write a program differently, without changing what it means to the rules. */
export interface Transformation {
  readonly name: string;
  /** The programs that come of it; none where there is nothing to write differently. */
  readonly of: (program: Program) => readonly Program[];
  /** Rules to which the two programs are not the same, each with why. */
  readonly except?: Readonly<Record<string, string>>;
}

/** A small program with the rule that it is an example of, and what that rule says about it. */
interface Base {
  readonly rule: Rule;
  readonly program: Program;
  readonly says: "violation" | "nothing";
}

export const bases: readonly Base[] = rules.flatMap((rule): Base[] =>
  [rule, ...(FURTHER[rule.id] ? [FURTHER[rule.id]] : [])].flatMap((example): Base[] =>
    example === undefined
      ? []
      : [
          { rule, program: example.bad, says: "violation" },
          { rule, program: example.good, says: "nothing" },
        ],
  ),
);

/** Rule -> the kinds of its findings, in one order: `violation`, `undecided`, `undecided+violation`. */
type Report = ReadonlyMap<string, string>;

/** What all rules find in a program. */
export function report(program: Program): Report {
  const kinds = new Map<string, Set<string>>();
  for (const { rule, kind } of findings(program)) {
    const same = kinds.get(rule.id);
    if (same) same.add(kind);
    else kinds.set(rule.id, new Set([kind]));
  }
  return new Map([...kinds].map(([rule, found]) => [rule, [...found].sort().join("+")]));
}

/** The programs that the transformation makes of one, without those that are the same text. */
function changed({ of }: Transformation, program: Program): readonly Program[] {
  const before = JSON.stringify(program);
  return of(program).filter((after) => JSON.stringify(after) !== before);
}

/** How two reports differ, rule by rule: `aws-net-ssh-open: violation -> nothing`. */
function differences(before: Report, after: Report, only?: string) {
  const ids = only === undefined ? [...new Set([...before.keys(), ...after.keys()])] : [only];
  return ids.flatMap((id) => {
    const [was = "nothing", is = "nothing"] = [before.get(id), after.get(id)];
    return was === is ? [] : [`${id}: ${was} -> ${is}`];
  });
}

/** What a rule says before and after, and what is wrong with it. */
type Compare = (before: Report, after: Report, own: string) => readonly string[];

/** Every rule of the catalogue says the same about every example, whichever rule's it is. */
export const everyRule: Compare = (before, after) => differences(before, after);

/** The rule says the same about its own examples; others may look at the form in which a thing is written. */
export const ownRule: Compare = (before, after, own) => differences(before, after, own);

/** No rule lets go of a violation, and none accuses what it did not: what is unknown can only be undecided. */
export const certainty: Compare = (before, after) =>
  differences(before, after).filter((line) => / -> nothing$|: (nothing|undecided) -> .*violation$/.test(line));

/** Whether the rule looks at what the transformation has made: a rule on one kind of object leaves others alone. */
function looksAt({ judges, consults }: Rule, before: Program, after: Program): boolean {
  const types = before.map(({ type }) => type);
  const made = after.map(({ type }) => type).filter((type) => !types.includes(type));
  return (
    made.length === 0 || made.some((type) => [judges, consults ?? {}].some((reads) => canonicalType(type) in reads))
  );
}

/** What is wrong with one base and one transformation, each line beginning with the id of the rule. */
function judge(transformation: Transformation, compare: Compare, { rule, program, says }: Base): readonly string[] {
  const before = report(program);
  return changed(transformation, program).flatMap((after) => {
    const text = `(example of ${rule.id}: ${says}): ${JSON.stringify(after)}`;
    if (compare === ownRule && !looksAt(rule, program, after)) return [`${rule.id}: does not look at the form ${text}`];
    return compare(before, report(after), rule.id).map((line) => `${line} ${text}`);
  });
}

/** Proves that transformations keep what the rules say, and that each of them does something. */
export function proves(compare: Compare, transformations: readonly Transformation[]): void {
  it.each(transformations.map((one) => [one.name, one] as const))("%s", (_name, transformation) => {
    const exceptions = Object.keys(transformation.except ?? {});
    const wrong = bases.flatMap((base) => judge(transformation, compare, base));
    const of = (line: string): string => line.slice(0, line.indexOf(":"));
    expect(wrong.filter((line) => !exceptions.includes(of(line)))).toEqual([]);
    // An exception that nothing needs is none.
    expect([...new Set(wrong.map(of))].sort()).toEqual([...exceptions].sort());
    const applied = bases.filter(({ program }) => changed(transformation, program).length > 0);
    const ids = new Set(applied.map(({ rule }) => rule.id));
    expect(ids.size).toBeGreaterThanOrEqual(APPLICABILITY[transformation.name] ?? Number.POSITIVE_INFINITY);
  });
}
