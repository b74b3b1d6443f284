import type { Props } from "../types.js";

/** What is to be done to the world by hand, past every engine. */
export type DriftOrder =
  | { readonly action: "list" }
  | { readonly action: "change"; readonly target: string; readonly properties: Props }
  | { readonly action: "delete"; readonly target: string; readonly force: boolean }
  | {
      readonly action: "add";
      readonly type: string;
      readonly properties: Props;
      readonly account?: string;
      readonly region?: string;
    }
  | { readonly action: "random"; readonly seed: number; readonly count: number }
  | {
      readonly action: "undo";
      readonly number?: number;
      /** What the states list, as `type:id`: what was deleted and is not among it stays deleted. @default not looked at */
      readonly listed?: readonly string[];
      /** Bring that back as well. @default false */
      readonly force?: boolean;
    };

/** One change by hand that was not taken back. */
export interface DriftChange {
  readonly number: number;
  readonly what: "changed" | "deleted" | "added";
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  /** Empty for what was added. */
  readonly stack: string;
  /** Top-level properties that were changed. */
  readonly properties: readonly string[];
  /** False where the object has been changed, deleted or made anew since. */
  readonly holds: boolean;
}

export interface DriftOutcome {
  /** What was done, a line each. */
  readonly done: readonly string[];
  readonly changes: readonly DriftChange[];
  /** Why nothing was done. */
  readonly problem?: string;
}
