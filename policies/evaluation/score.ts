/** How often the rules agree with the labels of cases. */

import { Evaluator, type Finding } from "../core/evaluate.js";
import { canonicalType, type Resource } from "../core/resource.js";
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

/** Judges the cases by the rules that name their check in `checkov` or `trivy`. */
export function judge(
  cases: readonly Case[],
  rules: readonly Rule[],
  disputed: Readonly<Record<string, string>> = {},
): readonly Judged[] {
  const evaluator = new Evaluator(rules);
  const mapped = new Map<string, string[]>();
  for (const rule of rules)
    for (const id of [...(rule.checkov ?? []), ...(rule.trivy ?? [])])
      mapped.set(id, [...(mapped.get(id) ?? []), rule.id]);
  const labelled = typesByCheck(cases);
  return cases.flatMap((one) => {
    const named = mapped.get(one.check_id);
    if (named === undefined) return [];
    const result = (mode: Mode) => resultOf(evaluator, one, named, labelled.get(one.check_id) ?? new Set(), mode);
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

/** The types of what each check labels. */
function typesByCheck(cases: readonly Case[]): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const { check_id, target } of cases) {
    const known = types.get(check_id) ?? new Set();
    types.set(check_id, target ? known.add(canonicalType(target.type)) : known);
  }
  return types;
}

function resultOf(
  evaluator: Evaluator,
  one: Case,
  rules: readonly string[],
  labelled: ReadonlySet<string>,
  mode: Mode,
): Result {
  const resources = resourcesOf(one, mode);
  const conduct = { enabled: (rule: Rule) => rules.includes(rule.id), settings: () => ({}) };
  const findings = [
    ...resources.flatMap((resource) => evaluator.checkResource(resource, conduct)),
    ...evaluator.checkStack(resources, conduct),
  ];
  if (findings.some(({ kind }) => kind === "fault"))
    throw new Error(`a rule fails on case ${one.case}: ${JSON.stringify(findings)}`);
  const targets = new Set(targetsOf(one));
  const results = findings
    .filter((finding) => isAbout(finding.resource, targets, labelled))
    .map((finding) => answerTo(finding, one.check_id));
  if (results.includes("violation")) return "violation";
  return results.includes("undecided") ? "undecided" : "clean";
}

/**
 * Whether what is found on a resource is about a target: on itself, or on a part of it. A part (the ACL of a bucket, the
 * listener of a balancer) names what it belongs to, and the rules report where the mistake is written. Where the check
 * labels parts of that type as well, each label is about its own resource.
 */
function isAbout(resource: Resource, targets: ReadonlySet<string>, labelled: ReadonlySet<string>): boolean {
  if (targets.has(resource.urn)) return true;
  const names = Object.values(resource.dependencies).flat();
  return !labelled.has(resource.type) && names.some((urn) => targets.has(urn));
}

/** What a finding answers to what the check asks. A problem that no property shows answers every check. */
function answerTo(finding: Finding, check: string): Result {
  if (finding.kind === "fault") return "clean";
  const unknown = finding.unknown ?? [];
  const problems = finding.kind === "violation" ? finding.problems.map(({ path }) => path) : [];
  const aspects = finding.rule.aspects?.[check];
  if (aspects === undefined) return problems.length > 0 ? "violation" : "undecided";
  if (problems.some((path) => isIn(path, aspects))) return "violation";
  // What is unknown as a whole may hold what the check asks for.
  return unknown.some((path) => isIn(path, aspects) || isAbove(path, aspects)) ? "undecided" : "clean";
}

function isIn(path: string, aspects: readonly string[]): boolean {
  const plain = plainPath(path);
  return plain === "" || aspects.some((aspect) => `${plain}.`.startsWith(`${aspect}.`));
}

function isAbove(path: string, aspects: readonly string[]): boolean {
  return aspects.some((aspect) => aspect.startsWith(`${plainPath(path)}.`));
}

/** The path without the name of another resource and without indices. */
function plainPath(path: string): string {
  return path.replace(/^\w+\([^)]*\)\.?/, "").replace(/\[\d+\]/g, "");
}
