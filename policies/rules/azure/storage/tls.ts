import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const MODERN: ReadonlySet<string> = new Set(["TLS1_2", "TLS1_3"]);

export const azStorageTls: ResourceRule = {
  id: "az-storage-tls",
  title: "Old TLS on storage",
  severity: Severity.Medium,
  graph: false,
  judges: { "azure-native:storage:StorageAccount": ["minimumTlsVersion"] },
  controls: { "CIS Azure 4.0": ["10.3.7"] },
  remedy: sets({ minimumTlsVersion: "TLS1_2" }),
  checkov: ["CKV_AZURE_44"],
  why: "TLS 1.0 and 1.1 are broken and retired; an account that says nothing still takes them.",
  fix: 'Set `minimumTlsVersion` to "TLS1_2".',
  bad: [
    {
      type: "azure-native:storage:StorageAccount",
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowBlobPublicAccess: false,
        minimumTlsVersion: "TLS1_0",
      },
    },
  ],
  good: [
    {
      type: "azure-native:storage:StorageAccount",
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowBlobPublicAccess: false,
        minimumTlsVersion: "TLS1_2",
      },
    },
  ],
  check(account) {
    const field = get(account.props, "minimumTlsVersion");
    return demand(
      holds(field, (version) => MODERN.has(String(version))),
      field,
      "accepts TLS older than 1.2",
    );
  },
};
