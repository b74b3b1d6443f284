import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { HSM, VAULT } from "../../../facts/azure-key-vault.js";

const [PURGE, SOFT] = ["properties.enablePurgeProtection", "properties.enableSoftDelete"];

export const azKvPurgeProtection: ResourceRule = {
  id: "az-kv-purge-protection",
  title: "Vault can be purged",
  severity: Severity.High,
  graph: false,
  judges: { [VAULT]: [PURGE, SOFT], [HSM]: [PURGE, SOFT] },
  controls: { "CIS Azure 4.0": ["9.3.5"] },
  checkov: ["CKV_AZURE_110", "CKV_AZURE_42", "CKV_AZURE_111"],
  aspects: {
    CKV_AZURE_110: [PURGE],
    CKV_AZURE_111: [SOFT],
  },
  remedy: sets({ [PURGE]: true, [SOFT]: true }),
  why: "Who may delete and purge a vault, or takes over such an account, destroys its keys for good, and with them every disk and database that they encrypt.",
  fix: "Set `properties.enablePurgeProtection` to true, and leave `properties.enableSoftDelete` on. Neither can be turned off again.",
  bad: [
    {
      type: VAULT,
      name: "main",
      props: { resourceGroupName: "shop", properties: { tenantId: "t", sku: { family: "A", name: "standard" } } },
    },
  ],
  good: [
    {
      type: VAULT,
      name: "main",
      props: {
        resourceGroupName: "shop",
        properties: {
          tenantId: "t",
          sku: { family: "A", name: "standard" },
          enableSoftDelete: true,
          enablePurgeProtection: true,
        },
      },
    },
  ],
  check({ type, props }) {
    const [purge, soft] = [get(props, PURGE), get(props, SOFT)];
    return every([
      // A managed HSM is protected where nothing is said, a vault is not. Both delete softly then.
      demand(isTrue(purge, type === HSM), purge, "lets what was deleted be destroyed at once"),
      demand(isTrue(soft, true), soft, "deletes for good"),
    ]);
  },
};
