import { byRule, type PolicyReport, type ReportedFinding, type ReportedRule, severities, sorted } from "./model.js";
import {
  counted,
  detailLines,
  exceptionProblemText,
  exceptionText,
  plainText,
  positionText,
  scopeText,
  summaryText,
  unjudgedText,
} from "./text.js";

/** The longest comment that GitHub takes, in characters. */
export const COMMENT_LENGTH = 65_536;

/** Room for the sentences that say what was cut. */
const RESERVE = 1_000;

/** As many resources of one rule, and places of one resource, say what it is about. */
const MOST_RESOURCES = 20;
const MOST_PLACES = 5;

interface Section {
  readonly title: string;
  /** Whether a reader opens it first. */
  readonly folded: boolean;
  /** Whole pieces: they are shown or left out, never cut through. */
  readonly blocks: readonly string[];
}

/**
 * The report for a comment on a pull request: the counts, what stops, what advises, and folded the rest. One that is longer
 * than the comment may be is cut by whole rules, from the last section on, and says how much is missing.
 *
 * @param limit  in characters
 */
export function markdownReport(report: PolicyReport, limit = COMMENT_LENGTH): string {
  const { subject, summary, profiles } = report;
  const what = subject.kind === "state" ? code(subject.name) : `the preview of ${code(subject.name)}`;
  const head = [
    `### ${summary.stopped ? "❌" : "✅"} Policies on ${what}`,
    "",
    `**${text(summaryText(report))}**; ${text(scopeText(summary))}; profile ${text(profiles.join(", "))}.`,
  ].join("\n");
  const shown: string[] = [head];
  let left = limit - RESERVE - head.length;
  for (const section of sections(report)) {
    const rendered = fitting(section, left);
    shown.push(rendered);
    left -= rendered.length + 2;
  }
  return `${shown.join("\n\n")}\n`;
}

function sections(report: PolicyReport): readonly Section[] {
  const { stopping, advising, undecided, faults, excepted } = sorted(report);
  const unjudged = unjudgedText(report.unjudged);
  const all: readonly Section[] = [
    { title: "Stops", folded: false, blocks: violations(report, stopping) },
    { title: "Faults of the policy pack", folded: false, blocks: violations(report, faults) },
    {
      title: "Exceptions to put right",
      folded: false,
      blocks: report.exceptions.map((one) => `- ${code(exceptionProblemText(one))}`),
    },
    { title: "Advises", folded: true, blocks: violations(report, advising) },
    { title: "Undecided: neither a pass nor a violation", folded: true, blocks: violations(report, undecided) },
    { title: "Excepted", folded: true, blocks: exceptions(report, excepted) },
    { title: "Not judged", folded: true, blocks: unjudged === undefined ? [] : [`${text(unjudged)}.`] },
  ];
  return all.filter(({ blocks }) => blocks.length > 0);
}

function fitting({ title, folded, blocks }: Section, room: number): string {
  const open = folded ? `<details><summary>${title} (${blocks.length})</summary>\n` : `#### ${title}\n`;
  const close = folded ? "\n\n</details>" : "";
  let used = open.length + close.length;
  const taken: string[] = [];
  for (const block of blocks) {
    if (used + block.length + 2 > room) break;
    used += block.length + 2;
    taken.push(block);
  }
  const missing = blocks.length - taken.length;
  if (missing > 0)
    taken.push(
      `_${missing} of ${counted(blocks.length, "entry", "entries")} left out here; the JSON and SARIF reports have all._`,
    );
  return `${open}\n${taken.join("\n\n")}${close}`;
}

function violations(report: PolicyReport, findings: readonly ReportedFinding[]): string[] {
  const groups = byRule(report, findings);
  return severities.flatMap((severity) =>
    groups.filter(([rule]) => rule.severity === severity).map(([rule, found]) => ruleBlock(report, rule, found)),
  );
}

function ruleBlock(report: PolicyReport, rule: ReportedRule, findings: readonly ReportedFinding[]): string {
  const violated = findings.some(({ kind }) => kind === "violation");
  return [
    ruleLine(rule),
    "",
    ...atMost(MOST_RESOURCES, findings, (finding) => findingLines(report, finding)),
    "",
    violated ? `Fix: ${ruleText(rule.fix)} (${code(rule.docs)})` : `Page: ${code(rule.docs)}`,
  ].join("\n");
}

function exceptions(report: PolicyReport, findings: readonly ReportedFinding[]): string[] {
  return byRule(report, findings).map(([rule, found]) =>
    [
      ruleLine(rule),
      "",
      ...atMost(MOST_RESOURCES, found, ({ name, type, exception }) => [
        `- ${code(name)} (${code(type)}): ${exception === undefined ? "" : code(exceptionText(exception))}`,
      ]),
    ].join("\n"),
  );
}

function ruleLine({ id, title, severity }: ReportedRule): string {
  return `**${ruleText(title)}** (${code(id)}, ${severity})`;
}

function findingLines({ subject }: PolicyReport, finding: ReportedFinding): string[] {
  const at = positionText(finding);
  return [
    `- ${code(finding.name)} (${code(finding.type)})${at === undefined ? "" : ` at ${code(at)}`}`,
    ...atMost(MOST_PLACES, detailLines(finding, subject.kind), (line) => [`  - ${code(line)}`]).map((line) =>
      line.startsWith("- ") ? `  ${line}` : line,
    ),
  ];
}

/** The first of them, and how many more there are. */
function atMost<T>(most: number, all: readonly T[], lines: (one: T) => readonly string[]): string[] {
  const more = all.length - most;
  return [...all.slice(0, most).flatMap(lines), ...(more > 0 ? [`- and ${more} more`] : [])];
}

/** A rule's own words, in which backticks mark code. */
function ruleText(words: string): string {
  return words
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : text(part)))
    .join("");
}

/** Words of ours as they are, without marks or HTML. What users write stands in code spans, where nobody is mentioned. */
function text(value: string): string {
  return plainText(value)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]|~]/g, "\\$&");
}

/** A code span, whose fence is longer than every run of backticks in it. */
function code(value: string): string {
  const plain = plainText(value);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = plain.startsWith("`") || plain.endsWith("`") || plain === "" ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}
