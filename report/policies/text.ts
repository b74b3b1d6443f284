/** What several renderers say in the same words. */

import { isUnreadable } from "../../policies/facts/documents.js";
import type { PolicyReport, ReportedException, ReportedFinding } from "./model.js";

/** "3 violations stop, 1 advises, 2 undecided, 1 excepted" */
export function summaryText({ summary, exceptions }: Pick<PolicyReport, "summary" | "exceptions">): string {
  const { mandatory, advisory, undecided, undecidedStopping, excepted, faults } = summary;
  const stopping =
    undecidedStopping === 0 ? "" : ` (${undecidedStopping} of them ${undecidedStopping === 1 ? "stops" : "stop"})`;
  const parts = [
    mandatory === 0 ? "no violation stops" : `${counted(mandatory, "violation")} ${mandatory === 1 ? "stops" : "stop"}`,
    `${advisory} ${advisory === 1 ? "advises" : "advise"}`,
    ...(undecided > 0 ? [`${undecided} undecided${stopping}`] : []),
    ...(excepted > 0 ? [`${excepted} excepted`] : []),
    ...(faults > 0 ? [counted(faults, "fault of the pack", "faults of the pack")] : []),
    ...(exceptions.length > 0 ? [counted(exceptions.length, "exception to put right", "exceptions to put right")] : []),
  ];
  return parts.join(", ");
}

/** "1,203 resources, 873 of types that rules judge" */
export function scopeText({ resources, judged, leaving }: PolicyReport["summary"]): string {
  const gone = leaving === 0 ? "" : `, and ${leaving} that wait for deletion`;
  return `${counted(resources, "resource")}${gone}, ${amount(judged)} of types that rules judge`;
}

/** "12 resources of 3 types that no rule judges"; nothing where there are none. */
export function unjudgedText(unjudged: PolicyReport["unjudged"]): string | undefined {
  if (unjudged.length === 0) return undefined;
  const total = unjudged.reduce((sum, { resources }) => sum + resources, 0);
  return `${counted(total, "resource")} of ${counted(unjudged.length, "type")} that no rule judges`;
}

/** What is wrong at each place: "storageEncrypted is false: leaves the disk unencrypted". */
export function problemText({ path, value, wrong }: ReportedFinding["problems"][number]): string {
  if (path === "") return wrong;
  return value === undefined ? `${path} is not set: ${wrong}` : `${path} is ${value}: ${wrong}`;
}

/** Why a rule could not decide. In a state nothing is unknown but what is encrypted there, or cannot be read. */
export function unknownText({ unknown }: ReportedFinding, kind: PolicyReport["subject"]["kind"]): string {
  const [unreadable, hidden] = [unknown.filter(isUnreadable), unknown.filter((path) => !isUnreadable(path))];
  const why =
    kind === "preview"
      ? `not known before the update: ${hidden.join(", ")}`
      : `encrypted in the state: ${hidden.join(", ")}; export it with --show-secrets`;
  return [...(hidden.length > 0 ? [why] : []), ...unreadable].join("; ");
}

/** "storageEncrypted: true"; what a fix in the source would read. */
export function editText({ edits, replaces }: ReportedFinding): string | undefined {
  if (edits.length === 0) return undefined;
  const written = edits.map(({ path, value }) => `${path}: ${value}`).join(", ");
  return replaces ? `${written} (the cloud replaces the resource for it)` : written;
}

/** "waiver, by web-team until 2026-12-31: The bucket serves the public site." */
export function exceptionText({ category, owner, until, reason }: NonNullable<ReportedFinding["exception"]>): string {
  return `${category}, by ${owner} ${until === undefined ? "without an end" : `until ${until}`}: ${reason}`;
}

/** What is wrong with an exception. */
export function exceptionProblemText({ place, rule, resource, owner, wrong }: ReportedException): string {
  return `${place} (${rule} on ${resource}, by ${owner}) ${wrong}`;
}

/** "index.ts:12" */
export function positionText({ position }: ReportedFinding): string | undefined {
  return position === undefined ? undefined : `${position.file}:${position.line}`;
}

/** All that a finding says, a line each. */
export function detailLines(finding: ReportedFinding, kind: PolicyReport["subject"]["kind"]): readonly string[] {
  if (finding.kind === "fault") return [`the rule failed: ${finding.error}`];
  if (finding.kind === "undecided") return [unknownText(finding, kind)];
  const edit = editText(finding);
  return [...finding.problems.map(problemText), ...(edit === undefined ? [] : [`write: ${edit}`])];
}

/** "1 violation", "1,203 violations" */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${amount(number)} ${number === 1 ? noun : plural}`;
}

function amount(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Text without what a terminal or a parser would take for a command; line ends become spaces. */
export function plainText(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "");
}
