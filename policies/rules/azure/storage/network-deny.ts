import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";

const ACCOUNT = "azure-native:storage:StorageAccount";

export const azStorageNetworkDeny: ResourceRule = {
  id: "az-storage-network-deny",
  title: "Storage open to every network",
  severity: Severity.High,
  graph: false,
  judges: { [ACCOUNT]: ["publicNetworkAccess", "networkRuleSet.defaultAction"] },
  groups: ["production"],
  controls: { "CIS Azure 4.0": ["10.3.2.3", "2.2.1.2"] },
  checkov: ["CKV_AZURE_35", "CKV_AZURE_59"],
  why: "Every network reaches an account that says nothing: one leaked key or signed link is enough to read it from anywhere.",
  fix: 'Set `networkRuleSet.defaultAction` to "Deny" and list the networks that need the account, or set `publicNetworkAccess` to "Disabled".',
  bad: [
    {
      type: ACCOUNT,
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        minimumTlsVersion: "TLS1_2",
        networkRuleSet: { defaultAction: "Allow" },
      },
    },
  ],
  good: [
    {
      type: ACCOUNT,
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        minimumTlsVersion: "TLS1_2",
        networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
      },
    },
  ],
  check({ props }) {
    const [access, rules] = [get(props, "publicNetworkAccess"), get(props, "networkRuleSet.defaultAction")];
    const closed = any(isPrivate(access), isText(rules, "Deny"));
    return demand(closed, rules, "lets every network reach the account");
  },
};
