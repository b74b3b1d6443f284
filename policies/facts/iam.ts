/** The rights that programs give to users, groups, roles and permission sets of AWS. */

import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { type Field, get, items, within } from "../core/value.js";

/** Every form in which a program writes a policy that says what its holder may do. */
export const IDENTITY_POLICIES: Reads = {
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:iam/userPolicy:UserPolicy": ["policy"],
  "aws:iam/groupPolicy:GroupPolicy": ["policy"],
  "aws:iam/role:Role": ["inlinePolicies[].policy"],
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": ["inlinePolicy"],
};

/** The policy documents of the resource that say what their holder may do. */
export function identityPoliciesOf({ type, props }: Resource): readonly Field[] {
  if (type === "aws:iam/role:Role")
    return items(get(props, "inlinePolicies")).map((inline) => within(inline, "policy"));
  return [get(props, type.startsWith("aws:ssoadmin/") ? "inlinePolicy" : "policy")];
}
