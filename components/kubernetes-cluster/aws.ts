import * as pulumi from "@pulumi/pulumi";
import { implementation } from "../core/implementation.js";
import { cloudWatchRetentionDays } from "../core/log-retention.js";
import { awsRole } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { awsSizes } from "../core/sizes/aws.js";
import { ClusterMode } from "./args.js";
import { admit, bind, type ClusterNames, roleArnOf } from "./aws/access.js";
import { createAddons } from "./aws/addons.js";
import { type AwsClusterScope, awsClusterChildren } from "./aws/children.js";
import { createControlPlane } from "./aws/cluster.js";
import { createPools } from "./aws/pools.js";
import { clusterArn, createRoles } from "./aws/roles.js";
import { awsUnsupported } from "./capabilities.js";
import { secretKubeconfig } from "./kubeconfig.js";
import type { BuiltCluster, ClusterImplementation, ClusterParts, ClusterPlan, ClusterRules } from "./types.js";
import { awsVersions } from "./versions.js";

export { type AwsClusterNative, type AwsClusterOverrides, awsClusterChildren } from "./aws/children.js";

const rules: ClusterRules = {
  cloud: "aws",
  versions: awsVersions,
  sizes: awsSizes,
  // g4ad has processors of AMD, for which EKS has no image.
  gpus: { has: (type) => /^(g[4-9]|gr\d|p[3-9])/.test(type) && !type.startsWith("g4ad."), example: "g6.xlarge" },
  zones: 2,
  ranges: 40,
  ownRanges: () => 0,
  publicOnly: true,
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
  rangesWithin: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
  refusedRanges: [],
  systemNodes: undefined,
  retentionDays: cloudWatchRetentionDays,
  maintenanceHours: undefined,
  needsNat: false,
  defaults: (mode) => (mode === ClusterMode.Managed ? { networkPolicy: false, ingress: true } : {}),
  admin: {
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
    expected: 'the ARN of an IAM role or user, "arn:aws:iam::<account>:role/<name>" (not of an assumed role)',
  },
  id: {
    pattern: /^arn:aws[a-z-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9_-]+$/,
    expected: 'its ARN, "arn:aws:eks:<region>:<account>:cluster/<name>"',
  },
  principal: awsRole,
  bindable: [awsRole],
};

function build(scope: AwsClusterScope, plan: ClusterPlan<"aws">): BuiltCluster<"aws"> {
  const roles = createRoles(scope, plan.mode);
  const { cluster, key, logGroup } = createControlPlane(scope, plan, roles);
  const names = { name: cluster.name, arn: clusterArn(scope, cluster.name) };
  const admins = plan.admins.map((admin) => admit(scope, names, `admin-${admin.key}`, admin.principal));
  const basics = createAddons(scope, plan, cluster, "before-nodes", admins);
  const pools = createPools(scope, plan, cluster, roles, Object.values(basics));
  const nodes = Object.values(pools.nodePools);
  const more = createAddons(scope, plan, cluster, "on-nodes", [...admins, ...nodes]);
  const issuer = cluster.identities.apply((all) => all?.[0]?.oidcs?.[0]?.issuer ?? "");
  const ca = cluster.certificateAuthority.apply((authority) => authority?.data ?? "");
  const addons = { ...basics, ...more };
  return {
    ...partsOf(scope, names, cluster.endpoint, ca, issuer),
    ready: [...admins, ...nodes, ...Object.values(addons)],
    nodeSource: { securityGroupId: cluster.vpcConfig.apply((config) => config?.clusterSecurityGroupId ?? "") },
    native: {
      cloud: "aws",
      cluster,
      clusterRole: roles.cluster,
      nodeRole: roles.node,
      key,
      logGroup,
      ...pools,
      addons,
    },
  };
}

function partsOf(
  scope: AwsClusterScope,
  names: ClusterNames,
  endpoint: pulumi.Output<string>,
  ca: pulumi.Output<string>,
  oidcIssuer: pulumi.Output<string>,
): ClusterParts<"aws"> {
  const loginTo = (name: string) => ({
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", name, "--region", scope.target.region, "--output", "json"],
    installHint: "Install the AWS CLI: https://aws.amazon.com/cli/",
  });
  return {
    name: names.name,
    clusterId: names.arn,
    endpoint,
    ca,
    kubeconfig: secretKubeconfig({ name: names.name, endpoint, ca }, loginTo),
    oidcIssuer,
    ready: [],
    grantAdmin: (identity, suffix) => admit(scope, names, suffix, roleArnOf(scope, identity)),
    bind: (request) => bind(scope, names, request),
  };
}

/** Clusters on AWS. */
export const awsCluster: ClusterImplementation<"aws"> = {
  ...implementation<"aws", typeof awsClusterChildren, ClusterPlan<"aws">, BuiltCluster<"aws">>({
    children: awsClusterChildren,
    unsupported: awsUnsupported,
    build,
  }),
  rules,
  classes: (mode) => ({
    storage: mode === ClusterMode.Managed ? {} : { balanced: "ebs-csi-default-sc" },
    ingress: "alb",
    ingressBy: "className",
  }),
  existing(context, { id, endpoint, ca, oidcIssuer }) {
    const name = id.apply((arn) => arn.split("/").at(-1) ?? "");
    return partsOf(
      new Scope(context, awsClusterChildren),
      { name, arn: id },
      endpoint,
      ca,
      oidcIssuer ?? pulumi.output(""),
    );
  },
};
