import { type Conduct, type Finding, severityOf } from "../core/evaluate.js";
import { type Exception, type ExceptionProblem, Exceptions } from "../core/exceptions.js";
import type { Rule } from "../core/rule.js";
import { Configuration, type PolicySettings } from "./configuration.js";
import { Level } from "./level.js";
import { EXCEPTED, EXCEPTION_PROBLEMS, FAULT, type Policy, policiesOf, policyOf, UNDECIDED } from "./policies.js";
import { type Selection, usualSelection } from "./profiles.js";

/** What the configuration and the exceptions make of a finding. */
export interface Judged {
  readonly finding: Finding;
  /** The policy under which it is reported: the rule's own, or one of those that are no rules. */
  readonly policy: Policy;
  /** Mandatory stops, advisory advises, disabled is not reported. */
  readonly level: Exclude<Level, "remediate">;
  /** The exception that lets it pass. */
  readonly exception?: Exception;
}

/** What is wrong with an exception, and how much it counts. */
export interface JudgedException {
  readonly problem: ExceptionProblem;
  readonly policy: Policy;
  readonly level: Exclude<Level, "remediate">;
}

/** What holds for one run. */
export interface Conditions {
  /** What is configured for policies, by name. @default - nothing */
  readonly given?: ReadonlyMap<string, PolicySettings> | undefined;
  /** @default - there are none */
  readonly exceptions?: Exceptions;
  /** What takes part where nothing is configured. @default - the profile `strict` */
  readonly selection?: Selection;
}

/** Weighs findings: by the levels and settings of one run, and by its exceptions. Whoever evaluates the rules asks it. */
export class Judge {
  /** Every policy of the pack, by name: the rules, and what is no rule. */
  readonly policies: ReadonlyMap<string, Policy>;
  readonly #configuration: Configuration;
  readonly #exceptions: Exceptions;

  /**
   * @param rules  those of the pack, whether they take part or not
   * @throws ConfigurationError
   */
  constructor(rules: readonly Rule[], { given, exceptions, selection = usualSelection }: Conditions = {}) {
    this.policies = new Map(policiesOf(rules, selection).map((policy) => [policy.name, policy]));
    this.#configuration = new Configuration(this.policies, given);
    this.#exceptions = exceptions ?? new Exceptions([], rules, "");
  }

  /** Which rules take part, and with which settings. */
  readonly conduct: Conduct = {
    enabled: (rule) => this.#configuration.enabled(this.#policyOf(rule), rule),
    settings: (rule) => this.#configuration.settings({ name: rule.id }),
  };

  /** The level that is configured for a rule. */
  configured(rule: Rule): Level {
    return this.#configuration.level(this.#policyOf(rule), rule);
  }

  /** What a finding comes to. A fault of the pack has no exceptions: nobody knows what the rule would have found. */
  judged(finding: Finding): Judged {
    const { resource, kind } = finding;
    // A finding may be graver or less grave than what its rule usually finds.
    const rule: Rule = Object.create(finding.rule, { severity: { value: severityOf(finding) } });
    const exception = kind === "fault" ? undefined : this.#exceptions.for(rule.id, resource.urn);
    if (exception !== undefined) return { finding, policy: EXCEPTED, level: this.#level(EXCEPTED), exception };
    if (kind === "undecided")
      return { finding, policy: UNDECIDED, level: stopping(this.#configuration.undecided(rule)) };
    if (kind === "fault") return { finding, policy: FAULT, level: this.#level(FAULT) };
    const policy = { ...this.#policyOf(rule), severity: rule.severity };
    return { finding, policy, level: stopping(this.configured(rule)) };
  }

  /** What is wrong with the exceptions, once all resources were judged. */
  exceptions(urns: readonly string[]): readonly JudgedException[] {
    return this.#exceptions.problems(urns).flatMap((problem) => {
      const policy = EXCEPTION_PROBLEMS[problem.kind];
      const level = this.#level(policy);
      return level === Level.Disabled ? [] : [{ problem, policy, level }];
    });
  }

  #level(policy: Policy): Judged["level"] {
    return stopping(this.#configuration.level(policy));
  }

  #policyOf(rule: Rule): Policy {
    return this.policies.get(rule.id) ?? policyOf(rule);
  }
}

/** A policy that is to remediate, and found something all the same, stops. */
function stopping(level: Level): Judged["level"] {
  return level === Level.Remediate ? Level.Mandatory : level;
}
