import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as network from "@pulumi/azure-native/network";
import * as storage from "@pulumi/azure-native/storage";
import type * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** Names of Microsoft.Network: 80 characters, of virtual networks 64. */
const longName: NameRule = { limit: 80, charset: "A-Za-z0-9-_." };

/** Every kind of child of a network on Azure. The keys are the keys of overrides. */
export const azureNetworkChildren = childKinds({
  virtualNetwork: { type: () => network.VirtualNetwork, tags: "tags", name: { ...longName, limit: 64 } },
  subnet: { type: () => network.Subnet, name: longName },
  securityGroup: { type: () => network.NetworkSecurityGroup, tags: "tags", name: longName },
  securityRule: { type: () => network.SecurityRule, name: longName },
  publicIp: { type: () => network.PublicIPAddress, tags: "tags", name: longName },
  natGateway: { type: () => network.NatGateway, tags: "tags", name: longName },
  flowLog: { type: () => network.FlowLog, tags: "tags", name: longName },
  flowLogStorage: { type: () => storage.StorageAccount, tags: "tags", name: { limit: 24, charset: "a-z0-9" } },
  flowLogBlobs: { type: () => storage.BlobServiceProperties },
  flowLogIdentity: { type: () => managedidentity.UserAssignedIdentity, tags: "tags", name: longName },
  flowLogGrant: { type: () => authorization.RoleAssignment },
  peering: { type: () => network.VirtualNetworkPeering, name: longName },
});

export type AzureNetworkOverrides = OverridesOf<typeof azureNetworkChildren>;

/** What the builder's parts work with: the scope, and where everything goes. */
export interface AzureContext {
  readonly scope: Scope<"azure", typeof azureNetworkChildren>;
  readonly at: { readonly resourceGroupName: pulumi.Output<string>; readonly location: string };
}

/** The Azure resources of a network, for what the neutral outputs do not say. */
export interface AzureNetworkNative {
  readonly cloud: "azure";
  readonly virtualNetwork: network.VirtualNetwork;
  /** By tier. */
  readonly subnets: Readonly<Record<string, network.Subnet>>;
  readonly securityGroups: Readonly<Record<string, network.NetworkSecurityGroup>>;
  readonly natGateway: network.NatGateway | undefined;
  readonly flowLog: network.FlowLog | undefined;
  readonly flowLogStorage: storage.StorageAccount | undefined;
}
