import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds } from "../../../core/tri.js";
import { get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { isSubscriptionOrWider } from "../../../facts/azure-scopes.js";

const ROLE = "azure-native:authorization:RoleDefinition";
const SUBSCRIPTION = "/subscriptions/2f5c3d1e-7a60-4c39-9d7c-5e0f8a1b2c3d";

export const azRoleCustomStar: ResourceRule = {
  id: "az-role-custom-star",
  title: "Custom role that grants everything",
  severity: Severity.High,
  graph: false,
  judges: { [ROLE]: ["permissions[].actions", "assignableScopes", "scope"] },
  controls: { "CIS Azure 4.0": ["6.23"] },
  checkov: ["CKV_AZURE_39"],
  why: "A custom role with every action on a subscription is a second Owner under a harmless name, which reviews of owners overlook.",
  fix: "List the actions that the role needs in `permissions`, or make it assignable to resource groups only.",
  bad: [
    {
      type: ROLE,
      name: "operator",
      props: {
        roleName: "Operator",
        scope: SUBSCRIPTION,
        permissions: [{ actions: ["*"], notActions: [] }],
        assignableScopes: [SUBSCRIPTION],
      },
    },
  ],
  good: [
    {
      type: ROLE,
      name: "operator",
      props: {
        roleName: "Operator",
        scope: SUBSCRIPTION,
        permissions: [{ actions: ["Microsoft.Compute/*/read"], notActions: [] }],
        assignableScopes: [SUBSCRIPTION],
      },
    },
  ],
  check({ props }) {
    const listed = items(get(props, "assignableScopes"));
    // A role that lists no scopes can be assigned where it is defined.
    const scopes = listed.length > 0 ? listed : [get(props, "scope")];
    const wide = any(...scopes.map(isSubscriptionOrWider));
    const actions = items(get(props, "permissions")).flatMap((permission) => items(within(permission, "actions")));
    const everything = (action: unknown): boolean => String(action).trim() === "*";
    return every(
      actions.map((action) =>
        forbid(all(holds(action, everything), wide), action, "grants every action on a whole subscription"),
      ),
    );
  },
};
