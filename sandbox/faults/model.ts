import type { PackageName } from "../types.js";

/** What an engine asks a provider about one resource or function. */
export const faultOperations = ["check", "create", "read", "update", "delete", "invoke"] as const;
export type FaultOperation = (typeof faultOperations)[number];

export const faultKinds = [
  "throttle",
  "quota",
  "denied",
  "timeout",
  "partial",
  "eventual",
  "slow",
  "crash",
  "hang",
  "drift",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Which operations a kind makes sense for, and which are meant where a rule names none. */
export const kindOperations: Readonly<
  Record<FaultKind, { readonly allowed: readonly FaultOperation[]; readonly usual: readonly FaultOperation[] }>
> = {
  throttle: { allowed: faultOperations, usual: ["create", "read", "update", "delete", "invoke"] },
  quota: { allowed: ["create", "update"], usual: ["create"] },
  denied: { allowed: faultOperations, usual: ["create", "read", "update", "delete", "invoke"] },
  timeout: { allowed: ["create", "update", "delete"], usual: ["create", "update", "delete"] },
  partial: { allowed: ["create", "update"], usual: ["create"] },
  eventual: {
    allowed: ["create", "read", "update", "delete", "invoke"],
    usual: ["create", "read", "update", "delete", "invoke"],
  },
  slow: { allowed: faultOperations, usual: ["create", "update", "delete"] },
  crash: { allowed: faultOperations, usual: ["create", "update", "delete"] },
  hang: { allowed: faultOperations, usual: ["create", "update", "delete"] },
  drift: { allowed: ["create", "update"], usual: ["create"] },
};

/** Least and most; what a fault takes of it is drawn from the seed. */
export type Range = readonly [least: number, most: number];

export interface Match {
  readonly package?: PackageName;
  /** Globs of the type's token in any of its forms, of the URN, of the resource's name; `*` stands for any text. */
  readonly type?: string;
  readonly urn?: string;
  readonly name?: string;
  readonly operation: readonly FaultOperation[];
}

interface Common {
  /** By which messages and summaries call it. */
  readonly name: string;
  readonly match: Match;
  /** Of each attempt that matches. */
  readonly probability: number;
  /** Only the N-th matching request of the run. It counts as they arrive, so it is as reproducible as their order. */
  readonly nth?: number;
  /** At most so often for one resource and operation in a run. */
  readonly times?: number;
}

export type FaultRule = Common &
  (
    | { readonly kind: "throttle"; readonly calls: Range; readonly retryAfterSeconds: Range; readonly retries?: number }
    | { readonly kind: "quota"; readonly limit?: number }
    | { readonly kind: "denied"; readonly action?: string }
    | { readonly kind: "timeout"; readonly carriedOut: boolean }
    | { readonly kind: "partial"; readonly reason?: string }
    | { readonly kind: "eventual"; readonly lagSeconds: Range; readonly patienceSeconds: number }
    | { readonly kind: "slow"; readonly seconds: Range }
    | { readonly kind: "crash"; readonly moment?: "before" | "after" }
    | { readonly kind: "hang"; readonly carriedOut: boolean }
    | { readonly kind: "drift"; readonly by: "change" | "delete" }
  );

export type RuleOf<K extends FaultKind> = Extract<FaultRule, { readonly kind: K }>;

/** What goes wrong in one run. */
export interface FaultPlan {
  /** The preset's name or the file's path. */
  readonly source: string;
  readonly rules: readonly FaultRule[];
}

/** How one run differs from a usual one. */
export interface RunOptions {
  readonly plan?: FaultPlan;
  readonly seed: number;
  /** Share of the simulated time that really passes. @default 0.01 for what faults add, nothing for the rest */
  readonly realtime?: number;
  /** Where the server notes what it injected and how long things took; it survives the server. */
  readonly record: string;
}

/** One request as faults look at it. */
export interface Subject {
  readonly pkg: PackageName;
  readonly operation: FaultOperation;
  readonly type: string;
  /** URN of the resource; of a function its token with a hash of its arguments. */
  readonly urn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string | undefined;
}
