/** The one model that every renderer of policy reports draws from. Plain data, without secrets, in a fixed order. */

import type { z } from "zod";
import { groupBy } from "../../cli/collections.js";
import type { policyReport } from "./schema.js";

type Frozen<T> = T extends (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type PolicyReport = Frozen<z.infer<typeof policyReport>>;
export type ReportedRule = PolicyReport["rules"][number];
export type ReportedFinding = PolicyReport["findings"][number];
export type ReportedException = PolicyReport["exceptions"][number];
export type Position = NonNullable<ReportedFinding["position"]>;

/** In the order in which reports show them. */
export const severities = ["critical", "high", "medium", "low"] as const;

/** The findings by what a reader does with them. */
export interface Sorted {
  /** Violations that stop. */
  readonly stopping: readonly ReportedFinding[];
  /** Violations that advise. */
  readonly advising: readonly ReportedFinding[];
  readonly undecided: readonly ReportedFinding[];
  readonly excepted: readonly ReportedFinding[];
  readonly faults: readonly ReportedFinding[];
}

export function sorted({ findings }: Pick<PolicyReport, "findings">): Sorted {
  const open = findings.filter(({ exception }) => exception === undefined);
  const violations = open.filter(({ kind }) => kind === "violation");
  return {
    stopping: violations.filter(({ level }) => level === "mandatory"),
    advising: violations.filter(({ level }) => level === "advisory"),
    undecided: open.filter(({ kind }) => kind === "undecided"),
    excepted: findings.filter(({ exception }) => exception !== undefined),
    faults: open.filter(({ kind }) => kind === "fault"),
  };
}

/** Findings by their rule, in the order of the report. */
export function byRule(
  report: Pick<PolicyReport, "rules">,
  findings: readonly ReportedFinding[],
): readonly (readonly [ReportedRule, readonly ReportedFinding[]])[] {
  const groups = groupBy(findings, ({ rule }) => rule);
  return report.rules.flatMap((rule) => {
    const own = groups.get(rule.id);
    return own === undefined ? [] : [[rule, own] as const];
  });
}
