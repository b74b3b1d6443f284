import type { CloudError } from "../../types.js";
import type { Models, ObjectContext } from "../model.js";
import { lastSegment, text } from "../values.js";
import { relative } from "./identifiers.js";
import { machineProblem } from "./machine-types.js";
import { find, here, notFound } from "./references.js";

export const diskType = "gcp:compute/disk:Disk";
export const attachedDiskType = "gcp:compute/attachedDisk:AttachedDisk";
const instanceType = "gcp:compute/instance:Instance";

const zoneIn = (reference: unknown) => /\/zones\/([^/]+)\//.exec(text(reference) ?? "")?.[1];

function refuseAttachment(c: ObjectContext): CloudError | undefined {
  for (const [property, type] of [
    ["disk", diskType],
    ["instance", instanceType],
  ] as const)
    if (find(c, type, c.inputs[property]) === undefined)
      return notFound(relative(String(c.inputs[property])), property);
  const [disk, machine] = [find(c, diskType, c.inputs.disk), find(c, instanceType, c.inputs.instance)];
  const zones = [disk, machine].map((o) => text(o?.outputs.zone));
  if (zones[0] !== zones[1])
    return {
      code: "Error 400",
      message: `Invalid value for field 'resource.source': the disk is in zone ${zones[0]}, and the instance in ${zones[1]}, invalid`,
    };
  const unfit = machineProblem(lastSegment(text(machine?.inputs.machineType) ?? ""), text(disk?.inputs.type));
  if (unfit !== undefined) return { code: "Error 400", message: `${unfit}, badRequest` };
  const holder = here(c, attachedDiskType).find((o) => find(c, diskType, o.inputs.disk)?.id === disk?.id);
  if (holder === undefined || c.inputs.mode === "READ_ONLY") return undefined;
  return {
    code: "Error 400",
    message: `The disk resource '${disk?.id}' is already being used by '${String(holder.inputs.instance)}' (${holder.urn}), resourceInUseByAnotherResource`,
  };
}

function instanceLink(c: ObjectContext): string {
  const machine = find(c, instanceType, c.inputs.instance);
  return machine?.id ?? relative(String(c.inputs.instance));
}

/** Persistent disks and where they are attached. */
export const diskModels: Models = {
  [diskType]: {
    defaults: {},
    // A disk grows in place and is made anew to be smaller.
    outputs: {
      diskId: (c) => c.derive.digits("disk", 19),
      guestOsFeatures: () => [],
      lastAttachTimestamp: () => "",
      lastDetachTimestamp: () => "",
      licenses: () => [],
      physicalBlockSizeBytes: () => 4096,
      provisionedIops: () => 0,
      provisionedThroughput: () => 0,
      resourcePolicies: () => [],
      size: () => 500,
      sourceDiskId: () => "",
      sourceImageId: () => "",
      sourceInstantSnapshotId: () => "",
      sourceSnapshotId: () => "",
      users: () => [],
    },
    identities: (o) => [text(o.inputs.name) ?? ""],
    blockers: [
      { type: attachedDiskType, properties: ["disk"] },
      { type: instanceType, properties: ["attachedDisks.source", "bootDisk.source"] },
    ],
  },
  [attachedDiskType]: {
    defaults: { mode: "READ_WRITE" },
    refuse: refuseAttachment,
    deleteBeforeReplace: true,
    id: (c) => `${instanceLink(c)}/${lastSegment(String(c.inputs.disk))}`,
    unique: true,
    outputs: {
      deviceName: () => "persistent-disk-1",
      zone: (c) => zoneIn(c.inputs.instance) ?? zoneIn(c.inputs.disk) ?? `${c.region}-b`,
    },
    identities: () => [],
  },
};
