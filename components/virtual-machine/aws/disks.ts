import type { LifecyclePolicy } from "@pulumi/aws/dlm";
import type { Volume } from "@pulumi/aws/ebs";
import type { Instance } from "@pulumi/aws/ec2";
import type { Role } from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../core/regions/partition.js";
import { DiskTier } from "../args.js";
import { mountCommand } from "../cloud-init/mount.js";
import type { VirtualMachinePlan } from "../types.js";
import type { AwsMachineScope } from "./children.js";
import { backupTag, trust } from "./identity.js";

type Volumes = Readonly<Record<string, Volume>>;

/** What gp3 is given for `fast`; its base is 3,000 operations and 125 MiB a second. */
const fast = { iops: 12_000, throughput: 500 };
/** Ends the device names that AWS recommends for volumes, `/dev/sdf` to `/dev/sdp`. */
const letters = "fghijklmnop";

/**
 * Volumes of their own, in the machine's zone, which outlive it. Another zone would make empty ones in their place: that is
 * left to EC2 to refuse, when it attaches them.
 */
export function createVolumes(scope: AwsMachineScope, plan: VirtualMachinePlan<"aws">): Volumes {
  const zone = plan.network.zones[plan.zone ?? ""] as pulumi.Output<string>;
  const opts = { ignoreChanges: ["availabilityZone"], ...(plan.deletionProtection ? { protect: true } : {}) };
  const volumes = plan.dataDisks.map((disk) => [
    disk.name,
    scope.child(
      "dataDisk",
      `disk-${disk.name}`,
      {
        availabilityZone: zone,
        size: disk.sizeGiB,
        type: "gp3",
        encrypted: true,
        ...(disk.tier === DiskTier.Fast ? fast : {}),
      },
      opts,
    ),
  ]);
  return Object.fromEntries(volumes);
}

export function attachVolumes(
  scope: AwsMachineScope,
  plan: VirtualMachinePlan<"aws">,
  instance: Instance,
  volumes: Volumes,
): void {
  for (const { name, place } of plan.dataDisks)
    scope.child(
      "attachment",
      `disk-${name}`,
      {
        deviceName: `/dev/sd${letters[place]}`,
        instanceId: instance.id,
        volumeId: (volumes[name] as Volume).id,
        // A volume that is pulled from under a running system loses what was not written yet.
        stopInstanceBeforeDetaching: true,
      },
      // A volume is at one machine at a time.
      { deleteBeforeReplace: true },
    );
}

/** Machines of today show volumes as NVMe devices, whose serial number is the volume's id. */
export function mountCommands(plan: VirtualMachinePlan<"aws">, volumes: Volumes): pulumi.Output<string>[] {
  return plan.dataDisks.flatMap(({ name, mount, place }) => {
    if (mount === undefined) return [];
    const { id } = volumes[name] as Volume;
    return [
      id.apply((volumeId) =>
        mountCommand({
          folder: mount,
          devices: [
            `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volumeId.replace("-", "")}`,
            `/dev/xvd${letters[place]}`,
          ],
        }),
      ),
    ];
  });
}

/** One snapshot of every volume a day, by a policy that finds the machine by its tag. */
export function createBackup(scope: AwsMachineScope, plan: VirtualMachinePlan<"aws">): LifecyclePolicy | undefined {
  if (plan.keepDays === undefined) return undefined;
  const role: Role = scope.child("backupRole", "backup", {
    description: `Takes the snapshots of machine ${scope.name}`,
    assumeRolePolicy: trust("dlm.amazonaws.com"),
  });
  const rights = scope.child("backupPolicy", "backup", {
    role: role.name,
    policyArn: `arn:${partitionOf(scope.target.region)}:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole`,
  });
  return scope.child(
    "backup",
    "backup",
    {
      description: "Daily copies of one machine",
      executionRoleArn: role.arn,
      state: "ENABLED",
      policyDetails: {
        resourceTypes: ["INSTANCE"],
        targetTags: backupTag(scope.name),
        schedules: [
          {
            name: "daily",
            copyTags: true,
            createRule: { interval: 24, intervalUnit: "HOURS", times: "03:00" },
            retainRule: { interval: plan.keepDays, intervalUnit: "DAYS" },
          },
        ],
      },
    },
    { dependsOn: [rights] },
  );
}
