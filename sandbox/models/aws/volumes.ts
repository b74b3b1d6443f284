import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, text } from "../values.js";
import { arn, resourceId } from "./identifiers.js";
import { findHere, here } from "./references.js";
import { noZone } from "./zones.js";

export const instanceType = "aws:ec2/instance:Instance";
export const volumeType = "aws:ebs/volume:Volume";
export const attachmentType = "aws:ec2/volumeAttachment:VolumeAttachment";

function checkVolume(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (!isSet(c.inputs.size) && !isSet(c.inputs.snapshotId))
    failures.push({ property: "size", reason: 'one of "size", "snapshotId" must be specified (size in GiB)' });
  const kinds = ["standard", "gp2", "gp3", "io1", "io2", "sc1", "st1"];
  const kind = c.inputs.type;
  if (typeof kind === "string" && !kinds.includes(kind))
    failures.push({ property: "type", reason: `expected type to be one of ${kinds.join(", ")}, got ${kind}` });
  const { throughput, iops } = c.inputs;
  if (isSet(throughput) && typeof kind === "string" && kind !== "gp3")
    failures.push({ property: "throughput", reason: `only gp3 takes throughput, and type is ${kind}; remove it` });
  if (isSet(iops) && typeof kind === "string" && !["gp3", "io1", "io2"].includes(kind))
    failures.push({ property: "iops", reason: `iops is for gp3, io1 and io2, and type is ${kind}; remove it` });
  return failures;
}

function refuseVolume(c: ObjectContext): CloudError | undefined {
  const was = Number(c.self?.outputs.size);
  const is = c.inputs.size;
  if (typeof is === "number" && is < was)
    return {
      code: "InvalidParameterValue",
      message: `New size cannot be smaller than existing size: ${is} GiB, and volume ${c.self?.id} has ${was} GiB; a disk only grows`,
    };
  return noZone(c, text(c.inputs.availabilityZone));
}

function refuseAttachment(c: ObjectContext): CloudError | undefined {
  const volume = findHere(c, volumeType, c.inputs.volumeId);
  const machine = findHere(c, instanceType, c.inputs.instanceId);
  if (
    volume !== undefined &&
    machine !== undefined &&
    volume.inputs.availabilityZone !== machine.outputs.availabilityZone
  )
    return {
      code: "InvalidVolume.ZoneMismatch",
      message: `The volume '${volume.id}' (${String(volume.inputs.availabilityZone)}) is not in the same availability zone as instance '${machine.id}' (${String(machine.outputs.availabilityZone)})`,
    };
  const others = here(c, attachmentType);
  const holder = others.find((o) => o.inputs.volumeId === c.inputs.volumeId);
  if (holder !== undefined && volume?.inputs.multiAttachEnabled !== true)
    return {
      code: "VolumeInUse",
      message: `${String(c.inputs.volumeId)} is already attached to an instance (${holder.urn}); delete that attachment first`,
    };
  const same = others.find(
    (o) => o.inputs.instanceId === c.inputs.instanceId && o.inputs.deviceName === c.inputs.deviceName,
  );
  if (same === undefined) return undefined;
  return {
    code: "InvalidParameterValue",
    message: `Invalid value '${String(c.inputs.deviceName)}' for unixDevice. Attachment point ${String(c.inputs.deviceName)} is already in use by ${same.urn}; use another device name`,
  };
}

const isGp3 = (c: ObjectContext) => c.inputs.type === "gp3";

/** EBS volumes and where they are attached. */
export const volumeModels: Models = {
  [volumeType]: {
    defaults: { finalSnapshot: false },
    check: checkVolume,
    refuse: refuseVolume,
    id: (c) => resourceId(c, "vol"),
    outputs: {
      arn: (c, id) => arn(c, "ec2", `volume/${id}`),
      createTime: (c) => c.derive.time(),
      encrypted: () => false,
      iops: (c) => (isGp3(c) ? 3000 : Math.max(100, 3 * Number(c.inputs.size ?? 8))),
      kmsKeyId: () => "",
      size: () => 8,
      snapshotId: () => "",
      throughput: (c) => (isGp3(c) ? 125 : 0),
      type: () => "gp2",
    },
    blockers: [{ type: attachmentType, properties: ["volumeId"] }],
    blocked: (volume, by) => ({
      code: "VolumeInUse",
      message: `Volume ${volume.id} is currently attached to ${String(by.inputs.instanceId)} (${by.urn}); delete that attachment first`,
    }),
  },
  [attachmentType]: {
    defaults: { forceDetach: false, skipDestroy: false, stopInstanceBeforeDetaching: false },
    refuse: refuseAttachment,
    deleteBeforeReplace: true,
    id: (c) => `vai-${c.derive.digits("attachment", 10)}`,
    outputs: {},
  },
};
