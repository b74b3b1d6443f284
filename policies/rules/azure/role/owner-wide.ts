import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { isGiven } from "../../../facts/azure-references.js";
import { reachesSubscription } from "../../../facts/azure-scopes.js";

const ASSIGNMENT = "azure-native:authorization:RoleAssignment";

/** The ids of the built-in roles, which are the same everywhere. */
const POWERFUL: ReadonlySet<string> = new Set([
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", // Owner
  "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", // User Access Administrator
]);

const idOf = (role: unknown): string => String(role).trim().toLowerCase().split("/").at(-1) ?? "";

/** Whether the role is one of those. A role that the stack defines is none of them, whatever its id will be. */
function isPowerful(assignment: Resource): Tri {
  const role = get(assignment.props, "roleDefinitionId");
  const custom = role.state === "unknown" && isGiven(role, assignment, "roleDefinitionId", "RoleDefinition") === true;
  return custom ? false : holds(role, (id) => POWERFUL.has(idOf(id)));
}

const SUBSCRIPTION = "/subscriptions/2f5c3d1e-7a60-4c39-9d7c-5e0f8a1b2c3d";
const assignment = (role: string, scope: string) => ({
  type: ASSIGNMENT,
  name: "deployer",
  props: {
    principalId: "6a1d2f80-3b7e-4f0a-8a11-b1b0c9d8e7f6",
    principalType: "ServicePrincipal",
    roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
  },
});

export const azRoleOwnerWide: ResourceRule = {
  id: "az-role-owner-wide",
  title: "Owner or contributor at subscription level",
  severity: Severity.High,
  graph: false,
  judges: { [ASSIGNMENT]: ["roleDefinitionId", "scope"] },
  controls: { "CIS Azure 4.0": ["6.3.3"] },
  why: "Whoever takes over such a principal can change or delete everything in the subscription; an owner can also let others in.",
  fix: "Set `scope` to the resource group that the principal works in, or assign a role with fewer rights.",
  bad: [assignment("b24988ac-6180-42a0-ab88-20f7382dd24c", SUBSCRIPTION)],
  good: [assignment("b24988ac-6180-42a0-ab88-20f7382dd24c", `${SUBSCRIPTION}/resourceGroups/shop`)],
  check(resource) {
    const scope = get(resource.props, "scope");
    const wide = all(isPowerful(resource), reachesSubscription(scope, resource, "scope"));
    return forbid(wide, scope, "grants the rights of an owner or contributor on a whole subscription");
  },
};
