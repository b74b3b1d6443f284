/** Grants of GCP's IAM in all three forms: one member, all members of a role, and a whole policy. */

import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { type Field, get, items, within } from "../core/value.js";
import { parseDocument } from "./documents.js";

/** The bindings of an IAM policy written as JSON text (`policyData`). An unknown policy is one unknown binding. */
export function iamBindings(policyData: Field): readonly Field[] {
  const policy = parseDocument(policyData);
  return policy.state === "unknown" ? [policy] : items(within(policy, "bindings"));
}

/** A role and those who get it. */
export interface Grant {
  readonly role: Field;
  readonly members: readonly Field[];
}

/** What the resource grants, in whichever form it is written. */
export function grantsOf(resource: Resource): readonly Grant[] {
  const read = (path: string): Field => get(resource.props, path);
  const policies = iamBindings(read("policyData")).map((binding) => ({
    role: within(binding, "role"),
    members: items(within(binding, "members")),
  }));
  const members = [...items(read("member")), ...items(read("members"))];
  return members.length > 0 ? [{ role: read("role"), members }, ...policies] : policies;
}

/** What the tokens of grants on a scope of resources begin with. */
const SCOPES = ["gcp:organizations/iAM", "gcp:folder/iAM", "gcp:projects/iAM"];

/** The types by which roles on an organisation, a folder or a project are granted. */
export const SCOPE_GRANTS: Reads = Object.fromEntries(
  SCOPES.flatMap((prefix) => [
    [`${prefix}Member:IAMMember`, ["role", "member"]],
    [`${prefix}Binding:IAMBinding`, ["role", "members"]],
    [`${prefix}Policy:IAMPolicy`, ["policyData"]],
  ]),
);

const OWN_ACCOUNT =
  /^serviceAccount:(?!service-(org-|folder-)?\d+@)[^@]+@(?!cloudservices\.)[^@]*gserviceaccount\.com$/i;
const DEFAULT_ACCOUNT = /^[a-z0-9-]+-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/i;

/** Whether the member is a service account that programs run as. Those through which Google's services act are not. */
export function isOwnAccount(member: unknown): boolean {
  return OWN_ACCOUNT.test(String(member).trim());
}

/** Whether the address is that of the account which Compute Engine or App Engine makes in each project. */
export function isDefaultAccount(email: unknown): boolean {
  return DEFAULT_ACCOUNT.test(String(email).trim());
}
