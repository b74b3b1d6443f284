import { CRITICAL_DAYS, daysAfter, type Exception, matches } from "../../policies/core/exceptions.js";
import type { PolicyReport, ReportedRule } from "../../report/policies/model.js";

/** What a baseline writes down: an exception, but for the place where it will stand. */
export type Entry = Omit<Exception, "place">;

export interface Baseline {
  /** By rule and URN. */
  readonly entries: readonly Entry[];
  /** Findings whose exceptions have ended: somebody decided on them before, and decides anew. */
  readonly ended: readonly string[];
}

export interface BaselineTerms {
  readonly owner: string;
  /** Last day for all, but that an exception to a critical rule holds 90 days at most. @default - 90 days for critical and high rules, no end for others */
  readonly until?: string;
  /** The day of the run. */
  readonly today: string;
}

/** An exception to each violation of a report that has none: what is there today is taken as it is, what comes new is not. */
export function baselineOf(report: PolicyReport, { owner, until, today }: BaselineTerms): Baseline {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const past = report.exceptions.filter(({ policy }) => policy === "meta-exception-expired");
  const open = report.findings.filter(({ kind, exception }) => kind === "violation" && exception === undefined);
  const isPast = (rule: string, urn: string) => past.some((one) => one.rule === rule && matches(one.resource, urn));
  const fresh = open.filter(({ rule, urn }) => !isPast(rule, urn));
  const entries = fresh.map(({ rule, urn }): Entry => {
    const end = lastDay(rules.get(rule)?.severity ?? "low", until, today);
    const ends = end === undefined ? {} : { until: end };
    return { rule, resource: urn, category: "waiver", reason: "baseline", owner, ...ends };
  });
  return {
    entries: entries.sort((a, b) => compare(a.rule, b.rule) || compare(a.resource, b.resource)),
    ended: open.filter(({ rule, urn }) => isPast(rule, urn)).map(({ rule, urn }) => `${rule} on ${urn}`),
  };
}

function lastDay(severity: ReportedRule["severity"], until: string | undefined, today: string): string | undefined {
  const latest = daysAfter(today, CRITICAL_DAYS);
  if (severity === "critical") return until !== undefined && until < latest ? until : latest;
  return until ?? (severity === "high" ? latest : undefined);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
