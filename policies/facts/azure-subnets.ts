import type { Resource } from "../core/resource.js";
import { any, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";
import { isGiven } from "./azure-references.js";

/** Whether a subnet is named, which may be made by itself or inside its network. */
export function namesSubnet(resource: Resource, property: string, id: Field): Tri {
  return any(...["Subnet", "VirtualNetwork"].map((kind) => isGiven(id, resource, property, kind)));
}
