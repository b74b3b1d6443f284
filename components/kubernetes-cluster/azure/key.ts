import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import type { Key, Vault } from "@pulumi/azure-native/keyvault";
import type * as pulumi from "@pulumi/pulumi";
import { roleAssignment } from "../../core/azure-roles.js";
import type { ClusterPlan } from "../types.js";
import type { AzureClusterContext } from "./children.js";
import { type ClusterIdentities, roles } from "./identities.js";

export interface ClusterKey {
  readonly vault: Vault;
  readonly key: Key;
  readonly keyRole: pulumi.Resource;
}

/**
 * A key vault for one key, which only the control plane may use. The control plane is outside of the network and has no
 * address of its own, so the vault's firewall would keep it out as well: identity alone decides.
 */
export function createKey(
  { scope, group }: AzureClusterContext,
  plan: ClusterPlan<"azure">,
  identities: ClusterIdentities,
): ClusterKey {
  const protect = plan.deletionProtection ? { protect: true } : {};
  const options = { provider: scope.provider, ...(scope.component && { parent: scope.component }) };
  const tenantId = scope.target.settings.tenantId ?? getClientConfigOutput(options).tenantId;
  const vault = scope.child(
    "vault",
    "secrets",
    {
      ...group,
      location: scope.target.region,
      properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enablePurgeProtection: true,
        publicNetworkAccess: "Enabled",
      },
    },
    protect,
  );
  const key = scope.child(
    "key",
    "secrets",
    {
      ...group,
      vaultName: vault.name,
      properties: { kty: "RSA", keySize: 3072, keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] },
    },
    protect,
  );
  const request = { scope: vault.id, principalId: identities.cluster.principalId, role: roles.keyVaultCryptoUser };
  return { vault, key, keyRole: scope.child("clusterRole", "key", roleAssignment(request)) };
}
