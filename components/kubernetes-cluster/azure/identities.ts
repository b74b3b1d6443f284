import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type * as pulumi from "@pulumi/pulumi";
import { roleAssignment } from "../../core/azure-roles.js";
import type { ClusterPlan } from "../types.js";
import type { AzureClusterContext } from "./children.js";

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const roles = {
  networkContributor: "4d97b98b-1d4f-4787-a291-c67834d212e7",
  managedIdentityOperator: "f1a07417-d97a-45cb-824c-7a7467783830",
  keyVaultCryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
  clusterAdmin: "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
} as const;

export interface ClusterIdentities {
  readonly cluster: UserAssignedIdentity;
  readonly node: UserAssignedIdentity;
  /** What the control plane may do has to be there before it is. */
  readonly assigned: readonly pulumi.Resource[];
}

/** The control plane may use the nodes' subnet and hand the nodes their identity; the nodes may do nothing. */
export function createIdentities(context: AzureClusterContext, plan: ClusterPlan<"azure">): ClusterIdentities {
  const { scope, group } = context;
  const at = { ...group, location: scope.target.region };
  const cluster = scope.child("clusterIdentity", "control-plane", at);
  const node = scope.child("nodeIdentity", "nodes", at);
  const principalId = cluster.principalId;
  const assigned = [
    scope.child(
      "clusterRole",
      "subnet",
      roleAssignment({ scope: subnetOf(plan), principalId, role: roles.networkContributor }),
    ),
    scope.child(
      "clusterRole",
      "node-identity",
      roleAssignment({ scope: node.id, principalId, role: roles.managedIdentityOperator }),
    ),
  ];
  return { cluster, node, assigned };
}

/** Subnets are regional: a tier has one. */
export function subnetOf({ network, tier }: ClusterPlan<"azure">): pulumi.Output<string> {
  return network.subnetsOf(tier)[0] as pulumi.Output<string>;
}
