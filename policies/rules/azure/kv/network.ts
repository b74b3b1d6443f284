import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isText, not } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";
import { HSM, VAULT } from "../../../facts/azure-key-vault.js";
import { openToWorld } from "../../../facts/ranges.js";

const READS = [
  "properties.publicNetworkAccess",
  "properties.networkAcls.defaultAction",
  "properties.networkAcls.ipRules[].value",
];

export const azKvNetwork: ResourceRule = {
  id: "az-kv-network",
  title: "Vault open to every network",
  severity: Severity.High,
  graph: false,
  judges: { [VAULT]: READS, [HSM]: READS },
  groups: ["production"],
  controls: { "CIS Azure 4.0": ["9.3.7"] },
  checkov: ["CKV_AZURE_109", "CKV_AZURE_189"],
  why: "Everybody on the internet can try stolen tokens on such a vault: one leaked credential is enough to read every secret in it, from anywhere.",
  fix: 'Set `properties.publicNetworkAccess` to "Disabled" and use a private endpoint, or set `properties.networkAcls.defaultAction` to "Deny" and list who may come.',
  bad: [
    {
      type: VAULT,
      name: "main",
      props: {
        resourceGroupName: "shop",
        properties: {
          tenantId: "t",
          sku: { family: "A", name: "standard" },
          // Ranges do nothing while everything else is allowed, too.
          networkAcls: { defaultAction: "Allow", ipRules: [{ value: "203.0.113.0/24" }] },
        },
      },
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
          networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }] },
        },
      },
    },
  ],
  check({ props }) {
    const read = (path: string): Field => get(props, `properties.${path}`);
    const action = read("networkAcls.defaultAction");
    const ranges = items(read("networkAcls.ipRules")).map((rule) => within(rule, "value"));
    const narrowed = all(isText(action, "Deny"), not(openToWorld(ranges)));
    const at = action.state === "absent" ? read("publicNetworkAccess") : action;
    return demand(any(isPrivate(read("publicNetworkAccess")), narrowed), at, "lets every network reach the vault");
  },
};
