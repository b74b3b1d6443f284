import { byRule, type PolicyReport, type ReportedFinding, type ReportedRule, severities, sorted } from "./model.js";
import {
  detailLines,
  exceptionProblemText,
  exceptionText,
  plainText,
  positionText,
  scopeText,
  summaryText,
  unjudgedText,
} from "./text.js";

/** Where a rule's page is, for the reader of the report. */
export type DocsLink = (docs: string) => string;

/**
 * The report for a person: violations by severity and rule, then what is undecided, what failed and what is excepted, and the
 * counts at the end, where the eye is.
 *
 * @param link  @default - the page's place in the package
 */
export function terminalReport(report: PolicyReport, link: DocsLink = (docs) => docs): string {
  const { subject, summary, profiles } = report;
  const sides = sorted(report);
  const unjudged = unjudgedText(report.unjudged);
  const lines = [
    `Policies on ${subject.kind === "state" ? "" : "the preview of "}${subject.name}: ${scopeText(summary)} (profile ${profiles.join(", ")})`,
    "",
    ...violationLines(report, [...sides.stopping, ...sides.advising], link),
    ...section("undecided: neither a pass nor a violation", report, sides.undecided, link),
    ...section(
      "faults of the policy pack: these rules have not passed, the others went on",
      report,
      sides.faults,
      link,
    ),
    ...exceptedLines(report, sides.excepted),
    ...listed(
      "exceptions to put right",
      report.exceptions.map(
        (one) => `${one.level === "mandatory" ? "stops" : "advises"}: ${exceptionProblemText(one)}`,
      ),
    ),
    ...(unjudged === undefined ? [] : [`Not judged: ${unjudged}`]),
    `Summary: ${summaryText(report)}`,
  ];
  return `${lines.map(plainText).join("\n")}\n`;
}

function violationLines(report: PolicyReport, findings: readonly ReportedFinding[], link: DocsLink): string[] {
  const groups = byRule(report, findings);
  return severities.flatMap((severity) => {
    const own = groups.filter(([rule]) => rule.severity === severity);
    if (own.length === 0) return [];
    return [severity, ...own.flatMap(([rule, found]) => ruleLines(report, rule, found, link)), ""];
  });
}

function ruleLines(
  report: PolicyReport,
  rule: ReportedRule,
  findings: readonly ReportedFinding[],
  link: DocsLink,
): string[] {
  const stops = findings.some(({ level }) => level === "mandatory");
  const violated = findings.some(({ kind }) => kind === "violation");
  return [
    `  ${rule.id}: ${rule.title} (${stops ? "stops" : violated ? "advises" : "stops nothing"})`,
    ...findings.flatMap((finding) => findingLines(report, finding)),
    ...(violated ? [`    fix: ${rule.fix}`] : []),
    `    docs: ${link(rule.docs)}`,
  ];
}

function findingLines({ subject }: PolicyReport, finding: ReportedFinding): string[] {
  const at = positionText(finding);
  return [
    `    ${finding.name} (${finding.type})${at === undefined ? "" : ` at ${at}`}`,
    `      ${finding.urn}`,
    ...detailLines(finding, subject.kind).map((line) => `      ${line}`),
  ];
}

function section(title: string, report: PolicyReport, findings: readonly ReportedFinding[], link: DocsLink): string[] {
  if (findings.length === 0) return [];
  return [title, ...byRule(report, findings).flatMap(([rule, found]) => ruleLines(report, rule, found, link)), ""];
}

function exceptedLines(report: PolicyReport, findings: readonly ReportedFinding[]): string[] {
  const lines = byRule(report, findings).flatMap(([rule, found]) => [
    `${rule.id}: ${rule.title}`,
    ...found.flatMap(({ name, type, exception }) => [
      `  ${name} (${type})`,
      ...(exception === undefined ? [] : [`    ${exceptionText(exception)}`]),
    ]),
  ]);
  return listed("excepted", lines);
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}
