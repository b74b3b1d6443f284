import { holds, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";

/** The root, a management group, or a subscription; what lies below a subscription has further parts. */
const WIDE = /^\/?(?:subscriptions\/[^/]+\/?|providers\/Microsoft\.Management\/managementGroups\/[^/]+\/?)?$/i;

/** Whether a scope of roles is a whole subscription, or wider. */
export function isSubscriptionOrWider(scope: Field): Tri {
  return holds(scope, (path) => WIDE.test(String(path).trim()));
}
