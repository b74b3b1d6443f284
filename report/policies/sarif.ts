import { createHash } from "node:crypto";
import { jsonWithLines } from "./json.js";
import type { PolicyReport, ReportedException, ReportedFinding, ReportedRule } from "./model.js";
import { detailLines, editText, exceptionProblemText, exceptionText, plainText } from "./text.js";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

type Severity = ReportedRule["severity"];

/** What SARIF knows of severities, and the figures by which GitHub tells them apart. */
const LEVELS: Readonly<Record<Severity, { readonly level: "error" | "warning" | "note"; readonly score: string }>> = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "3.0" },
};

/**
 * The report as SARIF 2.1.0. What is excepted is suppressed with its reason, what is undecided is `open`, and a rule that
 * failed is a notification of the tool, since nobody knows what it would have found.
 */
export function sarifReport(report: PolicyReport): string {
  const found = report.findings.filter(({ kind }) => kind !== "fault");
  const faults = report.findings.filter(({ kind }) => kind === "fault");
  const rules = [...report.rules.map(ruleOf), ...exceptionRules(report)];
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const severityOf = new Map(report.rules.map(({ id, severity }) => [id, severity]));
  const run = {
    tool: { driver: { name: report.tool.name, version: report.tool.version, rules } },
    automationDetails: { id: `groundplan/${report.subject.stacks.join("+")}/` },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: faults.map(notificationOf) }],
    columnKind: "utf16CodeUnits",
    results: [],
  };
  return jsonWithLines(
    { $schema: SCHEMA, version: "2.1.0", runs: [run] },
    "results",
    [...found, ...report.exceptions],
    (one) =>
      "kind" in one
        ? resultOf(one, report.subject.kind, {
            ruleIndex: indexes.get(one.rule) ?? -1,
            severity: severityOf.get(one.rule) ?? "low",
          })
        : exceptionResult(one, indexes.get(one.policy) ?? -1),
  );
}

function ruleOf({ id, title, severity, why, fix, docs, controls }: ReportedRule) {
  const { level, score } = LEVELS[severity];
  const help = `${why} ${fix}`;
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    // The format wants an absolute address, and the page is part of the package.
    ...(URL.canParse(docs) ? { helpUri: docs } : {}),
    help: { text: `${help} Page: ${docs}`, markdown: `${why}\n\n**Fix:** ${fix}\n\nPage: \`${docs}\`` },
    defaultConfiguration: { level },
    properties: {
      "security-severity": score,
      precision: "high",
      tags: ["security", ...Object.entries(controls).flatMap(([name, ids]) => ids.map((one) => `${name}: ${one}`))],
    },
  };
}

function resultOf(
  finding: ReportedFinding,
  kind: PolicyReport["subject"]["kind"],
  { ruleIndex, severity }: { readonly ruleIndex: number; readonly severity: Severity },
) {
  const { rule, exception, urn } = finding;
  const undecided = finding.kind === "undecided";
  const edit = editText(finding);
  return {
    ruleId: rule,
    ruleIndex,
    kind: undecided ? "open" : "fail",
    // Only what fails has a level.
    level: undecided ? "none" : LEVELS[severity].level,
    message: { text: plainText(`${finding.name} (${finding.type}): ${detailLines(finding, kind).join("; ")}`) },
    locations: [locationOf(finding)],
    partialFingerprints: { "groundplanRuleAndResource/v1": fingerprint(rule, urn) },
    ...(exception === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: exceptionText(exception) }] }),
    properties: { enforcement: finding.level, urn, ...(edit === undefined ? {} : { write: edit }) },
  };
}

function locationOf({ urn, name, position }: ReportedFinding) {
  const logicalLocations = [{ name, fullyQualifiedName: urn, kind: "resource" }];
  if (position === undefined) return { logicalLocations };
  const { file, line, column } = position;
  const region = { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" }, region },
    logicalLocations,
  };
}

function uriOf(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

/** Of the rule and of what the resource is in every stack: it stays when others come and go, or the stack is renamed. */
function fingerprint(rule: string, urn: string): string {
  const [, ...withinStack] = urn.split("::");
  return createHash("sha256")
    .update([rule, ...withinStack].join("\n"))
    .digest("hex");
}

function notificationOf({ rule, error, urn, name, type }: ReportedFinding) {
  return {
    level: "error",
    associatedRule: { id: rule },
    message: { text: plainText(`the rule ${rule} failed on ${name} (${type}), and has not passed there: ${error}`) },
    locations: [{ logicalLocations: [{ name, fullyQualifiedName: urn, kind: "resource" }] }],
  };
}

/** What is wrong with exceptions is reported under policies that are no rules. */
function exceptionRules({ exceptions }: PolicyReport) {
  const ids = [...new Set(exceptions.map(({ policy }) => policy))].sort();
  return ids.map((id) => ({
    id,
    name: id,
    shortDescription: { text: "Exception to put right" },
    help: {
      text: "Repair the resource, or write down anew why not and until when. Page: docs/policies.md#exceptions",
      markdown:
        "Repair the resource, or write down anew why not and until when.\n\nPage: `docs/policies.md#exceptions`",
    },
    properties: { tags: ["exceptions"] },
  }));
}

function exceptionResult(problem: ReportedException, ruleIndex: number) {
  const [file = ""] = problem.place.split(": ");
  return {
    ruleId: problem.policy,
    ruleIndex,
    kind: "fail",
    level: problem.level === "mandatory" ? "error" : "note",
    message: { text: plainText(exceptionProblemText(problem)) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" } } }],
    partialFingerprints: {
      "groundplanRuleAndResource/v1": fingerprint(problem.policy, `::${problem.rule}::${problem.resource}`),
    },
  };
}
