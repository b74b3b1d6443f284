import { undecidedHead } from "../../policies/core/message.js";
import { docsFromHere } from "../docs-page.js";
import { CliError, ExitCode } from "../errors.js";
import { count } from "../words.js";
import type { Finding, RunRecord } from "./record.js";
import { type Remediation, remediationLines, remediationOf } from "./remediations.js";

/** The name under which the toolkit's pack reports what a rule could not decide. */
const undecidedRule = "meta-undecided";

/** The name under which it reports what an exception lets pass. */
const exceptedRule = "meta-excepted";

/** The findings of one run, sorted into what stops it and what does not. */
export interface PolicyResult {
  readonly violations: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly undecided: readonly Finding[];
  readonly excepted: readonly Finding[];
  /** What remedies put right, so that it was not found. */
  readonly remediated: readonly Remediation[];
}

export function policyResult(record: Pick<RunRecord, "findings" | "remediations">): PolicyResult {
  const findings = record.findings.map(withDocs).sort(byRule);
  const advice = findings.filter((finding) => !finding.mandatory);
  return {
    violations: findings.filter((finding) => finding.mandatory),
    warnings: advice.filter(({ rule }) => rule !== undecidedRule && rule !== exceptedRule),
    undecided: advice.filter(({ rule }) => rule === undecidedRule),
    excepted: advice.filter(({ rule }) => rule === exceptedRule),
    remediated: record.remediations.map(remediationOf),
  };
}

/** The engine asks for resources as they come; who reads two runs wants to see what differs. */
function byRule(one: Finding, other: Finding): number {
  const [a, b] = [one, other].map(({ rule, urn = "", message }) => `${rule}\n${urn}\n${message}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The toolkit's pack names its pages from the root of the package. */
function withDocs(finding: Finding): Finding {
  if (finding.pack !== "groundplan") return finding;
  const message = finding.message.replace(/\ndocs: (docs\/\S+)/, (_, page: string) => `\ndocs: ${docsFromHere(page)}`);
  return { ...finding, message };
}

/** What an update found, with what its own preview had left undecided marked so: nobody could see those coming. */
export function afterPreview(result: PolicyResult, { undecided }: PolicyResult): PolicyResult {
  const open = ({ rule, urn }: Finding) =>
    undecided.some((one) => one.urn === urn && one.message.startsWith(undecidedHead(rule)));
  const violations = result.violations.map((one) => (open(one) ? { ...one, undecidedBefore: true } : one));
  return { ...result, violations };
}

/** One line, and a block for each finding that a person should read. */
export function policyLines(result: PolicyResult): string[] {
  const { violations, warnings, undecided, excepted, remediated } = result;
  const parts = [count(violations.length, "violation"), count(warnings.length, "warning")];
  if (undecided.length > 0) parts.push(`${undecided.length} undecided (values known only after the update)`);
  if (excepted.length > 0) parts.push(`${excepted.length} excepted`);
  // With what is not known, or with the reason, which is the second line.
  const open = undecided.map(({ message }) => `  undecided: ${message.split("\n", 2).join("; ")}`);
  const passed = excepted.map(({ message }) => `  excepted: ${message.split("\n", 2).join("; ")}`);
  return [
    `Policies: ${parts.join(", ")}`,
    ...[...violations, ...warnings].flatMap(findingLines),
    ...open,
    ...passed,
    ...remediationLines(remediated),
  ];
}

/** What to do about a rule that decided too late. */
const lateHint =
  "the preview left this undecided, for want of a value that only the update knew; with the rule's severity in meta-undecided.fail " +
  "of the policy configuration the preview stops instead";

function findingLines({ rule, message, mandatory, undecidedBefore }: Finding): string[] {
  const [first = "", ...rest] = message.split("\n");
  const head = first.startsWith(rule) ? first : `${rule}: ${first}`;
  const late = undecidedBefore === true ? [lateHint] : [];
  return [`  ${mandatory ? "violation" : "warning"}: ${head}`, ...[...rest, ...late].map((line) => `    ${line}`)];
}

/** The refusal of what broke a mandatory policy; `state` says what that means for the resources. */
export function policyError(result: PolicyResult, state = "nothing was changed", details: object = {}): CliError {
  const late = result.violations.filter(({ undecidedBefore }) => undecidedBefore === true).length;
  const unseen = late === 0 ? "" : ` (${late} of which the preview had left undecided)`;
  const lines = [`stopped by ${count(result.violations.length, "policy violation")}${unseen}; ${state}`];
  lines.push(...result.violations.flatMap(findingLines));
  return new CliError("policy-violation", lines.join("\n"), ExitCode.Policy, {
    details: { policies: policyJson(result), ...details },
  });
}

/** The findings as `--json` prints them. */
export function policyJson(result: PolicyResult): object {
  const plain = (findings: readonly Finding[]) =>
    findings.map(({ rule, pack, urn, message, undecidedBefore }) => ({
      rule,
      pack,
      urn,
      message,
      ...(undecidedBefore === undefined ? {} : { undecidedBefore }),
    }));
  return {
    violations: plain(result.violations),
    warnings: plain(result.warnings),
    undecided: plain(result.undecided),
    excepted: plain(result.excepted),
    remediated: result.remediated,
  };
}
