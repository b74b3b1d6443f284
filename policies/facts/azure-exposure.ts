import { any, isText, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";

/**
 * Whether a service's `publicNetworkAccess` keeps the public network out. A network security perimeter lets in only what
 * its own rules name.
 */
export function isPrivate(publicNetworkAccess: Field): Tri {
  return any(isText(publicNetworkAccess, "Disabled"), isText(publicNetworkAccess, "SecuredByPerimeter"));
}
