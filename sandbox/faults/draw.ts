import { createHash } from "node:crypto";
import type { FaultOperation, Range } from "./model.js";

/** What a draw depends on, and nothing else: not on the order in which an engine asks. */
export interface Occasion {
  readonly seed: number;
  readonly rule: string;
  readonly urn: string;
  readonly operation: FaultOperation;
  /** 1 for the first request of this operation on this resource in the run. */
  readonly attempt: number;
}

/** A number from 0 to below 1, the same for the same occasion. `purpose` tells draws of one occasion apart. */
export function draw({ seed, rule, urn, operation, attempt }: Occasion, purpose: string): number {
  const text = JSON.stringify([seed, rule, urn, operation, attempt, purpose]);
  return createHash("sha256").update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** A whole number of the range, both ends included. */
export function drawInteger(occasion: Occasion, purpose: string, [least, most]: Range): number {
  return Math.min(Math.floor(most), Math.floor(least + draw(occasion, purpose) * (most - least + 1)));
}

/** Seconds of the range, to a tenth. */
export function drawSeconds(occasion: Occasion, purpose: string, [least, most]: Range): number {
  return Math.round((least + draw(occasion, purpose) * (most - least)) * 10) / 10;
}
