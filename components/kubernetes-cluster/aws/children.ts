import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as vpc from "@pulumi/aws/vpc";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const roleName: NameRule = { limit: 64, charset: "A-Za-z0-9-_." };
const policyName: NameRule = { limit: 128, charset: "A-Za-z0-9-_." };
/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html; the component names the cluster itself. */
const clusterName: NameRule = { limit: 100, charset: "A-Za-z0-9-", property: "name" };
const nodeGroupName: NameRule = { limit: 63, charset: "A-Za-z0-9-" };
const groupName: NameRule = { limit: 255, charset: "A-Za-z0-9-_." };
const templateName: NameRule = { limit: 128, charset: "A-Za-z0-9-_." };

/** Every kind of child of a cluster on AWS. The keys are the keys of overrides. */
export const awsClusterChildren = childKinds({
  cluster: { type: () => eks.Cluster, tags: "tags", name: clusterName },
  clusterRole: { type: () => iam.Role, tags: "tags", name: roleName },
  clusterPolicy: { type: () => iam.RolePolicyAttachment },
  keyPolicy: { type: () => iam.RolePolicy, name: policyName },
  key: { type: () => kms.Key, tags: "tags" },
  keyAlias: { type: () => kms.Alias, name: { limit: 250, charset: "A-Za-z0-9-" } },
  apiGroup: { type: () => ec2.SecurityGroup, tags: "tags", nameTag: true, name: groupName },
  apiIngress: { type: () => vpc.SecurityGroupIngressRule, tags: "tags" },
  logGroup: { type: () => cloudwatch.LogGroup, tags: "tags" },
  nodeRole: { type: () => iam.Role, tags: "tags", name: roleName },
  nodePolicy: { type: () => iam.RolePolicyAttachment },
  launchTemplate: { type: () => ec2.LaunchTemplate, tags: "tags", name: templateName },
  nodePool: { type: () => eks.NodeGroup, tags: "tags", name: nodeGroupName },
  addonRole: { type: () => iam.Role, tags: "tags", name: roleName },
  addonPolicy: { type: () => iam.RolePolicyAttachment },
  addon: { type: () => eks.Addon, tags: "tags" },
  accessEntry: { type: () => eks.AccessEntry, tags: "tags" },
  accessPolicy: { type: () => eks.AccessPolicyAssociation },
  workloadRole: { type: () => iam.Role, tags: "tags", name: roleName },
  podIdentity: { type: () => eks.PodIdentityAssociation, tags: "tags" },
});

export type AwsClusterOverrides = OverridesOf<typeof awsClusterChildren>;
export type AwsClusterScope = Scope<"aws", typeof awsClusterChildren>;

/** The AWS resources of a cluster, for what the neutral outputs do not say. */
export interface AwsClusterNative {
  readonly cloud: "aws";
  readonly cluster: eks.Cluster;
  readonly clusterRole: iam.Role;
  readonly nodeRole: iam.Role;
  readonly key: kms.Key;
  readonly logGroup: cloudwatch.LogGroup | undefined;
  /** By name of the pool. */
  readonly nodePools: Readonly<Record<string, eks.NodeGroup>>;
  readonly launchTemplates: Readonly<Record<string, ec2.LaunchTemplate>>;
  /** By name of the add-on at AWS. */
  readonly addons: Readonly<Record<string, eks.Addon>>;
}
