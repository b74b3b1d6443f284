import type { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../../core/aws-arns.js";
import { partitionOf } from "../../core/regions/partition.js";
import { ClusterMode } from "../args.js";
import type { AwsClusterScope } from "./children.js";

/** Roles of the control plane and of the nodes, with what was attached to them. */
export interface ClusterRoles {
  readonly cluster: Role;
  readonly node: Role;
  readonly clusterAttached: readonly pulumi.Resource[];
  readonly nodeAttached: readonly pulumi.Resource[];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html, .../auto-cluster-iam-role.html */
const clusterPolicies: Readonly<Record<ClusterMode, readonly string[]>> = {
  [ClusterMode.Nodes]: ["AmazonEKSClusterPolicy"],
  [ClusterMode.Managed]: [
    "AmazonEKSClusterPolicy",
    "AmazonEKSComputePolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy",
  ],
};

/** Joining the cluster and pulling images: the network plugin and everything else have roles of their own. */
const nodePolicies: Readonly<Record<ClusterMode, readonly string[]>> = {
  [ClusterMode.Nodes]: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
  [ClusterMode.Managed]: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
};

export function createRoles(scope: AwsClusterScope, mode: ClusterMode): ClusterRoles {
  const sessions = mode === ClusterMode.Managed ? ["sts:TagSession"] : [];
  const cluster = scope.child("clusterRole", "cluster", {
    description: `Control plane of ${scope.name}`,
    assumeRolePolicy: trust("eks.amazonaws.com", sessions),
  });
  const node = scope.child("nodeRole", "node", {
    description: `Nodes of ${scope.name}`,
    assumeRolePolicy: trust("ec2.amazonaws.com"),
  });
  const attach = (kind: "clusterPolicy" | "nodePolicy", prefix: string, role: Role, names: readonly string[]) =>
    names.map((name) =>
      scope.child(kind, `${prefix}-${kebab(name)}`, { role: role.name, policyArn: managed(scope, name) }),
    );
  return {
    cluster,
    node,
    clusterAttached: attach("clusterPolicy", "cluster", cluster, clusterPolicies[mode]),
    nodeAttached: attach("nodePolicy", "node", node, nodePolicies[mode]),
  };
}

/** The cluster's ARN, as policies name it. */
export function clusterArn(scope: AwsClusterScope, name: pulumi.Input<string>): pulumi.Output<string> {
  return arnOf(scope, "eks", pulumi.interpolate`cluster/${name}`);
}

/** Pods get a role by way of the cluster's own agent, for one service account of one cluster. */
export function podTrust(clusterArn: pulumi.Input<string>, namespace: string, serviceAccount: string) {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": clusterArn,
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": serviceAccount,
          },
        },
      },
    ],
  });
}

function trust(service: string, more: readonly string[] = []): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: ["sts:AssumeRole", ...more] };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** ARN of a policy that AWS maintains. */
export function managed(scope: AwsClusterScope, name: string): string {
  return `arn:${partitionOf(scope.target.region)}:iam::aws:policy/${name}`;
}

/** `AmazonEKSClusterPolicy` as `eks-cluster-policy`. */
function kebab(name: string): string {
  return name
    .replace(/^Amazon/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}
