import { byRule, type PolicyReport, type ReportedFinding, type ReportedRule } from "./model.js";
import { detailLines, exceptionProblemText, exceptionText, scopeText } from "./text.js";

/** One `<testcase>`, and what came of it. */
interface Case {
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly message: string;
  readonly details: string;
}

/**
 * The report as JUnit XML: a suite for each rule that found something, a case for each resource. Violations that stop are
 * failures, a rule that failed is an error; what advises, is undecided or is excepted is skipped, as it stops nothing.
 */
export function junitReport(report: PolicyReport): string {
  const suites = [
    suite("groundplan policy check", [
      { name: scopeText(report.summary), outcome: "passed", message: "", details: "" },
      ...report.exceptions.map((problem) => ({
        name: problem.place,
        outcome: problem.level === "mandatory" ? ("failure" as const) : ("skipped" as const),
        message: exceptionProblemText(problem),
        details: "",
      })),
    ]),
    ...byRule(report, report.findings).map(([rule, found]) =>
      suite(
        rule.id,
        found.map((finding) => caseOf(report, rule, finding)),
      ),
    ),
  ];
  const total = totals(suites.flatMap(({ cases }) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="groundplan policy check: ${xml(report.subject.name)}"${total}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${xml(name)}"${totals(cases)}>`,
      ...cases.flatMap((one) => caseLines(name, one)),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(name: string, cases: readonly Case[]) {
  return { name, cases };
}

function caseOf({ subject }: PolicyReport, rule: ReportedRule, finding: ReportedFinding): Case {
  const { exception, kind, level } = finding;
  const name = `${finding.name} (${finding.type})`;
  const lines = detailLines(finding, subject.kind);
  const details = [finding.urn, ...lines, `fix: ${rule.fix}`, `docs: ${rule.docs}`].join("\n");
  if (exception !== undefined)
    return { name, outcome: "skipped", message: `excepted: ${exceptionText(exception)}`, details };
  if (kind === "fault") return { name, outcome: "error", message: `${rule.id} failed`, details };
  const stops = level === "mandatory";
  if (kind === "undecided")
    return { name, outcome: stops ? "failure" : "skipped", message: `undecided: ${lines.join("; ")}`, details };
  return { name, outcome: stops ? "failure" : "skipped", message: `${stops ? "" : "advises: "}${rule.title}`, details };
}

function caseLines(suiteName: string, { name, outcome, message, details }: Case): string[] {
  const head = `    <testcase classname="${xml(suiteName)}" name="${xml(name)}" time="0"`;
  if (outcome === "passed") return [`${head}/>`];
  const kind = outcome === "skipped" ? "" : ' type="policy"';
  // Readers of skipped cases show their message only.
  const body = outcome === "skipped" || details === "" ? "/>" : `>${xml(details)}</${outcome}>`;
  return [`${head}>`, `      <${outcome}${kind} message="${xml(message)}"${body}`, "    </testcase>"];
}

function totals(cases: readonly Case[]): string {
  const number = (outcome: Case["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  return ` tests="${cases.length}" failures="${number("failure")}" errors="${number("error")}" skipped="${number("skipped")}" time="0"`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for an element or an attribute. What XML cannot hold, not even escaped, is left out, and marks of direction are. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|\p{Cf}/gu, "")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
