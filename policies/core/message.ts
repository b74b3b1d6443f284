import type { Finding } from "./evaluate.js";
import type { Exception, ExceptionProblem } from "./exceptions.js";
import type { Resource } from "./resource.js";
import { isObject, isUnknown } from "./value.js";
import type { Problem } from "./verdict.js";

/** Where the rules are explained, from the root of the repository or of the installed package. */
export const DOCS = "docs/policies.md";

/** The page of a rule, likewise. */
export function pageOf(rule: string): string {
  return `docs/policies/${rule}.md`;
}

/** A printed value is cut here; what it is about is at its beginning. */
const VALUE_LENGTH = 120;

/** What the user reads: rule, resource, what is wrong where, what to do, where to read on. */
export function render(finding: Finding): string {
  const { rule, resource } = finding;
  const subject = `${resource.name} (${resource.type})`;
  if (finding.kind === "violation") {
    return [
      `${rule.id}: ${rule.title}: ${subject}`,
      ...finding.problems.map((problem) => describe(problem, resource)),
      `fix: ${rule.fix}`,
      ...(rule.docs === undefined ? [] : [`docs: ${rule.docs}`]),
    ].join("\n");
  }
  if (finding.kind === "undecided") {
    return [
      `${undecidedHead(rule.id)}: ${subject}`,
      `not known before the update: ${[...finding.unknown].sort().join(", ")}`,
      `This is neither a pass nor a violation; the update decides it before the resource is made${
        rule.graph ? ", or at its end for what other resources bring" : ""
      }.`,
      `docs: ${DOCS}#undecided`,
    ].join("\n");
  }
  return [
    `${rule.id} failed on ${subject}: ${faultText(finding)}`,
    "This is a fault of the policy pack, not of the program. The rule has not passed here; the other rules went on.",
    `docs: ${DOCS}#faults`,
  ].join("\n");
}

/** How the message about what a rule could not decide begins. */
export function undecidedHead(rule: string): string {
  return `${rule} cannot tell yet`;
}

/** In place of an error about a resource with secrets: errors quote what they stumbled over. */
export const UNSHOWN = "an error that is not shown, because it may quote a secret";

/** What a rule failed with. */
export function faultText({ error, resource }: Extract<Finding, { kind: "fault" }>): string {
  return resource.secrets.length === 0 ? error : UNSHOWN;
}

/** A finding that an exception lets pass. */
export function renderExcepted({ rule, resource }: Finding, exception: Exception): string {
  const { category, until, owner, reason } = exception;
  const end = until === undefined ? "without an end" : `until ${until}`;
  return [
    `${rule.id} is excepted ${end}: ${resource.name} (${resource.type})`,
    `${category}, by ${owner}: ${reason}`,
    `docs: ${DOCS}#exceptions`,
  ].join("\n");
}

/** What is wrong with an exception. */
export function renderExceptionProblem({ exception, wrong }: ExceptionProblem): string {
  const { place, rule, resource, owner } = exception;
  return [`${place} (${rule} on ${resource}, by ${owner}) ${wrong}`, `docs: ${DOCS}#exceptions`].join("\n");
}

function describe(problem: Problem, resource: Resource): string {
  if (problem.path === "") return problem.wrong;
  if (!("value" in problem)) return `${problem.path} is not set: ${problem.wrong}`;
  return `${problem.path} is ${shown(problem.path, problem.value, resource.secrets)}: ${problem.wrong}`;
}

/** A value as a message shows it: cut where it is long, and hidden where it holds a secret or is part of one. */
export function shown(path: string, value: unknown, secrets: readonly string[]): string {
  return secrets.some((secret) => overlap(secret, path)) ? "[secret]" : print(value);
}

/**
 * Whether one path holds the other, so that printing the one prints part of the other. A list of one may be entered without
 * its place: `metadataOptions.httpTokens` is `metadataOptions[0].httpTokens`.
 */
function overlap(one: string, other: string): boolean {
  const [a, b] = [steps(one), steps(other)];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (a[i] === FIRST) i += 1;
    else if (b[j] === FIRST) j += 1;
    else return false;
  }
  return true;
}

const FIRST = "[0]";

/** "a.b[0].c" as its steps: a, b, [0], c. */
function steps(path: string): readonly string[] {
  return path.split(/\.|(?=\[)/);
}

/** Writes the properties of objects by name, so that the same value is the same text in every run. */
function readable(_key: string, value: unknown): unknown {
  if (isUnknown(value)) return "(not known yet)";
  if (!isObject(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

function print(value: unknown): string {
  const text = JSON.stringify(value, readable) ?? String(value);
  return text.length <= VALUE_LENGTH ? text : `${text.slice(0, VALUE_LENGTH)}… (${text.length} characters)`;
}
