/** Findings that a team has accepted for a time, on record: by rule and resource, with a reason and somebody who answers for it. */

import { type Rule, Severity } from "./rule.js";

/** Name of the file of exceptions in the directory of a project. */
export const EXCEPTIONS_FILE = "policy-exceptions.yaml";

/** The variable that names another file. */
export const EXCEPTIONS_VARIABLE = "GROUNDPLAN_POLICY_EXCEPTIONS";

/** Accepted as it is, or met by a measure that the rule cannot see. */
export const Category = { Waiver: "waiver", Mitigated: "mitigated" } as const;
export type Category = (typeof Category)[keyof typeof Category];

export interface Exception {
  /** Id of the rule. */
  readonly rule: string;
  /** A URN, in which `*` stands for any text: `urn:pulumi:prod::shop::*::assets`. */
  readonly resource: string;
  readonly category: Category;
  readonly reason: string;
  /** A person or a team. */
  readonly owner: string;
  /** Last day on which it holds: `2026-12-31`. @default - it does not end, which only medium and low rules allow */
  readonly until?: string;
  /** Where it stands, for messages: `policy-exceptions.yaml: exceptions[2]`. */
  readonly place: string;
}

/** Exceptions to rules of these severities need an end. */
export const LIMITED: ReadonlySet<Severity> = new Set([Severity.Critical, Severity.High]);

/** How long an exception to a critical rule may hold from today, in days. */
export const CRITICAL_DAYS = 90;

/** What is wrong with an exception itself. */
export interface ExceptionProblem {
  readonly kind: "expired" | "overlong" | "unused";
  readonly exception: Exception;
  readonly wrong: string;
}

/** The exceptions of one run, which remember what they were used for. */
export class Exceptions {
  readonly #all: readonly Exception[];
  /** A baseline of a large estate has thousands: those of one rule are few. */
  readonly #byRule = new Map<string, Exception[]>();
  readonly #today: string;
  readonly #severities: ReadonlyMap<string, Severity>;
  readonly #used = new Set<Exception>();

  /** @param today  the day of the run, `2026-11-22` */
  constructor(all: readonly Exception[], rules: readonly Rule[], today: string) {
    this.#all = all;
    for (const one of all) {
      const same = this.#byRule.get(one.rule);
      if (same) same.push(one);
      else this.#byRule.set(one.rule, [one]);
    }
    this.#today = today;
    this.#severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  }

  /** The exception that holds for what a rule finds on a resource. One that has ended holds for nothing. */
  for(rule: string, urn: string): Exception | undefined {
    const found = (this.#byRule.get(rule) ?? []).filter((one) => matches(one.resource, urn));
    for (const one of found) this.#used.add(one);
    return found.find((one) => !this.#hasEnded(one));
  }

  /** What is wrong with the exceptions of a stack, once all its resources were judged. */
  problems(urns: readonly string[]): readonly ExceptionProblem[] {
    const own = this.#all.filter((one) => urns.some((urn) => mayMatch(one.resource, stackOf(urn))));
    return own.flatMap((exception) => this.#problem(exception, urns));
  }

  #problem(exception: Exception, urns: readonly string[]): readonly ExceptionProblem[] {
    const { until, rule, resource } = exception;
    if (this.#hasEnded(exception))
      return [{ kind: "expired", exception, wrong: `ended on ${until}; repair the resource, or decide anew` }];
    const severity = this.#severities.get(rule);
    if (severity !== undefined && LIMITED.has(severity) && until === undefined)
      return [
        { kind: "overlong", exception, wrong: `has no \`until\`, which an exception to a ${severity} rule needs` },
      ];
    const last = daysAfter(this.#today, CRITICAL_DAYS);
    if (severity === Severity.Critical && until !== undefined && until > last)
      return [
        { kind: "overlong", exception, wrong: `holds until ${until}; for a critical rule ${last} is the latest` },
      ];
    if (this.#used.has(exception)) return [];
    const matched = urns.some((urn) => matches(resource, urn));
    const why = matched ? "the rule finds nothing there" : "no resource of the stack matches it";
    return [{ kind: "unused", exception, wrong: `is not needed: ${why}; delete it` }];
  }

  #hasEnded({ until }: Exception): boolean {
    return until !== undefined && until < this.#today;
  }
}

/** Whether a text is what a pattern says, in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

/** Whether something that begins so may match. */
function mayMatch(pattern: string, beginning: string): boolean {
  const [literal = ""] = pattern.split("*");
  return literal.startsWith(beginning) || beginning.startsWith(literal);
}

/** `urn:pulumi:dev::shop::` */
function stackOf(urn: string): string {
  return `${urn.split("::").slice(0, 2).join("::")}::`;
}

/** The day that is so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
