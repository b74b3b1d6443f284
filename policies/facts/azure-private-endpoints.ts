import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import type { Stack } from "../core/stack.js";
import { any, holds, type Tri } from "../core/tri.js";
import { type Field, items, of, within } from "../core/value.js";

const ENDPOINT = "azure-native:network:PrivateEndpoint";

/** Connections that the owner of the other side has approved, or has yet to approve. */
const LISTS = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];

/** What a rule consults that asks for a private endpoint. */
export const PRIVATE_ENDPOINTS: Reads = { [ENDPOINT]: LISTS.map((list) => `${list}[].privateLinkServiceId`) };

/**
 * Whether a private endpoint of the stack leads to the resource. An endpoint names it by its id, whose end is the kind and
 * name of the resource: `storageAccounts/assets7`.
 */
export function hasPrivateEndpoint(resource: Resource, stack: Stack, kind: string, name: Field): Tri {
  const isIts = (id: Field): Tri =>
    name.state === "unknown"
      ? { unknown: [name.path] }
      : holds(id, (text) => name.state === "known" && endsWith(text, `/${kind}/${String(name.value)}`));
  return any(
    ...stack.ofType(ENDPOINT).flatMap((endpoint) =>
      LISTS.map((list): Tri => {
        const madeFrom = endpoint.dependencies[list] ?? [];
        if (madeFrom.includes(resource.urn)) return true;
        const ids = items(of(endpoint, list)).map((connection) => within(connection, "privateLinkServiceId"));
        // An id that is not known and made from other resources of the stack is one of theirs.
        return any(...ids.filter((id) => id.state !== "unknown" || madeFrom.length === 0).map(isIts));
      }),
    ),
  );
}

function endsWith(text: unknown, end: string): boolean {
  return String(text).toLowerCase().endsWith(end.toLowerCase());
}
