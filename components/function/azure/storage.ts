import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { roleAssignment } from "../../core/azure-roles.js";
import { blobsDeletedSoftly } from "../../core/azure-storage.js";
import { type StoredArchive, storeArchive } from "../code/store.js";
import type { FunctionPlan, TriggerKinds } from "../types.js";
import type { AzureFunctionContext, AzureFunctionScope } from "./children.js";
import { azurePackage } from "./package.js";

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage */
const roles = {
  /** Storage Blob Data Owner: what the Functions host asks for on the account that it keeps its own things in. */
  blobOwner: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  /** Storage Blob Data Contributor: what Flex Consumption asks for where the package is. */
  blobContributor: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
};

interface Inputs {
  readonly scope: AzureFunctionScope;
  readonly at: AzureFunctionContext["at"];
  readonly identity: UserAssignedIdentity;
}

export interface HostStorage {
  readonly account: storage.StorageAccount;
  readonly role: pulumi.Resource;
}

/** The account that the host keeps its locks and queues in: without keys, reached as the function's identity alone. */
export function createHostStorage({ scope, at, identity }: Inputs): HostStorage {
  const account = scope.child("account", "", { ...at, ...accountArgs, allowSharedKeyAccess: false });
  scope.child("blobService", "host", blobsDeletedSoftly(at.resourceGroupName, account));
  const { principalId } = identity;
  const role = scope.child(
    "storageRole",
    "host",
    roleAssignment({ scope: account.id, principalId, role: roles.blobOwner }),
  );
  return { account, role };
}

export interface PackageStorage {
  readonly account: storage.StorageAccount;
  readonly archive: StoredArchive;
  readonly blob: storage.Blob;
  readonly role: pulumi.Resource;
  /** Of the container. */
  readonly url: pulumi.Output<string>;
}

/**
 * The account that holds the package and nothing else. Pulumi's provider uploads blobs with an account's key, so this one
 * has keys (pulumi/pulumi-azure-native#2015); the function reads it as its identity.
 */
export function createPackageStorage(
  { scope, at, identity }: Inputs,
  plan: FunctionPlan,
  kinds: TriggerKinds<AzureFunctionContext>,
): PackageStorage {
  const account = scope.child("packageAccount", "package", { ...at, ...accountArgs, allowSharedKeyAccess: true });
  const inAccount = { resourceGroupName: at.resourceGroupName, accountName: account.name };
  const blobService = scope.child("blobService", "package", blobsDeletedSoftly(at.resourceGroupName, account));
  // Azure refuses changes of a container while the settings of its account are being written.
  const after = { dependsOn: [blobService] };
  const container = scope.child("container", "package", { ...inAccount, publicAccess: "None" }, after);
  const archive = storeArchive(azurePackage(kinds, plan));
  const blob = scope.child(
    "package",
    "package",
    {
      ...inAccount,
      containerName: container.name,
      // The one name that Flex Consumption looks for.
      blobName: "released-package.zip",
      source: new pulumi.asset.FileAsset(archive.path),
      contentType: "application/zip",
      type: "Block",
    },
    // The new one has the old one's name: deleting the old one later would delete the new one.
    { deleteBeforeReplace: true },
  );
  const { principalId } = identity;
  const role = scope.child(
    "storageRole",
    "package",
    roleAssignment({ scope: container.id, principalId, role: roles.blobContributor }),
  );
  const url = pulumi.interpolate`${account.primaryEndpoints.blob}${container.name}`;
  return { account, archive, blob, role, url };
}

const accountArgs = {
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  accessTier: "Hot",
  allowBlobPublicAccess: false,
  allowCrossTenantReplication: false,
  defaultToOAuthAuthentication: true,
  enableHttpsTrafficOnly: true,
  minimumTlsVersion: "TLS1_2",
  publicNetworkAccess: "Enabled",
} as const;
