import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { VAULT } from "../../../facts/azure-key-vault.js";

const POLICY = "azure-native:keyvault:AccessPolicy";
const KINDS = ["keys", "secrets", "certificates", "storage"] as const;
const EVERYTHING: ReadonlySet<string> = new Set(["all", "purge"]);

const reads = (policy: string): readonly string[] => KINDS.map((kind) => `${policy}.permissions.${kind}`);

function policiesOf({ type, props }: Resource): readonly Field[] {
  return type === VAULT ? items(get(props, "properties.accessPolicies")) : [get(props, "policy")];
}

/** Whether the vault goes by its access policies: with RBAC on it ignores them. A policy on its own cannot tell. */
function counts({ type, props }: Resource): Tri {
  return type === VAULT ? not(isTrue(get(props, "properties.enableRbacAuthorization"))) : true;
}

export const azKvAccessAll: ResourceRule = {
  id: "az-kv-access-all",
  title: "Access policy that grants everything",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [VAULT]: [...reads("properties.accessPolicies[]"), "properties.enableRbacAuthorization"],
    [POLICY]: reads("policy"),
  },
  controls: {},
  why: 'An application that may do "all" may also delete and purge: whoever breaks into it can destroy the keys and secrets, not only read them.',
  fix: 'List in `permissions` what the identity does, such as "get" and "list"; keep "purge" for people who act by hand.',
  bad: [
    {
      type: POLICY,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        vaultName: "main",
        policy: { tenantId: "t", objectId: "o", permissions: { keys: ["get"], secrets: ["all"] } },
      },
    },
  ],
  good: [
    {
      type: POLICY,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        vaultName: "main",
        policy: { tenantId: "t", objectId: "o", permissions: { keys: ["get"], secrets: ["get", "list"] } },
      },
    },
  ],
  check(resource) {
    const permissions = policiesOf(resource).flatMap((policy) =>
      KINDS.flatMap((kind) => items(within(policy, `permissions.${kind}`))),
    );
    const used = counts(resource);
    const judge = (permission: Field) => {
      const wide = holds(permission, (name) => EVERYTHING.has(String(name).toLowerCase()));
      return forbid(all(wide, used), permission, "lets an identity destroy what the vault holds");
    };
    return every(permissions.map(judge));
  },
};
