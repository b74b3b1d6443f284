import type { VirtualMachine } from "@pulumi/azure-native/compute";
import type { Vault } from "@pulumi/azure-native/recoveryservices";
import * as pulumi from "@pulumi/pulumi";
import type { VirtualMachinePlan } from "../types.js";
import type { AzureMachineContext } from "./children.js";

/** Recovery Services writes times of day as moments of some day. */
const threeInTheMorning = "2026-01-01T03:00:00Z";

/**
 * A vault of the machine's own with one policy: a copy a day of every disk. Machines with Trusted Launch need the second
 * version of policies.
 */
export function createBackup(
  { scope, at }: AzureMachineContext,
  plan: VirtualMachinePlan<"azure">,
  machine: VirtualMachine,
): Vault | undefined {
  if (plan.keepDays === undefined) return undefined;
  const vault = scope.child("backupVault", "backup", {
    ...at,
    sku: { name: "RS0", tier: "Standard" },
    properties: { publicNetworkAccess: "Enabled" },
  });
  const inVault = { resourceGroupName: at.resourceGroupName, vaultName: vault.name };
  const policy = scope.child("backupPolicy", "backup", {
    ...inVault,
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V2",
      timeZone: "UTC",
      instantRpRetentionRangeInDays: 2,
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicyV2",
        scheduleRunFrequency: "Daily",
        dailySchedule: { scheduleRunTimes: [threeInTheMorning] },
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: {
          retentionTimes: [threeInTheMorning],
          retentionDuration: { count: plan.keepDays, durationType: "Days" },
        },
      },
    },
  });
  const path = pulumi.interpolate`iaasvmcontainerv2;${at.resourceGroupName};${machine.name}`;
  scope.child("backup", "backup", {
    ...inVault,
    fabricName: "Azure",
    containerName: pulumi.interpolate`iaasvmcontainer;${path}`,
    protectedItemName: pulumi.interpolate`vm;${path}`,
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: policy.id,
      sourceResourceId: machine.id,
    },
  });
  return vault;
}
