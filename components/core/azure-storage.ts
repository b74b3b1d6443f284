import type * as storage from "@pulumi/azure-native/storage";
import type * as pulumi from "@pulumi/pulumi";

/** Days that Azure's portal proposes for new accounts, too. */
const softDeleteDays = 7;

/**
 * Blobs of an account that no argument speaks of: what is deleted or overwritten can be brought back for a week. It is
 * charged like any other blob until then, which is little for accounts of such kind.
 */
export function blobsDeletedSoftly(
  resourceGroupName: pulumi.Input<string>,
  account: storage.StorageAccount,
): storage.BlobServicePropertiesArgs {
  return {
    resourceGroupName,
    accountName: account.name,
    // An account has one, and this is its name.
    blobServicesName: "default",
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays },
    containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays },
  };
}
