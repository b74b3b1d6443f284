import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

const ACCOUNT = "azure-native:storage:StorageAccount";

export const azStorageSharedKey: ResourceRule = {
  id: "az-storage-shared-key",
  title: "Shared keys allowed",
  severity: Severity.Medium,
  graph: false,
  judges: { [ACCOUNT]: ["allowSharedKeyAccess"] },
  groups: ["production"],
  controls: { "CIS Azure 4.0": ["10.3.1.3"] },
  checkov: ["CKV2_AZURE_40"],
  remedy: sets({ allowSharedKeyAccess: false }),
  why: "An account key opens everything in the account, names nobody in the logs and stays valid until somebody changes it.",
  fix: "Set `allowSharedKeyAccess` to false and give the programs roles on the account.",
  bad: [
    {
      type: ACCOUNT,
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        minimumTlsVersion: "TLS1_2",
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
        allowSharedKeyAccess: false,
      },
    },
  ],
  check(account) {
    const allowed = get(account.props, "allowSharedKeyAccess");
    return forbid(isTrue(allowed, true), allowed, "lets the account's keys open everything in it");
  },
};
