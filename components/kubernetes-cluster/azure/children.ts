import * as authorization from "@pulumi/azure-native/authorization";
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as monitor from "@pulumi/azure-native/monitor";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import type * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/*
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 * The provider adds eight digits to names of resources, and none to names of their parts.
 */
const clusterName: NameRule = { limit: 63, charset: "A-Za-z0-9-" };
const identityName: NameRule = { limit: 128, charset: "A-Za-z0-9-" };
const vaultName: NameRule = { limit: 24, charset: "a-z0-9-" };
const keyName: NameRule = { limit: 127, charset: "A-Za-z0-9-", added: 0 };
const workspaceName: NameRule = { limit: 63, charset: "A-Za-z0-9-" };
const settingName: NameRule = { limit: 260, charset: "A-Za-z0-9-_." };
const credentialName: NameRule = { limit: 120, charset: "A-Za-z0-9-", added: 0 };

/** Every kind of child of a cluster on Azure. The keys are the keys of overrides. */
export const azureClusterChildren = childKinds({
  cluster: { type: () => containerservice.ManagedCluster, tags: "tags", name: clusterName },
  clusterIdentity: { type: () => managedidentity.UserAssignedIdentity, tags: "tags", name: identityName },
  nodeIdentity: { type: () => managedidentity.UserAssignedIdentity, tags: "tags", name: identityName },
  clusterRole: { type: () => authorization.RoleAssignment },
  vault: { type: () => keyvault.Vault, tags: "tags", name: vaultName },
  key: { type: () => keyvault.Key, tags: "tags", name: keyName },
  workspace: { type: () => operationalinsights.Workspace, tags: "tags", name: workspaceName },
  logging: { type: () => monitor.DiagnosticSetting, name: settingName },
  vaultLogging: { type: () => monitor.DiagnosticSetting, name: settingName },
  nodePool: { type: () => containerservice.AgentPool, tags: "tags" },
  maintenance: { type: () => containerservice.MaintenanceConfiguration },
  admin: { type: () => authorization.RoleAssignment },
  workloadIdentity: { type: () => managedidentity.UserAssignedIdentity, tags: "tags", name: identityName },
  workloadCredential: { type: () => managedidentity.FederatedIdentityCredential, name: credentialName },
});

export type AzureClusterOverrides = OverridesOf<typeof azureClusterChildren>;
export type AzureClusterScope = Scope<"azure", typeof azureClusterChildren>;

/** What every builder of a part needs. */
export interface AzureClusterContext {
  readonly scope: AzureClusterScope;
  readonly group: { readonly resourceGroupName: pulumi.Input<string> };
}

/** The Azure resources of a cluster, for what the neutral outputs do not say. */
export interface AzureClusterNative {
  readonly cloud: "azure";
  readonly cluster: containerservice.ManagedCluster;
  readonly clusterIdentity: managedidentity.UserAssignedIdentity;
  readonly nodeIdentity: managedidentity.UserAssignedIdentity;
  readonly vault: keyvault.Vault;
  readonly key: keyvault.Key;
  readonly workspace: operationalinsights.Workspace | undefined;
  /** By name of the pool; the pool `system` is part of the cluster. */
  readonly nodePools: Readonly<Record<string, containerservice.AgentPool>>;
}
