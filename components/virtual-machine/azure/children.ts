import * as authorization from "@pulumi/azure-native/authorization";
import * as compute from "@pulumi/azure-native/compute";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as network from "@pulumi/azure-native/network";
import * as recoveryservices from "@pulumi/azure-native/recoveryservices";
import type * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const longName: NameRule = { limit: 80, charset: "A-Za-z0-9-_." };
const machineName: NameRule = { limit: 64, charset: "A-Za-z0-9-" };
const vaultName: NameRule = { limit: 50, charset: "A-Za-z0-9-" };
const policyName: NameRule = { limit: 150, charset: "A-Za-z0-9-" };

/** Every kind of child of a virtual machine on Azure. The keys are the keys of overrides. */
export const azureMachineChildren = childKinds({
  machine: { type: () => compute.VirtualMachine, tags: "tags", name: machineName, deep: true },
  networkInterface: { type: () => network.NetworkInterface, tags: "tags", name: longName },
  securityGroup: { type: () => network.NetworkSecurityGroup, tags: "tags", name: longName },
  ingress: { type: () => network.SecurityRule, name: longName },
  applicationGroup: { type: () => network.ApplicationSecurityGroup, tags: "tags", name: longName },
  identity: { type: () => managedidentity.UserAssignedIdentity, tags: "tags", name: { ...longName, limit: 128 } },
  login: { type: () => compute.VirtualMachineExtension, tags: "tags" },
  publicIp: { type: () => network.PublicIPAddress, tags: "tags", name: longName },
  dataDisk: { type: () => compute.Disk, tags: "tags", name: longName },
  lock: { type: () => authorization.ManagementLockByScope, name: { ...longName, limit: 90 } },
  backupVault: { type: () => recoveryservices.Vault, tags: "tags", name: vaultName },
  backupPolicy: { type: () => recoveryservices.ProtectionPolicy, name: policyName },
  backup: { type: () => recoveryservices.ProtectedItem },
});

export type AzureMachineOverrides = OverridesOf<typeof azureMachineChildren>;

/** What the builder's parts work with: the scope, and where everything goes. */
export interface AzureMachineContext {
  readonly scope: Scope<"azure", typeof azureMachineChildren>;
  readonly at: { readonly resourceGroupName: pulumi.Output<string>; readonly location: string };
}

/** The Azure resources of a virtual machine, for what the neutral outputs do not say. */
export interface AzureMachineNative {
  readonly cloud: "azure";
  readonly machine: compute.VirtualMachine;
  readonly networkInterface: network.NetworkInterface;
  readonly securityGroup: network.NetworkSecurityGroup;
  readonly applicationGroup: network.ApplicationSecurityGroup;
  readonly identity: managedidentity.UserAssignedIdentity;
  readonly publicIp: network.PublicIPAddress | undefined;
  /** By name. */
  readonly dataDisks: Readonly<Record<string, compute.Disk>>;
  readonly backupVault: recoveryservices.Vault | undefined;
}
