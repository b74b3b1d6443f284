import type { InstanceArgs, KeyPair } from "@pulumi/aws/ec2";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter";
import * as pulumi from "@pulumi/pulumi";
import { implementation } from "../core/implementation.js";
import { identityKey } from "../core/names.js";
import { awsSizes } from "../core/sizes/aws.js";
import { mapInput } from "../core/values.js";
import { type AwsMachineScope, awsMachineChildren } from "./aws/children.js";
import { attachVolumes, createBackup, createVolumes, mountCommands } from "./aws/disks.js";
import { type AwsIdentity, backupTag, createIdentity } from "./aws/identity.js";
import { createSecurityGroup } from "./aws/network.js";
import { awsUnsupported } from "./capabilities.js";
import { cloudConfig } from "./cloud-init/index.js";
import { awsImages } from "./images.js";
import type {
  VirtualMachineImplementation,
  VirtualMachineParts,
  VirtualMachinePlan,
  VirtualMachineRules,
} from "./types.js";

export { type AwsMachineNative, type AwsMachineOverrides, awsMachineChildren } from "./aws/children.js";

const rules: VirtualMachineRules = {
  sizes: awsSizes,
  images: awsImages,
  image: { pattern: /^(ami-[0-9a-f]{8,17}|\/[A-Za-z0-9_./-]+)$/, example: "ami-0123456789abcdef0" },
  // The images have 8 GiB; https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
  disk: { usual: 20, least: 8, most: 16_384 },
  // gp3 has at most 500 operations a second for each GiB.
  dataDisk: { least: 4, leastFast: 24, most: 16_384 },
  cloudInitBytes: 16_384,
  keyTypes: ["ssh-ed25519", "ssh-rsa"],
  zonal: true,
  source: { property: "securityGroupId", pattern: /^sg-[0-9a-f]{8,17}$/, example: "sg-0123456789abcdef0" },
  keepDays: { least: 1, most: 1000 },
  reservedUsers: ["root", "admin", "ubuntu"],
  noSpot: () => false,
};

function build(scope: AwsMachineScope, plan: VirtualMachinePlan<"aws">): VirtualMachineParts<"aws"> {
  const securityGroup = createSecurityGroup(scope, plan);
  const identity = createIdentity(scope, plan);
  const keyPair = createKeyPair(scope, plan);
  const dataDisks = createVolumes(scope, plan);
  const userData = cloudConfig(plan.cloudInit, {
    defaultUser: plan.ssh?.user,
    first: [...agentCommands(scope, plan), ...mountCommands(plan, dataDisks)],
  });
  const base = instanceArgs(scope, plan, identity, keyPair);
  const instance = scope.child(
    "instance",
    "",
    {
      ...base,
      vpcSecurityGroupIds: [securityGroup.id],
      ...(userData === undefined ? {} : { userData, userDataReplaceOnChange: plan.replaceOn.cloudInit }),
    },
    {
      ignoreChanges: fixed(plan),
      replacementTrigger: plan.machine.arch,
      ...(plan.deletionProtection ? { protect: true } : {}),
    },
  );
  attachVolumes(scope, plan, instance, dataDisks);
  const publicIp = plan.public ? scope.child("publicIp", "", { domain: "vpc", instance: instance.id }) : undefined;
  const backup = createBackup(scope, plan);
  const { role, profile } = identity;
  return {
    id: instance.id,
    privateIp: instance.privateIp,
    publicIp: publicIp?.publicIp,
    identity: { key: identityKey(scope.name), roleName: role.name },
    source: { securityGroupId: securityGroup.id },
    native: { cloud: "aws", instance, securityGroup, role, profile, keyPair, publicIp, dataDisks, backup },
  };
}

/** Newer images and other first steps reach new machines only; a change of user data alone would restart this one. */
function fixed({ replaceOn }: VirtualMachinePlan): string[] {
  return [...(replaceOn.image ? [] : ["ami"]), ...(replaceOn.cloudInit ? [] : ["userData"])];
}

function instanceArgs(
  scope: AwsMachineScope,
  plan: VirtualMachinePlan<"aws">,
  { profile }: AwsIdentity,
  keyPair: KeyPair | undefined,
): InstanceArgs {
  const args: InstanceArgs = {
    ami: imageOf(scope, plan),
    instanceType: plan.machine.type,
    subnetId: plan.network.subnetsByZone[plan.zone ?? ""]?.[plan.tier] as pulumi.Output<string>,
    iamInstanceProfile: profile.name,
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    rootBlockDevice: {
      volumeType: "gp3",
      volumeSize: plan.diskGiB,
      encrypted: true,
      deleteOnTermination: true,
      // EC2 does not hand a machine's tags on to its disks.
      tags: { Name: scope.logicalName("instance", ""), ...scope.target.tags },
    },
    disableApiTermination: plan.deletionProtection,
  };
  // Not stated for a public machine: its Elastic IP would read as a difference, and replace it.
  if (!plan.public) args.associatePublicIpAddress = false;
  if (keyPair !== undefined) args.keyName = keyPair.keyName;
  if (plan.keepDays !== undefined) args.tags = backupTag(scope.name);
  if (plan.spot)
    args.instanceMarketOptions = {
      marketType: "spot",
      // A machine of a one-time request cannot be stopped, also not to take a disk away from it.
      spotOptions: { spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" },
    };
  return args;
}

/**
 * The image itself, or the one that a public parameter names today. What a parameter says counts as secret as a whole; the id
 * of an image is none, and is to be seen in a preview.
 */
function imageOf(scope: AwsMachineScope, { image }: VirtualMachinePlan): pulumi.Input<string> {
  if (!image.startsWith("/")) return image;
  const opts = { provider: scope.provider, ...(scope.component && { parent: scope.component }) };
  return pulumi.unsecret(getParameterOutput({ name: image, withDecryption: false }, opts).insecureValue);
}

function createKeyPair(scope: AwsMachineScope, { ssh }: VirtualMachinePlan): KeyPair | undefined {
  if (ssh === undefined) return undefined;
  return scope.child("keyPair", "", { publicKey: mapInput(ssh.publicKey, (key) => key.trim()) });
}

/** Debian's images come without the agent of Session Manager; those of Ubuntu have it. */
function agentCommands({ target }: AwsMachineScope, { imageName, ssh, machine }: VirtualMachinePlan): string[] {
  if (imageName !== "debian-12" || ssh !== undefined) return [];
  const arch = machine.arch === "arm64" ? "debian_arm64" : "debian_amd64";
  const { region } = target;
  const host = `s3.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}`;
  const url = `https://${host}/amazon-ssm-${region}/latest/${arch}/amazon-ssm-agent.deb`;
  const file = "/run/amazon-ssm-agent.deb";
  return [
    `python3 -c 'import urllib.request as r; r.urlretrieve("${url}", "${file}")' && dpkg -i ${file} && systemctl enable --now amazon-ssm-agent`,
  ];
}

/** Virtual machines on AWS. */
export const awsVirtualMachine: VirtualMachineImplementation<"aws"> = {
  ...implementation<"aws", typeof awsMachineChildren, VirtualMachinePlan<"aws">, VirtualMachineParts<"aws">>({
    children: awsMachineChildren,
    unsupported: awsUnsupported,
    build,
  }),
  rules,
};
