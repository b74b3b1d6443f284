/** How often the rules agree with the labels of cases. */

import { Evaluator } from "../core/evaluate.js";
import type { Rule } from "../core/rule.js";
import { type Case, Mode, resourcesOf, targetsOf } from "./cases.js";

export type Result = "violation" | "undecided" | "clean";

/** A case whose check some rule maps to, and what the mapped rules say of it. */
export interface Judged {
  readonly case: Case;
  readonly rules: readonly string[];
  readonly analyze: Result;
  readonly preview: Result;
  /** Why the label is not what is true, where it was looked into. */
  readonly disputed?: string;
}

export interface Score {
  readonly cases: number;
  /** Those of them whose check some rule maps to. */
  readonly mapped: number;
  /** Share of the failing cases that are found. */
  readonly recall: number;
  /** Share of the passing cases that are found as well. */
  readonly falsePositives: number;
  /** The same in a preview, and the share of the failing cases that it leaves undecided. */
  readonly previewRecall: number;
  readonly previewUndecided: number;
  /** Failing cases that are found in a state and pass in a preview. */
  readonly lost: number;
  readonly disputed: number;
}

/** Judges the cases by the rules whose `checkov` names their check. */
export function judge(
  cases: readonly Case[],
  rules: readonly Rule[],
  disputed: Readonly<Record<string, string>> = {},
): readonly Judged[] {
  const evaluator = new Evaluator(rules);
  const mapped = new Map<string, string[]>();
  for (const rule of rules) for (const id of rule.checkov ?? []) mapped.set(id, [...(mapped.get(id) ?? []), rule.id]);
  return cases.flatMap((one) => {
    const named = mapped.get(one.check_id);
    if (named === undefined) return [];
    const result = (mode: Mode) => resultOf(evaluator, one, named, mode);
    const reason = disputed[one.case];
    return [
      {
        case: one,
        rules: named,
        analyze: result(Mode.Analyze),
        preview: result(Mode.Preview),
        ...(reason === undefined ? {} : { disputed: reason }),
      },
    ];
  });
}

/** The score over some cases; disputed ones are counted apart. */
export function score(cases: readonly Case[], judged: readonly Judged[]): Score {
  const counted = judged.filter((one) => one.disputed === undefined);
  const failing = counted.filter((one) => one.case.label === "fail");
  const passing = counted.filter((one) => one.case.label === "pass");
  const share = (part: readonly Judged[], of: (one: Judged) => boolean) =>
    part.length === 0 ? Number.NaN : part.filter(of).length / part.length;
  return {
    cases: cases.length,
    mapped: judged.length,
    recall: share(failing, (one) => one.analyze === "violation"),
    falsePositives: share(passing, (one) => one.analyze === "violation"),
    previewRecall: share(failing, (one) => one.preview === "violation"),
    previewUndecided: share(failing, (one) => one.preview === "undecided"),
    lost: failing.filter((one) => one.analyze === "violation" && one.preview === "clean").length,
    disputed: judged.length - counted.length,
  };
}

/** Whether the rules say otherwise than the label. */
export function disagrees({ case: { label }, analyze }: Judged): boolean {
  return (label === "fail") !== (analyze === "violation");
}

function resultOf(evaluator: Evaluator, one: Case, rules: readonly string[], mode: Mode): Result {
  const resources = resourcesOf(one, mode);
  const targets = new Set(targetsOf(one));
  const conduct = { enabled: (rule: Rule) => rules.includes(rule.id), settings: () => ({}) };
  const findings = [
    ...resources.flatMap((resource) => evaluator.checkResource(resource, conduct)),
    ...evaluator.checkStack(resources, conduct),
  ];
  const kinds = findings.filter(({ resource }) => targets.has(resource.urn)).map(({ kind }) => kind);
  if (kinds.includes("fault")) throw new Error(`a rule fails on case ${one.case}: ${JSON.stringify(findings)}`);
  if (kinds.includes("violation")) return "violation";
  return kinds.includes("undecided") ? "undecided" : "clean";
}
