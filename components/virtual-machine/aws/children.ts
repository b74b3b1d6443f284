import * as dlm from "@pulumi/aws/dlm";
import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as vpc from "@pulumi/aws/vpc";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const roleName: NameRule = { limit: 64, charset: "A-Za-z0-9-_." };
const profileName: NameRule = { limit: 128, charset: "A-Za-z0-9-_." };
/** A name must not begin with `sg-`, and takes 255 characters. */
const groupName: NameRule = { limit: 255, charset: "A-Za-z0-9-_." };

/** Every kind of child of a virtual machine on AWS. The keys are the keys of overrides. */
export const awsMachineChildren = childKinds({
  instance: { type: () => ec2.Instance, tags: "tags", nameTag: true, deep: true },
  securityGroup: { type: () => ec2.SecurityGroup, tags: "tags", nameTag: true, name: groupName },
  ingress: { type: () => vpc.SecurityGroupIngressRule, tags: "tags" },
  egress: { type: () => vpc.SecurityGroupEgressRule, tags: "tags" },
  role: { type: () => iam.Role, tags: "tags", name: roleName },
  sessionPolicy: { type: () => iam.RolePolicyAttachment },
  profile: { type: () => iam.InstanceProfile, tags: "tags", name: profileName },
  keyPair: { type: () => ec2.KeyPair, tags: "tags", name: groupName },
  publicIp: { type: () => ec2.Eip, tags: "tags", nameTag: true },
  dataDisk: { type: () => ebs.Volume, tags: "tags", nameTag: true },
  attachment: { type: () => ec2.VolumeAttachment },
  backupRole: { type: () => iam.Role, tags: "tags", name: roleName },
  backupPolicy: { type: () => iam.RolePolicyAttachment },
  backup: { type: () => dlm.LifecyclePolicy, tags: "tags" },
});

export type AwsMachineOverrides = OverridesOf<typeof awsMachineChildren>;
export type AwsMachineScope = Scope<"aws", typeof awsMachineChildren>;

/** The AWS resources of a virtual machine, for what the neutral outputs do not say. */
export interface AwsMachineNative {
  readonly cloud: "aws";
  readonly instance: ec2.Instance;
  readonly securityGroup: ec2.SecurityGroup;
  readonly role: iam.Role;
  readonly profile: iam.InstanceProfile;
  readonly keyPair: ec2.KeyPair | undefined;
  readonly publicIp: ec2.Eip | undefined;
  /** By name. */
  readonly dataDisks: Readonly<Record<string, ebs.Volume>>;
  readonly backup: dlm.LifecyclePolicy | undefined;
}
