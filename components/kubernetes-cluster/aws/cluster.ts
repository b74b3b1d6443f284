import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { SecurityGroup } from "@pulumi/aws/ec2";
import type { Cluster, ClusterArgs } from "@pulumi/aws/eks";
import type { Key } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { fitName, shortHash } from "../../core/names.js";
import { ClusterMode, UpgradeChannel } from "../args.js";
import { apartFromNetwork } from "../ranges.js";
import type { ClusterPlan } from "../types.js";
import type { AwsClusterScope } from "./children.js";
import type { ClusterRoles } from "./roles.js";

export interface ControlPlane {
  readonly cluster: Cluster;
  readonly key: Key;
  readonly logGroup: LogGroup | undefined;
}

export function createControlPlane(
  scope: AwsClusterScope,
  plan: ClusterPlan<"aws">,
  roles: ClusterRoles,
): ControlPlane {
  const name = clusterName(scope.name);
  const protect = plan.deletionProtection ? { protect: true } : {};
  const key = scope.child(
    "key",
    "secrets",
    { description: `Secrets of the cluster ${scope.name}`, enableKeyRotation: true, deletionWindowInDays: 30 },
    protect,
  );
  scope.child("keyAlias", "secrets", { targetKeyId: key.keyId });
  const keyPolicy = scope.child("keyPolicy", "secrets", { role: roles.cluster.name, policy: keyUse(key.arn) });
  const logGroup = createLogGroup(scope, plan, name);
  const group = createGroup(scope, plan);
  const before: pulumi.Resource[] = [
    ...roles.clusterAttached,
    keyPolicy,
    ...(logGroup === undefined ? [] : [logGroup]),
  ];
  const cluster = scope.child("cluster", "", clusterArgs(plan, { roles, key, group, name }), {
    ...protect,
    dependsOn: before,
    // The log group has the cluster's name in its own, so the name is ours, and no two clusters can have it at a time.
    deleteBeforeReplace: true,
  });
  return { cluster, key, logGroup };
}

/** The same for the same component of the same stack, and another one for every other. */
export function clusterName(name: string): string {
  const hash = shortHash(pulumi.getProject(), pulumi.getStack(), name);
  const base = fitName(name, { limit: 100 - hash.length - 1, charset: "A-Za-z0-9-", property: "name" });
  return `${base}-${hash}`;
}

/** EKS makes this group by itself, to be kept for ever, unless it is there before. */
function createLogGroup(scope: AwsClusterScope, { logs }: ClusterPlan<"aws">, name: string): LogGroup | undefined {
  if (logs === undefined) return undefined;
  return scope.child("logGroup", "control-plane", {
    name: `/aws/eks/${name}/cluster`,
    retentionInDays: logs.retentionDays,
  });
}

/** The group that EKS makes lets nodes reach the API, and nobody else: this one lets the rest of the network do so. */
function createGroup(scope: AwsClusterScope, { network }: ClusterPlan<"aws">): SecurityGroup {
  const group = scope.child("apiGroup", "api", {
    description: `API of the cluster ${scope.name}`,
    vpcId: network.id,
  });
  const port = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
  const description = "API from the network";
  scope.child("apiIngress", "api", { description, securityGroupId: group.id, cidrIpv4: network.cidr, ...port });
  return group;
}

function keyUse(arn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"], Resource: arn },
    ],
  });
}

interface ClusterNeeds {
  readonly roles: ClusterRoles;
  readonly key: Key;
  readonly group: SecurityGroup;
  readonly name: string;
}

function clusterArgs(plan: ClusterPlan<"aws">, { roles, key, group, name }: ClusterNeeds): ClusterArgs {
  const open = plan.publicFrom;
  const args: ClusterArgs = {
    name,
    version: plan.version,
    roleArn: roles.cluster.arn,
    vpcConfig: {
      subnetIds: [...plan.network.subnetsOf(plan.tier)],
      securityGroupIds: [group.id],
      endpointPrivateAccess: true,
      endpointPublicAccess: open !== undefined,
      ...(open === undefined ? {} : { publicAccessCidrs: [...open] }),
    },
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    bootstrapSelfManagedAddons: false,
    encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
    enabledClusterLogTypes: (plan.logs?.kinds ?? []).map((kind) =>
      kind === "controller" ? "controllerManager" : kind,
    ),
    upgradePolicy: { supportType: plan.upgrade === UpgradeChannel.Manual ? "EXTENDED" : "STANDARD" },
    deletionProtection: plan.deletionProtection,
  };
  const network = plan.serviceRange === undefined ? {} : { serviceIpv4Cidr: apartFromNetwork(plan, "serviceRange") };
  if (plan.mode === ClusterMode.Managed) {
    // EKS accepts these three all on or all off.
    args.computeConfig = { enabled: true, nodePools: ["general-purpose", "system"], nodeRoleArn: roles.node.arn };
    args.storageConfig = { blockStorage: { enabled: true } };
    args.kubernetesNetworkConfig = { ...network, elasticLoadBalancing: { enabled: true } };
  } else if (plan.serviceRange !== undefined) args.kubernetesNetworkConfig = network;
  return args;
}
