import { corrects, type Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const secure = corrects({ enableHttpsTrafficOnly: true });

/** None where the account may serve NFS, which the setting locks out. */
const remedy: Remedy = {
  ...secure,
  edits(account, settings) {
    const files = any(isTrue(get(account.props, "enableNfsV3")), isText(get(account.props, "kind"), "FileStorage"));
    return files === false ? secure.edits(account, settings) : [];
  },
};

export const azStorageHttps: ResourceRule = {
  id: "az-storage-https",
  title: "Storage account that accepts HTTP",
  severity: Severity.High,
  graph: false,
  judges: { "azure-native:storage:StorageAccount": ["enableHttpsTrafficOnly"] },
  controls: { "CIS Azure 4.0": ["10.3.4"], PCI4: ["1.2.5", "2.2.5", "2.2.7", "3.5.1", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AZURE_3"],
  remedy,
  why: "Over plain HTTP data and account keys can be read on the way.",
  fix: "Set `enableHttpsTrafficOnly` to true, or leave it out: that is the default.",
  bad: [
    {
      type: "azure-native:storage:StorageAccount",
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowBlobPublicAccess: false,
        minimumTlsVersion: "TLS1_2",
        enableHttpsTrafficOnly: false,
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
        enableHttpsTrafficOnly: true,
      },
    },
  ],
  check(account) {
    const field = get(account.props, "enableHttpsTrafficOnly");
    return demand(isTrue(field, true), field, "lets clients connect without encryption");
  },
};
