import type { CheckFailure, CloudError, Props, WorldObject } from "../../types.js";
import { addressIn, cidrOf, contains } from "../cidr.js";
import type { CheckContext, Later, Models, ObjectContext } from "../model.js";
import { at, filled, isRecord, isSet, records, text, texts } from "../values.js";
import { arn, resourceId } from "./identifiers.js";
import { launchTemplateType } from "./launch-templates.js";
import { findHere, here } from "./references.js";
import { instanceType, volumeModels } from "./volumes.js";
import { subnetType } from "./vpc.js";

const groupType = "aws:ec2/securityGroup:SecurityGroup";

function checkInstance(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const property of ["ami", "instanceType"])
    if (!isSet(c.inputs[property]) && !isSet(c.inputs.launchTemplate))
      failures.push({ property, reason: `one of "${property}", "launchTemplate" must be specified` });
  if (isSet(c.inputs.userData) && isSet(c.inputs.userDataBase64))
    failures.push({ property: "userData", reason: "conflicts with userDataBase64: give one of the two" });
  const hops = at(c.inputs, "metadataOptions.httpPutResponseHopLimit");
  if (typeof hops === "number" && (hops < 1 || hops > 64))
    failures.push({
      property: "metadataOptions.httpPutResponseHopLimit",
      reason: `${hops} is not allowed; use 1 to 64`,
    });
  const tokens = at(c.inputs, "metadataOptions.httpTokens");
  if (typeof tokens === "string" && !["optional", "required"].includes(tokens))
    failures.push({
      property: "metadataOptions.httpTokens",
      reason: `"${tokens}" is not allowed; use optional or required`,
    });
  return failures;
}

function subnetOf(c: ObjectContext): WorldObject | undefined {
  return findHere(c, subnetType, c.inputs.subnetId);
}

/** The machine and its groups, subnet, zone and address must fit together. */
function misplaced(c: ObjectContext): CloudError | undefined {
  const subnet = subnetOf(c);
  if (subnet === undefined) return undefined;
  const zone = text(c.inputs.availabilityZone);
  if (zone !== undefined && zone !== subnet.outputs.availabilityZone)
    return {
      code: "InvalidParameterValue",
      message: `subnet ${subnet.id} is in ${String(subnet.outputs.availabilityZone)}, and availabilityZone is ${zone}; leave the zone out`,
    };
  const stray = texts(c.inputs.vpcSecurityGroupIds).find((id) => {
    const group = findHere(c, groupType, id);
    return group !== undefined && group.inputs.vpcId !== subnet.inputs.vpcId;
  });
  if (stray !== undefined)
    return {
      code: "InvalidParameter",
      message: `Security group ${stray} and subnet ${subnet.id} belong to different networks`,
    };
  const address = cidrOf(`${text(c.inputs.privateIp)}/32`);
  const range = cidrOf(subnet.outputs.cidrBlock);
  if (address === undefined || range === undefined || contains(range, address)) return undefined;
  return {
    code: "InvalidParameterValue",
    message: `Address ${String(c.inputs.privateIp)} does not fall within the subnet's address range (${range.text})`,
  };
}

/** What a machine is started from must be well formed and exist. */
function refuseInstance(c: ObjectContext): CloudError | undefined {
  const ami = text(c.inputs.ami);
  if (ami !== undefined && !/^(ami-[0-9a-f]{8,17}$|resolve:ssm:)/.test(ami))
    return {
      code: "InvalidAMIID.Malformed",
      message: `Invalid id: "${ami}" (expecting "ami-..."); take it from an SSM public parameter or aws.ec2.getAmi`,
    };
  const type = text(c.inputs.instanceType);
  if (type !== undefined && !/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type))
    return {
      code: "InvalidParameterValue",
      message: `The following supplied instance types do not exist: [${type}]; use for example t3.medium`,
    };
  return misplaced(c) ?? noProfile(c, c.inputs.iamInstanceProfile) ?? noKey(c);
}

function noKey(c: ObjectContext): CloudError | undefined {
  const key = text(c.inputs.keyName);
  if (key === undefined || here(c, "aws:ec2/keyPair:KeyPair").some((o) => o.id === key)) return undefined;
  return {
    code: "InvalidKeyPair.NotFound",
    message: `The key pair '${key}' does not exist; create an aws.ec2.KeyPair of that name first`,
  };
}

/** EC2's refusal of an instance profile that IAM does not have; profiles are given by name. */
export function noProfile(c: ObjectContext, value: unknown): CloudError | undefined {
  const name = isRecord(value) ? (text(value.name) ?? text(value.id)) : text(value);
  if (name === undefined) return undefined;
  const found = c.world
    .byType("aws:iam/instanceProfile:InstanceProfile")
    .some((o) => o.account === c.account && (o.id === name || o.outputs.arn === name));
  if (found) return undefined;
  return {
    code: "InvalidParameterValue",
    message: `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name: pass the profile's own name, or create it first`,
  };
}

/** A setting of the launch template that the instance names, where the instance says nothing itself. */
function fromTemplate(c: ObjectContext, path: string): unknown {
  const { id, name } = isRecord(c.inputs.launchTemplate) ? c.inputs.launchTemplate : {};
  const template =
    findHere(c, launchTemplateType, id) ?? here(c, launchTemplateType).find((o) => o.inputs.name === name);
  return template === undefined ? undefined : at(template.inputs, path);
}

function isPublic(c: ObjectContext): boolean {
  const asked = c.inputs.associatePublicIpAddress;
  return isSet(asked) ? asked === true : subnetOf(c)?.inputs.mapPublicIpOnLaunch === true;
}

function privateIp(c: ObjectContext): string {
  const block = cidrOf(subnetOf(c)?.outputs.cidrBlock);
  if (block === undefined) return `172.31.${c.derive.below("ip a", 256)}.${4 + c.derive.below("ip b", 250)}`;
  return addressIn(block, 4 + c.derive.below("private ip", 2 ** Math.min(8, 32 - block.prefix) - 6));
}

function zone(c: ObjectContext): string {
  return text(subnetOf(c)?.outputs.availabilityZone) ?? `${c.region}a`;
}

function completeInstance(c: ObjectContext, outputs: Props, later: Later): Props {
  const disk = (label: string) => ({
    volumeId: later(() => resourceId(c, "vol", label)),
    iops: later(() => 3000),
    throughput: later(() => 125),
    kmsKeyId: later(() => ""),
  });
  const rootFacts = { deviceName: later(() => "/dev/xvda"), deleteOnTermination: true, encrypted: false };
  const root = { ...disk("root"), ...rootFacts, volumeSize: later(() => 8), volumeType: later(() => "gp3") };
  const metadata = {
    httpEndpoint: "enabled",
    httpProtocolIpv6: "disabled",
    httpPutResponseHopLimit: later(() => 1),
    httpTokens: later(() => "optional"),
    instanceMetadataTags: "disabled",
  };
  return {
    ...outputs,
    rootBlockDevice: filled(outputs.rootBlockDevice, root),
    ...(Array.isArray(outputs.ebsBlockDevices)
      ? { ebsBlockDevices: outputs.ebsBlockDevices.map((d, i) => filled(d, disk(`disk ${i}`))) }
      : {}),
    metadataOptions: filled(outputs.metadataOptions, metadata),
  };
}

const dashed = (ip: string) => ip.replaceAll(".", "-");

export const computeModels: Models = {
  ...volumeModels,
  [instanceType]: {
    defaults: { getPasswordData: false, sourceDestCheck: true, userDataReplaceOnChange: false },
    check: checkInstance,
    refuse: refuseInstance,
    id: (c) => resourceId(c, "i"),
    complete: completeInstance,
    outputs: {
      ami: (c) => text(fromTemplate(c, "imageId")) ?? "",
      arn: (c, id) => arn(c, "ec2", `instance/${id}`),
      associatePublicIpAddress: isPublic,
      availabilityZone: zone,
      capacityReservationSpecification: () => ({ capacityReservationPreference: "open" }),
      cpuOptions: () => ({ amdSevSnp: "", coreCount: 1, threadsPerCore: 2 }),
      disableApiStop: () => false,
      disableApiTermination: () => false,
      ebsBlockDevices: () => [],
      ebsOptimized: () => false,
      enclaveOptions: () => ({ enabled: false }),
      ephemeralBlockDevices: () => [],
      hostId: () => "",
      iamInstanceProfile: () => "",
      instanceInitiatedShutdownBehavior: () => "stop",
      instanceLifecycle: (c) => (at(c.inputs, "instanceMarketOptions.marketType") === "spot" ? "spot" : ""),
      instanceState: () => "running",
      instanceType: (c) => text(fromTemplate(c, "instanceType")) ?? "",
      ipv6AddressCount: () => 0,
      ipv6Addresses: () => [],
      keyName: (c) => text(fromTemplate(c, "keyName")) ?? "",
      maintenanceOptions: () => ({ autoRecovery: "default" }),
      metadataOptions: () => ({
        httpEndpoint: "enabled",
        httpProtocolIpv6: "disabled",
        httpPutResponseHopLimit: 2,
        httpTokens: "required",
        instanceMetadataTags: "disabled",
      }),
      monitoring: () => false,
      outpostArn: () => "",
      passwordData: () => "",
      placementGroup: () => "",
      placementPartitionNumber: () => 0,
      primaryNetworkInterfaceId: (c) => resourceId(c, "eni", "nic"),
      privateDns: (c) => `ip-${dashed(text(c.inputs.privateIp) ?? privateIp(c))}.${c.region}.compute.internal`,
      privateIp,
      publicDns: (c) => (isPublic(c) ? `ec2-${dashed(c.derive.publicIp())}.${c.region}.compute.amazonaws.com` : ""),
      publicIp: (c) => (isPublic(c) ? c.derive.publicIp() : ""),
      secondaryPrivateIps: () => [],
      securityGroups: () => [],
      spotInstanceRequestId: (c) =>
        at(c.inputs, "instanceMarketOptions.marketType") === "spot" ? `sir-${c.derive.hex("spot", 8)}` : "",
      subnetId: (c) => text(at(records(at(c.inputs, "networkInterfaces"))[0], "subnetId")) ?? "",
      tenancy: () => "default",
      userDataBase64: () => "",
      vpcSecurityGroupIds: (c) => texts(fromTemplate(c, "vpcSecurityGroupIds")),
    },
    notReferences: ["userData", "ami", "volumeTags"],
    identities: (o) => texts([o.outputs.primaryNetworkInterfaceId]),
    canDelete: (machine) =>
      machine.inputs.disableApiTermination === true && machine.inputs.forceDestroy !== true
        ? {
            code: "OperationNotPermitted",
            message: `The instance '${machine.id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
          }
        : undefined,
  },
};
