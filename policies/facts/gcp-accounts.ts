/** Service accounts that the stack makes: no first preview knows their addresses, but it knows what was made from them. */

import { type Resource, typeOf } from "../core/resource.js";
import { holds, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";

/** In lower case: SDKs before version 5 of the provider write the module in another one. */
const ACCOUNT = "gcp:serviceaccount/account:account";

const isAccount = (urn: string): boolean => typeOf(urn).toLowerCase() === ACCOUNT;

function madeFrom(resource: Resource, { path }: Field): readonly string[] {
  const [property = ""] = path.split(/[.[]/);
  return resource.dependencies[property] ?? [];
}

/**
 * Whether a member passes a test.
 *
 * One that is unknown is a service account of the stack where all that is unknown in its property was made from such
 * accounts: then `ofStack` is the answer. A list that is unknown as a whole may hold anybody beside them.
 */
export function memberHolds(grant: Resource, member: Field, test: (member: unknown) => boolean, ofStack: boolean): Tri {
  const single = member.path === "member" || member.path.startsWith("members[");
  const accounts = madeFrom(grant, member);
  if (member.state === "unknown" && single && accounts.length > 0 && accounts.every(isAccount)) return ofStack;
  return holds(member, test);
}

/**
 * Whether an address in a block of settings is unknown because it is that of an account of the stack. The block may be
 * made from other resources as well, but an account in it is there for its address.
 */
export function isAccountOfStack(resource: Resource, address: Field): boolean {
  return address.state === "unknown" && address.path.includes(".") && madeFrom(resource, address).some(isAccount);
}
