import { corrects, sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, forbid, graded, violation } from "../../../core/verdict.js";

const ACCOUNT = "azure-native:storage:StorageAccount";

const closed = sets({ allowBlobPublicAccess: false });
const unread = corrects({ publicAccess: "None" });

export const azStorageBlobPublic: ResourceRule = {
  id: "az-storage-blob-public",
  title: "Anonymous blob access allowed",
  severity: Severity.Critical,
  severities: [Severity.Low],
  graph: false,
  judges: { [ACCOUNT]: ["allowBlobPublicAccess"], "azure-native:storage:BlobContainer": ["publicAccess"] },
  controls: {
    "CIS Azure 4.0": ["10.3.9"],
    PCI4: [
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "1.5.1",
      "10.3.2",
      "10.3.3",
      "10.3.4",
      "10.6.3",
      "3.5.1",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.2.6",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.4",
      "A1.1.2",
      "A1.1.3",
      "A1.2.1",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_AZURE_190", "CKV_AZURE_34", "CKV2_AZURE_47"],
  remedy: {
    replaces: false,
    edits: (one, settings) => (one.type === ACCOUNT ? closed : unread).edits(one, settings),
  },
  why: "An account that allows anonymous access leaves it to each container whether the whole internet reads it.",
  fix: 'Set `allowBlobPublicAccess` to false on the account, and `publicAccess` to "None" on each container.',
  bad: [
    {
      type: ACCOUNT,
      name: "assets",
      props: {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowBlobPublicAccess: true,
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
        allowBlobPublicAccess: false,
        minimumTlsVersion: "TLS1_2",
      },
    },
  ],
  check(resource) {
    if (resource.type !== ACCOUNT) {
      const field = get(resource.props, "publicAccess");
      return demand(isText(field, "None", true), field, "lets everybody read the container");
    }
    const field = get(resource.props, "allowBlobPublicAccess");
    if (field.state !== "absent") return forbid(isTrue(field), field, "lets containers be opened to everybody");
    // Azure makes accounts closed today, and leaves those as they are that it made open before the end of 2023.
    return graded(violation(field, "leaves it to the age of the account who may open containers"), Severity.Low);
  },
};
