/** Grants of GCP to everybody, in each of the forms in which a grant is written. */

import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { type Field, get, items, within } from "../core/value.js";
import { every, forbid, type Verdict } from "../core/verdict.js";
import { memberHolds } from "./gcp-accounts.js";
import { iamBindings } from "./gcp-iam-policy.js";

/**
 * Whether the member is everybody: with a Google account or without one makes no difference. A kind (`iamMember:`) or a role
 * (`READER:`) may stand before it.
 */
export function isEverybody(member: unknown): boolean {
  return /^([a-z]+:)?(allUsers|allAuthenticatedUsers)$/i.test(String(member).trim());
}

/**
 * The three types by which roles on one kind of resource are granted.
 *
 * @param prefix  what the tokens begin with: `gcp:pubsub/topicIAM`
 */
export function grants(prefix: string): Reads {
  const name = prefix.slice(prefix.indexOf("/") + 1);
  const token = (kind: string): string => `${prefix}${kind}:${name.charAt(0).toUpperCase()}${name.slice(1)}${kind}`;
  return { [token("Member")]: ["member"], [token("Binding")]: ["members"], [token("Policy")]: ["policyData"] };
}

/** Whoever gets a role here, by IAM or by an access control list. */
function membersOf(resource: Resource): readonly Field[] {
  const read = (path: string): Field => get(resource.props, path);
  const bindings = iamBindings(read("policyData"));
  const lists = ["members", "roleEntities"].flatMap((name) => items(read(name)));
  return [read("member"), read("entity"), ...lists, ...bindings.flatMap((b) => items(within(b, "members")))];
}

/** Whether the grant names nobody who is everybody. */
export function namesSomebody(resource: Resource, wrong: string): Verdict {
  const everybody = (member: Field) => memberHolds(resource, member, isEverybody, false);
  return every(membersOf(resource).map((member) => forbid(everybody(member), member, wrong)));
}
