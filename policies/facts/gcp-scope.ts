import type { Resource } from "../core/resource.js";
import type { Tri } from "../core/tri.js";
import { type Field, get } from "../core/value.js";

/** The properties that say which part of the organisation a resource is about. */
const SCOPES = ["project", "folder", "orgId"] as const;

/** Whether two resources are about the same project, folder or organisation. */
export function sameScope(one: Resource, other: Resource): Tri {
  const parts = SCOPES.map((property) => same(one, other, property));
  if (parts.includes(false)) return false;
  const open = parts.find((part) => part !== true);
  if (open !== undefined) return open;
  // What is left out is what the provider names.
  return (
    SCOPES.some((property) => get(one.props, property).state !== "absent") || one.provider?.urn === other.provider?.urn
  );
}

function same(one: Resource, other: Resource, property: string): Tri {
  const [mine, theirs] = [get(one.props, property), get(other.props, property)];
  if (mine.state !== "unknown" && theirs.state !== "unknown") {
    return text(mine) === text(theirs);
  }
  const [from, toward] = [one.dependencies[property] ?? [], other.dependencies[property] ?? []];
  if (from.length > 0 && toward.length > 0) return from.some((urn) => toward.includes(urn));
  return { unknown: [property] };
}

const text = (field: Field): string => (field.state === "known" ? JSON.stringify(field.value) : "");
