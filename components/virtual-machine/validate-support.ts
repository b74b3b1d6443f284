import type { CloudName } from "../core/clouds.js";
import type { Problems } from "../core/errors.js";
import type { VirtualMachineInput } from "./plan.js";
import type { VirtualMachineRules } from "./types.js";

/** What the checks of a machine's arguments share. */
export interface Checking {
  readonly problems: Problems;
  readonly cloud: CloudName;
  readonly region: string;
  readonly input: VirtualMachineInput;
  readonly rules: VirtualMachineRules;
  /** Notes that the cloud cannot serve an argument in the circumstances, when that is so; says whether it is. */
  unsupported(argument: string, circumstance: string): boolean;
}

/** An object literal, as opposed to an output, a list or a resource. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Is the value known only when the program runs? Its resource checks it then. */
export function isLater(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("apply" in value || value instanceof Promise);
}
