import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { type Field, get } from "../core/value.js";

export const MACHINE = "azure-native:compute:VirtualMachine";

/** A scale set says the same of all its machines below this property. */
export const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const PROFILE = "virtualMachineProfile";

/** What a rule reads of machines, by themselves and in scale sets. */
export function machineReads(...properties: readonly string[]): Reads {
  return { [MACHINE]: properties, [SCALE_SET]: properties.map((property) => `${PROFILE}.${property}`) };
}

/** The machine that the resource is or makes. A scale set without a profile makes none: machines join it. */
export function machinesOf({ type, props }: Resource): readonly Field[] {
  if (type === MACHINE) return [{ state: "known", path: "", value: props }];
  const profile = get(props, PROFILE);
  return profile.state === "absent" ? [] : [profile];
}
