import * as pulumi from "@pulumi/pulumi";
import type { Limitation } from "./clouds.js";

/** What is stable about an error of this package: programs and tests compare these, never messages. */
export const ErrorCode = {
  /** One or more arguments are wrong. */
  InvalidArguments: "invalid-arguments",
  /** The cloud cannot do what the argument asks for. */
  Unsupported: "unsupported",
  /** Two different targets share a cloud and a key. */
  TargetConflict: "target-conflict",
  /** A resource option names another provider than the target's. */
  ProviderConflict: "provider-conflict",
  /** An override is not possible as written. */
  InvalidOverride: "invalid-override",
} as const;
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** One thing that is wrong: where, and why with the value, what is allowed, and the fix. */
export interface Problem {
  readonly propertyPath: string;
  readonly reason: string;
}

/** One or more arguments of one object are wrong. Thrown before anything of that object is registered. */
export class ArgumentsError extends pulumi.InputPropertiesError {
  readonly code: ErrorCode;
  /** Those problems that are limits of the cloud. */
  readonly unsupported: readonly UnsupportedError[];
  constructor(subject: string, problems: readonly Problem[], code: ErrorCode = ErrorCode.InvalidArguments) {
    const count = problems.length === 1 ? "an argument is wrong" : `${problems.length} arguments are wrong`;
    const lines = problems.map((problem) => `\n  ${problem.propertyPath}: ${problem.reason}`);
    super({
      message: `${subject}: ${count}${lines.join("")}`,
      errors: problems.map(({ propertyPath, reason }) => ({ propertyPath, reason })),
    });
    this.code = code;
    this.unsupported = problems.filter((problem) => problem instanceof UnsupportedError);
  }
}

/** The cloud of the target cannot serve an argument. Thrown before anything of the component is registered. */
export class UnsupportedError extends pulumi.InputPropertyError {
  readonly code = ErrorCode.Unsupported;
  readonly component: string;
  readonly cloud: string;
  readonly argument: string;
  readonly why: string;
  readonly instead: string;
  constructor(component: string, cloud: string, argument: string, why: string, instead: string) {
    super({
      propertyPath: argument,
      reason: `${component} does not support ${argument} on ${cloud}: ${why}; instead, ${instead}`,
    });
    this.component = component;
    this.cloud = cloud;
    this.argument = argument;
    this.why = why;
    this.instead = instead;
  }
}

/** Collects everything that is wrong with one object's arguments, then throws once. */
export class Problems {
  readonly #found: Problem[] = [];

  /** `reason` says the value, what is allowed, and the fix. */
  add(propertyPath: string, reason: string): void {
    this.#found.push({ propertyPath, reason });
  }

  /** The cloud cannot serve the argument. */
  unsupported(component: string, cloud: string, argument: string, limitation: Limitation): void {
    this.#found.push(new UnsupportedError(component, cloud, argument, limitation.why, limitation.instead));
  }

  get found(): readonly Problem[] {
    return this.#found;
  }

  /**
   * Throws when anything was found: the {@link UnsupportedError} itself when that is all, otherwise one
   * {@link ArgumentsError} with every problem. `subject` begins the message, such as `Bucket "assets"`.
   */
  throwIfAny(subject: string, code: ErrorCode = ErrorCode.InvalidArguments): void {
    const [first] = this.#found;
    if (first === undefined) return;
    if (this.#found.length === 1 && first instanceof UnsupportedError) throw first;
    throw new ArgumentsError(subject, this.#found, code);
  }
}
