import { type Edit, edited } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { sameRegion } from "../../../core/stack.js";
import { any, isTrue } from "../../../core/tri.js";
import { type Field, get, isObject, items, of, type Props, within } from "../../../core/value.js";
import { demand, every, type Verdict } from "../../../core/verdict.js";

const DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const VOLUME = "aws:ebs/volume:Volume";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const DEVICES = ["rootBlockDevice.encrypted", "ebsBlockDevices[].encrypted", "region"];

/**
 * The switches of all disks that the resource brings. An instance always has a root disk, whether or not it is written
 * down; where a launch template is named, the template decides. A template is judged by the disks that it lists.
 */
function disksOf(resource: Resource): readonly Field[] {
  const read = (path: string): Field => get(resource.props, path);
  if (resource.type === VOLUME) return [read("encrypted")];
  if (resource.type === TEMPLATE) {
    const disks = items(read("blockDeviceMappings")).filter((mapping) => within(mapping, "ebs").state !== "absent");
    return disks.map((mapping) => within(mapping, "ebs.encrypted"));
  }
  const further = items(read("ebsBlockDevices")).map((device) => within(device, "encrypted"));
  return rootByTemplate(resource) ? further : [read("rootBlockDevice.encrypted"), ...further];
}

function rootByTemplate({ props }: Resource): boolean {
  return get(props, "rootBlockDevice").state === "absent" && get(props, "launchTemplate").state !== "absent";
}

/** A machine or a disk is made anew, and what was on the disk is lost; a template gets another version. */
function edits(resource: Resource): readonly Edit[] {
  if (resource.type === VOLUME) return switchOn(resource, "encrypted");
  if (resource.type === TEMPLATE) {
    const mapped = encryptedIn(resource, "blockDeviceMappings", (disk) =>
      isPlain(disk, "ebs.encrypted") && isObject(disk.ebs)
        ? edited(disk, [{ path: "ebs.encrypted", value: "true" }])
        : disk,
    );
    return mapped.map((edit) => ({ ...edit, inPlace: true }));
  }
  const root = rootByTemplate(resource) ? [] : switchOn(resource, "rootBlockDevice.encrypted");
  const further = encryptedIn(resource, "ebsBlockDevices", (disk) =>
    isPlain(disk, "encrypted") ? { ...disk, encrypted: true } : disk,
  );
  return [...root, ...further];
}

function isPlain(disk: Props, path: string): boolean {
  return isTrue(get(disk, path)) === false;
}

function switchOn({ props }: Resource, path: string): readonly Edit[] {
  return isPlain(props, path) ? [{ path, value: true }] : [];
}

function encryptedIn({ props }: Resource, list: string, change: (disk: Props) => Props): readonly Edit[] {
  const before = props[list];
  if (!Array.isArray(before)) return [];
  const after = before.map((disk: unknown) => (isObject(disk) ? change(disk) : disk));
  return after.every((disk, i) => disk === before[i]) ? [] : [{ path: list, value: after }];
}

export const awsEc2EbsEncrypted: StackRule = {
  id: "aws-ec2-ebs-encrypted",
  title: "Unencrypted block storage",
  severity: Severity.High,
  graph: true,
  judges: {
    "aws:ec2/instance:Instance": [...DEVICES, "launchTemplate"],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": [...DEVICES, "launchTemplate"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": DEVICES,
    [TEMPLATE]: ["blockDeviceMappings[].ebs.encrypted", "region"],
    [VOLUME]: ["encrypted", "region"],
  },
  consults: { [DEFAULT]: ["enabled", "region"] },
  controls: {
    "CIS AWS 5.0": ["5.1.1"],
    FSBP: ["EC2.3"],
    NIST: ["AU-9", "CM-6", "CM-9", "CP-9", "SC-13", "SC-28", "SC-8", "SI-19"],
    PCI4: ["3.5.1", "8.3.2"],
  },
  checkov: ["CKV_AWS_3", "CKV_AWS_8"],
  trivy: ["AWS-0008", "AWS-0026", "AWS-0131"],
  remedy: { replaces: true, edits },
  why: "An unencrypted disk, and every snapshot of it, can be read by whoever gets hold of the volume.",
  fix: "Set `encrypted` to true on the root device and every further one, or switch aws.ebs.EncryptionByDefault on for the region.",
  bad: [{ type: "aws:ebs/volume:Volume", name: "data", props: { availabilityZone: "eu-west-1a", size: 20 } }],
  good: [
    {
      type: "aws:ebs/volume:Volume",
      name: "data",
      props: { availabilityZone: "eu-west-1a", size: 20, encrypted: true },
    },
  ],
  check(resource, stack) {
    const defaults = stack.ofType(DEFAULT).filter((setting) => sameRegion(setting, resource));
    const byDefault = any(...defaults.map((setting) => isTrue(of(setting, "enabled"), true)));
    const must = (encrypted: Field): Verdict =>
      demand(any(isTrue(encrypted), byDefault), encrypted, "leaves the disk unencrypted");
    return every(disksOf(resource).map(must));
  },
};
