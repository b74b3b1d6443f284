import { describe, expect, it } from "vitest";
import type { Props } from "../../../sandbox/types.js";
import { judged } from "./judge.js";

type Case = readonly [token: string, inputs: Props, says: string];

const refused: readonly Case[] = [
  [
    "azure-native:keyvault:Vault",
    { vaultName: "my_vault" },
    "vaultName: 'vaultName' does not match expression '^[a-zA-Z0-9-]{3,24}$'; see https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults",
  ],
  [
    "azure-native:storage:StorageAccount",
    { accountName: "ab" },
    "accountName: 'accountName' is too short (2): at least 3 characters required; see https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts",
  ],
  [
    "azure-native:storage:StorageAccount",
    { accountName: "a".repeat(25) },
    "accountName: 'accountName' is too long (25): at most 24 characters allowed; see https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts",
  ],
  [
    "azure-native:containerservice:ManagedCluster",
    { agentPoolProfiles: [{ name: "NodePool1" }] },
    "agentPoolProfiles[0].name: 'agentPoolProfiles[0].name' does not match expression '^[a-z][a-z0-9]{0,11}$'; see https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters",
  ],
  [
    "azure-native:containerservice:ManagedCluster",
    { resourceName: "-cluster" },
    "resourceName: 'resourceName' does not match expression '^[a-zA-Z0-9]$|^[a-zA-Z0-9][-_a-zA-Z0-9]{0,61}[a-zA-Z0-9]$'; see https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters",
  ],
  [
    "azure-native:containerservice:ManagedCluster",
    { networkProfile: { loadBalancerProfile: { idleTimeoutInMinutes: 1 } } },
    "networkProfile.loadBalancerProfile.idleTimeoutInMinutes: 'networkProfile.loadBalancerProfile.idleTimeoutInMinutes' is too low (1 < 4); see https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters",
  ],
  [
    "azure-native:containerservice:ManagedCluster",
    { networkProfile: { podCidr: "10.0.0.0/33" } },
    "networkProfile.podCidr: 'networkProfile.podCidr' does not match expression '^([0-9]{1,3}\\.){3}[0-9]{1,3}(\\/([0-9]|[1-2][0-9]|3[0-2]))?$'; see https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters",
  ],
  [
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_D2sv5" } },
    'InvalidParameter: The value Standard_D2sv5 provided for the VM size is not valid; did you mean "Standard_D2s_v5"?; see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions',
  ],
  [
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "D2s_v5" } },
    'InvalidParameter: The value D2s_v5 provided for the VM size is not valid; did you mean "Standard_D2s_v5"?; see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions',
  ],
  [
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_D3s_v5" } },
    'InvalidParameter: The value Standard_D3s_v5 provided for the VM size is not valid; did you mean "Standard_D4s_v5"?; see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions',
  ],
  [
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "huge" } },
    "InvalidParameter: The value huge provided for the VM size is not valid; see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions",
  ],
  [
    "azure-native:containerservice:AgentPool",
    { vmSize: "Standard_D4ss_v5" },
    'InvalidParameter: The value Standard_D4ss_v5 provided for the VM size is not valid; did you mean "Standard_D4s_v5"?; see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions',
  ],
];

describe("values that Azure does not take", () => {
  it.each(refused)("%s %j", (token, inputs, says) => {
    expect(judged(token, inputs)).toBe(says);
  });
});
