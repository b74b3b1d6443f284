import type { Disk } from "@pulumi/azure-native/compute";
import type { DiskTier } from "../args.js";
import { mountCommand } from "../cloud-init/mount.js";
import type { VirtualMachinePlan } from "../types.js";
import type { AzureMachineContext } from "./children.js";
import { zonesOf } from "./network.js";

type Disks = Readonly<Record<string, Disk>>;

const skus: Readonly<Record<DiskTier, string>> = { balanced: "StandardSSD_LRS", fast: "Premium_LRS" };

/** The storage of a tier. */
export function diskSku(tier: DiskTier): string {
  return skus[tier];
}

/**
 * Disks of their own, in the machine's zone, which outlive it and which nobody reaches but machines. Another zone would make
 * empty ones in their place: that is left to Azure to refuse, when it attaches them.
 */
export function createDisks({ scope, at }: AzureMachineContext, plan: VirtualMachinePlan<"azure">): Disks {
  const opts = { ignoreChanges: ["zones"], ...(plan.deletionProtection ? { protect: true } : {}) };
  const disks = plan.dataDisks.map(({ name, sizeGiB, tier }) => [
    name,
    scope.child(
      "dataDisk",
      `disk-${name}`,
      {
        ...at,
        creationData: { createOption: "Empty" },
        diskSizeGB: sizeGiB,
        sku: { name: diskSku(tier) },
        publicNetworkAccess: "Disabled",
        networkAccessPolicy: "DenyAll",
        ...zonesOf(plan),
      },
      opts,
    ),
  ]);
  return Object.fromEntries(disks);
}

/** How the machine states them; a disk's number on the machine is its place. */
export function attached(plan: VirtualMachinePlan<"azure">, disks: Disks) {
  return plan.dataDisks.map(({ name, place }) => ({
    lun: place,
    createOption: "Attach",
    deleteOption: "Detach",
    caching: "None" as const,
    managedDisk: { id: (disks[name] as Disk).id },
  }));
}

/** Links of the images' own udev rules: the newer ones know SCSI and NVMe disks, the older ones SCSI disks. */
export function mountCommands(plan: VirtualMachinePlan): string[] {
  return plan.dataDisks.flatMap(({ mount, place }) =>
    mount === undefined
      ? []
      : [
          mountCommand({
            folder: mount,
            devices: [`/dev/disk/azure/data/by-lun/${place}`, `/dev/disk/azure/scsi1/lun${place}`],
          }),
        ],
  );
}
