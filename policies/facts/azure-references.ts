import type { Resource } from "../core/resource.js";
import { isSet, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";

/**
 * Whether an id is given. A preview does not know the ids of resources that are yet to be made; the engine says that the
 * property was made from one of this kind, and that is enough.
 */
export function isGiven(id: Field, resource: Resource, property: string, kind: string): Tri {
  const sources = resource.dependencies[property] ?? [];
  return id.state === "unknown" && sources.some((urn) => urn.includes(`:${kind}::`)) ? true : isSet(id);
}
