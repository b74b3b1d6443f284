import type * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../core/values.js";

/*
 * Quantities in the spelling that the API server gives back: in another one, every refresh would show a difference.
 */

/** Cores: whole ones, or thousandths. */
export function cpuQuantity(cores: pulumi.Input<number>): pulumi.Input<string> {
  return mapInput(cores, (value) => inUnits(Math.round(value * 1000), 1000, ["m", ""]));
}

export function mebibytes(amount: pulumi.Input<number>): pulumi.Input<string> {
  return mapInput(amount, (value) => inUnits(Math.round(value), 1024, ["Mi", "Gi", "Ti", "Pi"]));
}

export function gibibytes(amount: pulumi.Input<number>): pulumi.Input<string> {
  return mapInput(amount, (value) => inUnits(Math.round(value * 1024), 1024, ["Mi", "Gi", "Ti", "Pi"]));
}

/** An amount of the first unit, in the largest unit of which it is a whole number. */
function inUnits(amount: number, step: number, [unit, ...larger]: readonly string[]): string {
  if (amount === 0) return "0";
  return larger.length === 0 || amount % step !== 0 ? `${amount}${unit}` : inUnits(amount / step, step, larger);
}
