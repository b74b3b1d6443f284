/** Objects of Kubernetes name each other by `metadata.name`, within a namespace. */

import type { Resource } from "../core/resource.js";
import type { Stack } from "../core/stack.js";
import { holds, type Tri } from "../core/tri.js";
import { type Field, field, get } from "../core/value.js";

export const NAMESPACE = "kubernetes:core/v1:Namespace";

/** The namespace of an object: its own, or else its provider's. Absent is `default`. */
export function namespaceOf(object: Resource): Field {
  const own = get(object.props, "metadata.namespace");
  return own.state === "absent" ? field(own.path, object.provider?.props.namespace) : own;
}

/**
 * Whether an object is in the namespace `default`, which it is as well where it names none. A namespace that the stack makes
 * is another one, whatever name it gets.
 */
export function inDefaultNamespace(object: Resource, stack: Stack): Tri {
  const byName = holds(namespaceOf(object), (name) => name === "default" || name === "", true);
  if (typeof byName === "boolean") return byName;
  const madeFrom = new Set(object.dependencies.metadata ?? []);
  return stack.ofType(NAMESPACE).some(({ urn }) => madeFrom.has(urn)) ? false : byName;
}

/**
 * Whether a name, which stands in `property` or below it, is that of the object. Two names that are known decide;
 * otherwise what the property was made from does.
 */
export function names(referrer: Resource, property: string, name: Field, object: Resource): Tri {
  if (name.state === "absent") return false;
  const own = get(object.props, "metadata.name");
  if (name.state === "known" && own.state === "known") return name.value === own.value;
  const madeFrom = referrer.dependencies[property] ?? [];
  if (madeFrom.length > 0) return madeFrom.includes(object.urn);
  const unknown = [name, own].flatMap((field) => (field.state === "unknown" ? [field.path] : []));
  return unknown.length > 0 ? { unknown } : false;
}
