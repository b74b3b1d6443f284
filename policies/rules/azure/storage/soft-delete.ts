import { Severity, type StackRule } from "../../../core/rule.js";
import { all, any, isText, isTrue } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";

const ACCOUNT = "azure-native:storage:StorageAccount";
const BLOBS = "azure-native:storage:BlobServiceProperties";
const ENABLED = "deleteRetentionPolicy.enabled";

const account = {
  type: ACCOUNT,
  name: "assets",
  props: { resourceGroupName: "shop", accountName: "assets7", kind: "StorageV2", sku: { name: "Standard_LRS" } },
};
const blobs = (enabled: boolean) => ({
  type: BLOBS,
  name: "blobs",
  props: {
    resourceGroupName: "shop",
    accountName: "assets7",
    blobServicesName: "default",
    deleteRetentionPolicy: { enabled, days: 14 },
  },
  refs: { accountName: ["assets"] },
});

export const azStorageSoftDelete: StackRule = {
  id: "az-storage-soft-delete",
  title: "No soft delete for blobs",
  severity: Severity.Low,
  graph: true,
  judges: { [ACCOUNT]: ["accountName", "kind"], [BLOBS]: [ENABLED] },
  consults: { [BLOBS]: ["accountName"] },
  controls: {
    "CIS Azure 4.0": ["10.2.1", "10.3.6"],
    PCI4: ["10.3.2", "3.5.1", "8.4.1", "8.4.2", "8.4.3", "A1.1.2", "A3.4.1"],
  },
  checkov: ["CKV2_AZURE_38"],
  why: "Without soft delete a wrong command or an intruder with a key deletes blobs for good.",
  fix: "Add an azure-native.storage.BlobServiceProperties for the account with `deleteRetentionPolicy.enabled` true and the `days` to keep.",
  bad: [account, blobs(false)],
  good: [account, blobs(true)],
  check(resource, stack) {
    if (resource.type === BLOBS) {
      const enabled = get(resource.props, ENABLED);
      return demand(isTrue(enabled), enabled, "deletes blobs at once and for good");
    }
    const kept = stack
      .referring(resource, "accountName", BLOBS)
      .map((part) => all(part.refers, isTrue(of(part.resource, ENABLED))));
    // An account for files has no blobs.
    const noBlobs = isText(get(resource.props, "kind"), "FileStorage");
    return demand(any(noBlobs, ...kept), nowhere, "no blob service properties of the account enable soft delete");
  },
};
