import type { Disk, Instance, ResourcePolicy } from "@pulumi/gcp/compute";
import type * as pulumi from "@pulumi/pulumi";
import { takesHyperdisksOnly } from "../../core/sizes/gcp.js";
import { DiskTier } from "../args.js";
import { mountCommand } from "../cloud-init/mount.js";
import type { VirtualMachinePlan } from "../types.js";
import type { GcpMachineScope } from "./children.js";

type Disks = Readonly<Record<string, Disk>>;

/** What a balanced Hyperdisk is given for `fast`; its base is 3,000 operations and 140 MiB a second. */
const fast = { provisionedIops: 12_000, provisionedThroughput: 500 };

/** The disk type that a machine type takes for a tier. */
export function diskType(machineType: string, tier: DiskTier): string {
  if (takesHyperdisksOnly(machineType)) return "hyperdisk-balanced";
  return tier === DiskTier.Fast ? "pd-ssd" : "pd-balanced";
}

/**
 * Disks of their own, in the machine's zone, which outlive it. Another zone or another type would make empty ones in their
 * place: both stay as they were, and a machine that does not take such a disk is refused it.
 */
export function createDisks(
  scope: GcpMachineScope,
  plan: VirtualMachinePlan<"gcp">,
  zone: pulumi.Input<string>,
): Disks {
  const opts = { ignoreChanges: ["type", "zone"], ...(plan.deletionProtection ? { protect: true } : {}) };
  const disks = plan.dataDisks.map(({ name, sizeGiB, tier }) => {
    const type = diskType(plan.machine.type, tier);
    const performance = tier === DiskTier.Fast && type.startsWith("hyperdisk") ? fast : {};
    return [name, scope.child("dataDisk", `disk-${name}`, { zone, type, size: sizeGiB, ...performance }, opts)];
  });
  return Object.fromEntries(disks);
}

export function attachDisks(
  scope: GcpMachineScope,
  plan: VirtualMachinePlan<"gcp">,
  instance: Instance,
  disks: Disks,
): void {
  for (const { name } of plan.dataDisks)
    scope.child(
      "attachment",
      `disk-${name}`,
      { deviceName: name, instance: instance.selfLink, disk: (disks[name] as Disk).selfLink },
      // A disk is at one machine at a time.
      { deleteBeforeReplace: true },
    );
}

export function mountCommands(plan: VirtualMachinePlan): string[] {
  return plan.dataDisks.flatMap(({ name, mount }) =>
    mount === undefined ? [] : [mountCommand({ folder: mount, devices: [`/dev/disk/by-id/google-${name}`] })],
  );
}

/** One snapshot of every disk a day, by a schedule of the machine's own. */
export function createBackup(
  scope: GcpMachineScope,
  plan: VirtualMachinePlan<"gcp">,
  zone: pulumi.Input<string>,
  instance: Instance,
  disks: Disks,
): ResourcePolicy | undefined {
  if (plan.keepDays === undefined) return undefined;
  const backup = scope.child("backup", "backup", {
    region: scope.target.region,
    description: `Daily copies of the disks of machine ${scope.name}`,
    snapshotSchedulePolicy: {
      schedule: { dailySchedule: { daysInCycle: 1, startTime: "03:00" } },
      retentionPolicy: { maxRetentionDays: plan.keepDays, onSourceDiskDelete: "APPLY_RETENTION_POLICY" },
      snapshotProperties: { storageLocations: scope.target.region },
    },
  });
  // The system's disk is named after its machine.
  const all = [
    { key: "system", name: instance.name, zone },
    ...Object.entries(disks).map(([key, disk]) => ({ key, name: disk.name, zone: disk.zone })),
  ];
  for (const { key, name, zone } of all)
    scope.child("backupAttachment", `backup-${key}`, { zone, disk: name, name: backup.name });
  return backup;
}
