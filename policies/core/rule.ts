import type { Parameter, Settings } from "./parameter.js";
import type { Remedy } from "./remedy.js";
import type { Resource } from "./resource.js";
import type { Stack } from "./stack.js";
import type { Props } from "./value.js";
import type { Verdict } from "./verdict.js";

export const Severity = { Critical: "critical", High: "high", Medium: "medium", Low: "low" } as const;
export type Severity = (typeof Severity)[keyof typeof Severity];

/** A type token and the properties of it that a rule reads; `[]` marks a list, for example `ingress[].cidrBlocks`. */
export type Reads = Readonly<Record<string, readonly string[]>>;

/** A resource of an example. `refs` names, property by property, the resources of the same example that it refers to. */
export interface ExampleResource {
  readonly type: string;
  readonly name: string;
  readonly props: Props;
  readonly refs?: Readonly<Record<string, readonly string[]>>;
}

/**
 * What a rule is part of besides its severity. Rules of `customer-keys` and `production` ask for more than is wrong for
 * everyone to lack: only a profile that names the group turns them on.
 */
export type Group = "customer-keys" | "production" | "pss-baseline" | "pss-restricted";

/** What a reader should know about a rule, and what the pack's metadata is made of. */
export interface RuleFacts {
  /** The policy's name in the pack: stock policy configuration names it so. Never changes. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Severities that single findings have in place of it; what is undecided may be any of them. */
  readonly severities?: readonly Severity[];
  /** The types that are judged. A type is written without an API version; every version of it is judged. */
  readonly judges: Reads;
  /** Further types that a graph rule looks at to judge them. */
  readonly consults?: Reads;
  /** Framework -> control ids. They say "the same subject", not "proves compliance". */
  readonly controls: Readonly<Record<string, readonly string[]>>;
  /** Ids of Checkov's checks on the same subject, for those who come from there. */
  readonly checkov?: readonly string[];
  /** The same for Trivy's checks. */
  readonly trivy?: readonly string[];
  /**
   * What one of these checks is about, where the rule judges more than the check: id of the check -> the properties, by the
   * beginning of their paths, without indices of lists. What the rule finds elsewhere is no answer to that check.
   */
  readonly aspects?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: readonly Group[];
  /** What configuration may tune. */
  readonly parameters?: readonly Parameter[];
  /** Missing where a person must choose, or where another resource is missing. */
  readonly remedy?: Remedy;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
  /** What to do, as an order: "Set `encrypted` to true." */
  readonly fix: string;
  /** What the examples need to be configured, for a rule that asks nothing before. @default - nothing */
  readonly examplesUnder?: Settings;
  /** Where it is explained: an address, or a path. @default - messages name no page */
  readonly docs?: string;
  /** Both are run as tests: the rule finds a violation in the bad one and nothing in the good one. */
  readonly bad: readonly ExampleResource[];
  readonly good: readonly ExampleResource[];
}

/** A rule that one resource's own inputs decide. It runs before that resource is created or changed. */
export interface ResourceRule extends RuleFacts {
  readonly graph: false;
  check(resource: Resource, settings: Settings): Verdict;
}

/** A rule that needs the other resources of the stack. It runs once all of them are known, at the end of a preview. */
export interface StackRule extends RuleFacts {
  readonly graph: true;
  check(resource: Resource, stack: Stack, settings: Settings): Verdict;
}

export type Rule = ResourceRule | StackRule;
