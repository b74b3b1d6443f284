import { getRoleOutput } from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsPrincipal } from "../../aws.js";
import { partitionOf } from "../../core/regions/partition.js";
import type { BindRequest, Bound } from "../types.js";
import type { AwsClusterScope } from "./children.js";
import { podTrust } from "./roles.js";

/** The cluster as its parts name it. */
export interface ClusterNames {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

/** An entry for the principal, and the policy of an administrator for it. */
export function admit(
  scope: AwsClusterScope,
  { name }: ClusterNames,
  suffix: string,
  principalArn: pulumi.Input<string>,
): pulumi.Resource {
  const entry = scope.child("accessEntry", suffix, { clusterName: name, principalArn, type: "STANDARD" });
  const policyArn = `arn:${partitionOf(scope.target.region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
  return scope.child(
    "accessPolicy",
    suffix,
    { clusterName: name, principalArn, policyArn, accessScope: { type: "cluster" } },
    { dependsOn: [entry] },
  );
}

/** The role's ARN: stated, or looked up because its path is not in its name. */
export function roleArnOf(scope: AwsClusterScope, { roleArn, roleName }: AwsPrincipal): pulumi.Input<string> {
  if (roleArn !== undefined) return roleArn;
  const options = { provider: scope.provider, ...(scope.component && { parent: scope.component }) };
  return getRoleOutput({ name: roleName }, options).arn;
}

/** A role that pods of the service account get from the agent on their node; nothing has to be said in the cluster. */
export function bind(scope: AwsClusterScope, cluster: ClusterNames, request: BindRequest<"aws">): Bound<"aws"> {
  const { namespace, serviceAccount, suffix } = request;
  const made = request.identity === undefined ? makeRole(scope, cluster, request) : undefined;
  const identity = made ?? (request.identity as AwsPrincipal);
  const association = scope.child("podIdentity", suffix, {
    clusterName: cluster.name,
    namespace,
    serviceAccount,
    roleArn: made?.roleArn ?? roleArnOf(scope, identity),
  });
  return { identity, annotations: {}, labels: {}, dependencies: [association] };
}

function makeRole(scope: AwsClusterScope, cluster: ClusterNames, request: BindRequest<"aws">) {
  const { namespace, serviceAccount, suffix } = request;
  const role = scope.child("workloadRole", suffix, {
    description: `Service account ${namespace}/${serviceAccount} of ${scope.name}`,
    assumeRolePolicy: podTrust(cluster.arn, namespace, serviceAccount),
  });
  return { key: `${scope.name}-${suffix}`, roleName: role.name, roleArn: role.arn };
}
