/** What a test of a policy gives, and what it gets. */

import type { Props } from "../core/value.js";
import type { Level } from "../pack/level.js";

/** A resource as a program would declare it. The examples of a rule are such resources. */
export interface TestResource {
  /** Type token, as the program's SDK sends it: `aws:s3/bucket:Bucket`. */
  readonly type: string;
  /** The name in the program, by which `ref` names it. @default "resource" */
  readonly name?: string;
  /** Its inputs, with `unknown()`, `secret(value)` and `ref("name")` in them where a program would have such values. */
  readonly props: Props;
  /** What the cloud adds once it is made, which a preview does not know. @default - `id`, which is `<name>-id` */
  readonly outputs?: Props;
  /**
   * Names of the resources that a property was made from, by property; a text in it is unknown to a preview. It is what
   * `ref` in the property says, for who gives plain data.
   *
   * @default - as the `ref`s in the properties say
   */
  readonly refs?: Readonly<Record<string, readonly string[]>>;
  /** Inputs of its provider: `{ region: "eu-west-1" }`. Resources of equal ones share a provider. @default - none are set */
  readonly provider?: Props;
  /** Options of the resource, which policies of `@pulumi/policy` can see. @default - none is set */
  readonly options?: TestResourceOptions;
}

/** Resource options of a program. */
export interface TestResourceOptions {
  /** Name of the parent in the test. @default - the stack */
  readonly parent?: string;
  /** @default false */
  readonly protect?: boolean;
  /** @default - none */
  readonly ignoreChanges?: readonly string[];
  /** @default - none */
  readonly additionalSecretOutputs?: readonly string[];
  /** @default - as the provider does it */
  readonly deleteBeforeReplace?: boolean;
}

export interface TestOptions {
  /**
   * The level of the policy. Under `remediate` its remedy runs first, as in the engine.
   *
   * @default - its own: for a rule, `mandatory` where it is critical or high, otherwise `advisory`
   */
  readonly level?: Exclude<Level, "disabled">;
  /** What is configured for the policy, by parameter. @default - nothing, so the parameters' defaults hold */
  readonly settings?: Props;
}

/** A violation that the engine would show. */
export interface FoundViolation {
  /** Name of the resource; missing where a policy of `@pulumi/policy` reported on the stack as a whole. */
  readonly resource?: string;
  readonly level: Level;
  /** What is wrong where: the path is empty where no property shows it. Empty for policies of `@pulumi/policy`. */
  readonly problems: readonly { readonly path: string; readonly wrong: string }[];
  /** The message as people read it. */
  readonly message: string;
}

/** What the policy could not decide, because values are not known. */
export interface FoundUndecided {
  /** Name of the resource; missing where a stack policy of `@pulumi/policy` stopped. */
  readonly resource?: string;
  /** Paths of the values that were missing. */
  readonly unknown: readonly string[];
  readonly message: string;
}

/** A policy that threw. A rule's fault is told to people as one of the pack; one of `@pulumi/policy` ends the engine's run. */
export interface FoundFault {
  /** Name of the resource; missing where a stack policy of `@pulumi/policy` threw. */
  readonly resource?: string;
  readonly error: string;
}

/** What a remedy changed. */
export interface Remediated {
  readonly resource: string;
  /** All inputs afterwards, as a test writes them: secrets are `secret(value)`, unknown values `unknown()`. */
  readonly inputs: Props;
  readonly message: string;
}

/** What the engine would show of one run. */
export interface Outcome {
  readonly violations: readonly FoundViolation[];
  readonly undecided: readonly FoundUndecided[];
  readonly faults: readonly FoundFault[];
  /** Only under the level `remediate`. */
  readonly remediated: readonly Remediated[];
}

/** The outcome of the preview of a program whose resources do not exist yet, and of the update that makes them. */
export interface PolicyTest {
  readonly preview: Outcome;
  readonly update: Outcome;
}

/**
 * A policy in the form of `@pulumi/policy`: a `ResourceValidationPolicy` or a `StackValidationPolicy`.
 */
export interface StockPolicy {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel?: Level | undefined;
  readonly configSchema?: unknown;
  readonly validateResource?: unknown;
  readonly remediateResource?: unknown;
  readonly validateStack?: unknown;
}
