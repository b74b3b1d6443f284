import type { Resource } from "../core/resource.js";
import { holds, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";

/** The root, a management group, or a subscription; what lies below a subscription has further parts. */
const WIDE = /^\/?(?:subscriptions\/[^/]+\/?|providers\/Microsoft\.Management\/managementGroups\/[^/]+\/?)?$/i;

/** The type at the end of a URN, behind the types of its parents. */
const TYPE = /[:$](azure-native[\w-]*:[^:]+:[^:]+)::[^:]*$/;

/** Modules of the provider whose resources are subscriptions, or above them. */
const OF_WIDE = /^azure-native[\w-]*:(?:billing|management|subscription)(?:\/[^:]*)?:/;

/** Whether a scope of roles is a whole subscription, or wider. */
export function isSubscriptionOrWider(scope: Field): Tri {
  return holds(scope, (path) => WIDE.test(String(path).trim()));
}

/**
 * The same for a scope that a resource states in a property. A preview does not know the ids of resources that are yet to
 * be made; the engine says what the property was made from, and the ids of resources lie below their subscription.
 */
export function reachesSubscription(scope: Field, resource: Resource, property: string): Tri {
  const sources = resource.dependencies[property] ?? [];
  const below = scope.state === "unknown" && sources.length > 0 && sources.every(liesBelow);
  return below ? false : isSubscriptionOrWider(scope);
}

function liesBelow(urn: string): boolean {
  const type = TYPE.exec(urn)?.[1];
  return type !== undefined && !OF_WIDE.test(type);
}
