import type { RoleAssignment } from "@pulumi/azure-native/authorization";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { FlowLog, FlowLogArgs, VirtualNetwork } from "@pulumi/azure-native/network";
import type { BlobServiceProperties, StorageAccount } from "@pulumi/azure-native/storage";
import { blobsDeletedSoftly } from "../../core/azure-storage.js";
import type { NetworkPlan } from "../types.js";
import type { AzureContext } from "./children.js";

/** Storage Blob Data Contributor: what the flow log's identity needs on the account, by Azure's documentation. */
const blobContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

/**
 * Records all traffic of the virtual network (logs of security groups are being retired) in a storage account of its own.
 *
 * The flow log is a child of the subscription's network watcher, which Azure makes with the first virtual network of a
 * region: `NetworkWatcher_<location>` in `NetworkWatcherRG`. A second one in a region is refused, so none is made here;
 * where a subscription has another one, `azure: { flowLog: { networkWatcherName, resourceGroupName } }` names it.
 *
 * The account takes no keys, only the identity made for the flow log, and only through Azure's own network. What somebody
 * deletes there can be brought back for a week.
 */
export function createFlowLogs(
  context: AzureContext,
  plan: NetworkPlan,
  virtualNetwork: VirtualNetwork,
): { flowLog: FlowLog | undefined; flowLogStorage: StorageAccount | undefined } {
  if (plan.flowLogs === undefined) return { flowLog: undefined, flowLogStorage: undefined };
  const { scope, at } = context;
  const flowLogStorage = createStorage(context, plan);
  const blobs = createBlobService(context, flowLogStorage);
  const identity = scope.child("flowLogIdentity", "flow-logs", { ...at });
  const grant = createGrant(context, flowLogStorage, identity);
  const args: FlowLogArgs = {
    location: at.location,
    resourceGroupName: "NetworkWatcherRG",
    networkWatcherName: `NetworkWatcher_${at.location}`,
    targetResourceId: virtualNetwork.id,
    storageId: flowLogStorage.id,
    enabled: true,
    format: { type: "JSON", version: 2 },
    retentionPolicy: { enabled: true, days: plan.flowLogs.retentionDays },
    identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
  };
  const flowLog = scope.child("flowLog", "flow-logs", args, {
    dependsOn: [grant, blobs],
    // It cannot be moved to another network, and the new one has the old one's name.
    replaceOnChanges: ["targetResourceId"],
    deleteBeforeReplace: true,
  });
  return { flowLog, flowLogStorage };
}

function createStorage({ scope, at }: AzureContext, plan: NetworkPlan): StorageAccount {
  const zoned = plan.addresses.zones.length > 0;
  return scope.child("flowLogStorage", "flow-logs", {
    ...at,
    kind: "StorageV2",
    sku: { name: zoned ? "Standard_ZRS" : "Standard_LRS" },
    accessTier: "Hot",
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    enableHttpsTrafficOnly: true,
    minimumTlsVersion: "TLS1_2",
    networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
  });
}

function createBlobService({ scope, at }: AzureContext, account: StorageAccount): BlobServiceProperties {
  return scope.child("flowLogBlobs", "flow-logs", blobsDeletedSoftly(at.resourceGroupName, account));
}

function createGrant({ scope }: AzureContext, account: StorageAccount, identity: UserAssignedIdentity): RoleAssignment {
  return scope.child("flowLogGrant", "flow-logs", {
    scope: account.id,
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: account.id.apply((id) => {
      const [, , subscription] = id.split("/");
      return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${blobContributor}`;
    }),
  });
}
