import type { LaunchTemplate, LaunchTemplateArgs } from "@pulumi/aws/ec2";
import type { Cluster, NodeGroup } from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan, NodePoolPlan } from "../types.js";
import type { AwsClusterScope } from "./children.js";
import type { ClusterRoles } from "./roles.js";

export interface AwsPools {
  readonly nodePools: Record<string, NodeGroup>;
  readonly launchTemplates: Record<string, LaunchTemplate>;
}

const effects = { NoSchedule: "NO_SCHEDULE", PreferNoSchedule: "PREFER_NO_SCHEDULE", NoExecute: "NO_EXECUTE" } as const;

/** One node group with a launch template for each pool; nothing in them mentions another pool. */
export function createPools(
  scope: AwsClusterScope,
  plan: ClusterPlan<"aws">,
  cluster: Cluster,
  roles: ClusterRoles,
  before: readonly pulumi.Resource[],
): AwsPools {
  const pools: AwsPools = { nodePools: {}, launchTemplates: {} };
  // Nodes join over the network's routes, which a component of this program brings along.
  const { network } = plan;
  const after = [...roles.nodeAttached, ...before, ...(pulumi.Resource.isInstance(network) ? [network] : [])];
  for (const pool of plan.nodePools) {
    const template = scope.child("launchTemplate", `pool-${pool.name}`, templateArgs(scope, pool));
    pools.launchTemplates[pool.name] = template;
    pools.nodePools[pool.name] = createPool(scope, plan, { cluster, roles, pool, template, after });
  }
  return pools;
}

interface PoolInputs {
  readonly cluster: Cluster;
  readonly roles: ClusterRoles;
  readonly pool: NodePoolPlan;
  readonly template: LaunchTemplate;
  readonly after: pulumi.Resource[];
}

function createPool(
  scope: AwsClusterScope,
  plan: ClusterPlan<"aws">,
  { cluster, roles, pool, template, after }: PoolInputs,
) {
  return scope.child(
    "nodePool",
    `pool-${pool.name}`,
    {
      clusterName: cluster.name,
      version: cluster.version,
      nodeRoleArn: roles.node.arn,
      subnetIds: subnetsOf(plan, pool),
      amiType: `AL2023_${pool.arch === "arm64" ? "ARM_64" : "x86_64"}_${pool.gpu ? "NVIDIA" : "STANDARD"}`,
      capacityType: pool.spot ? "SPOT" : "ON_DEMAND",
      instanceTypes: [pool.machineType],
      scalingConfig: { minSize: pool.min, maxSize: pool.max, desiredSize: pool.min },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      labels: { ...pool.labels },
      taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect: effects[effect] })),
    },
    // How many there are is an autoscaler's business once the pool exists.
    { dependsOn: after, ignoreChanges: ["scalingConfig.desiredSize"] },
  );
}

function subnetsOf({ network, tier }: ClusterPlan<"aws">, { zones }: NodePoolPlan): pulumi.Output<string>[] {
  if (zones === undefined) return [...network.subnetsOf(tier)];
  return zones.flatMap((slot) => network.subnetsByZone[slot]?.[tier] ?? []);
}

/** Encrypted disks, and metadata with a session that pods cannot reach: they have roles of their own. */
function templateArgs(scope: AwsClusterScope, pool: NodePoolPlan): LaunchTemplateArgs {
  const tags = { ...scope.target.tags, Name: `${scope.name}-${pool.name}` };
  return {
    description: `Nodes of the pool ${pool.name} of ${scope.name}`,
    updateDefaultVersion: true,
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: { volumeSize: pool.diskGiB, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
      },
    ],
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
  };
}
