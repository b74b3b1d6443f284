import type * as storage from "@pulumi/azure-native/storage";
import type { BucketPlan } from "./types.js";

type AccountArgs = Omit<storage.StorageAccountArgs, "resourceGroupName">;
type ServiceArgs = Omit<storage.BlobServicePropertiesArgs, "resourceGroupName" | "accountName">;

/** A storage account for one container, without keys, reached over TLS 1.2 by whom the network rules name. */
export function accountArgs(location: string, plan: BucketPlan): AccountArgs {
  return {
    location,
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    accessTier: "Hot",
    allowBlobPublicAccess: plan.public,
    allowCrossTenantReplication: false,
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    enableHttpsTrafficOnly: true,
    minimumTlsVersion: "TLS1_2",
    publicNetworkAccess: "Enabled",
    networkRuleSet: {
      bypass: "AzureServices",
      defaultAction: plan.public ? "Allow" : "Deny",
      virtualNetworkRules: subnetIds(plan).map((virtualNetworkResourceId) => ({ virtualNetworkResourceId })),
    },
  };
}

/** Every subnet of the network once: zones of a tier share one. */
function subnetIds({ network }: BucketPlan) {
  return [...new Set(Object.values(network?.subnetIds ?? {}).flat())];
}

/** Versions, soft delete and CORS, which Azure keeps for a whole account. */
export function blobServiceArgs(plan: BucketPlan): ServiceArgs {
  const { softDeleteDays: days, cors } = plan;
  const softDelete = days === 0 ? { enabled: false } : { enabled: true, days };
  const args: ServiceArgs = {
    isVersioningEnabled: plan.versioning,
    deleteRetentionPolicy: softDelete,
    containerDeleteRetentionPolicy: softDelete,
  };
  if (cors.length > 0)
    args.cors = {
      corsRules: cors.map((rule) => ({
        allowedOrigins: [...rule.origins],
        allowedMethods: [...rule.methods],
        allowedHeaders: [...rule.allowedHeaders],
        exposedHeaders: [...rule.exposedHeaders],
        maxAgeInSeconds: rule.maxAgeSeconds,
      })),
    };
  return args;
}
