import type { Resource } from "../core/resource.js";
import type { Referrer, Stack } from "../core/stack.js";
import { get } from "../core/value.js";

/** The resources of a type that name the server in `serverName`, by reference or by the same text. */
export function partsOf(server: Resource, stack: Stack, type: string): readonly Referrer[] {
  const name = get(server.props, "serverName");
  const found = stack.referring(server, "serverName", type);
  if (name.state !== "known") return found;
  const known = new Set(found.map((part) => part.resource.urn));
  const named = stack.ofType(type).filter((part) => part.props.serverName === name.value && !known.has(part.urn));
  return [...found, ...named.map((resource): Referrer => ({ resource, refers: true }))];
}
