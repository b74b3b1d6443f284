import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { VAULT } from "../../../facts/azure-key-vault.js";

const RBAC = "properties.enableRbacAuthorization";

export const azKvRbac: ResourceRule = {
  id: "az-kv-rbac",
  title: "Vault with access policies",
  severity: Severity.Medium,
  graph: false,
  judges: { [VAULT]: [RBAC] },
  controls: {
    "CIS Azure 4.0": ["9.3.6"],
    PCI4: [
      "3.5.1",
      "3.6.1",
      "3.7.1",
      "3.7.2",
      "3.7.4",
      "3.7.6",
      "3.7.7",
      "4.2.1",
      "7.2.1",
      "7.2.2",
      "7.2.3",
      "7.2.5",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.4",
    ],
  },
  why: "Access policies hold for every key and secret of a vault at once, and whoever may write to the vault as a resource can add themselves.",
  fix: "Set `properties.enableRbacAuthorization` to true, and give each identity a role for the keys and secrets that it needs.",
  bad: [
    {
      type: VAULT,
      name: "main",
      props: {
        resourceGroupName: "shop",
        properties: { tenantId: "t", sku: { family: "A", name: "standard" }, enableRbacAuthorization: false },
      },
    },
  ],
  good: [
    {
      type: VAULT,
      name: "main",
      props: {
        resourceGroupName: "shop",
        properties: { tenantId: "t", sku: { family: "A", name: "standard" }, enableRbacAuthorization: true },
      },
    },
  ],
  check({ props }) {
    const rbac = get(props, RBAC);
    return demand(isTrue(rbac), rbac, "governs the vault by access policies");
  },
};
