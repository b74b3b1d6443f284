import type { Cluster, NodePool, NodePoolArgs } from "@pulumi/gcp/container";
import type { Account } from "@pulumi/gcp/serviceaccount";
import type * as pulumi from "@pulumi/pulumi";
import { takesHyperdisksOnly } from "../../core/sizes/gcp.js";
import { UpgradeChannel } from "../args.js";
import type { ClusterPlan, NodePoolPlan } from "../types.js";
import type { GcpClusterScope } from "./children.js";
import { gpusOf } from "./gpus.js";

/** What limits a node is the role of its service account, not these. */
export const nodeScopes = ["https://www.googleapis.com/auth/cloud-platform"];

const effects = { NoSchedule: "NO_SCHEDULE", PreferNoSchedule: "PREFER_NO_SCHEDULE", NoExecute: "NO_EXECUTE" } as const;

/** What every node has: an account of its own, verified boot, and metadata that pods see their own part of only. */
export function nodeArgs(account: Account) {
  return {
    serviceAccount: account.email,
    oauthScopes: nodeScopes,
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    workloadMetadataConfig: { mode: "GKE_METADATA" },
    metadata: { "disable-legacy-endpoints": "true" },
  };
}

/** A resource of its own for each pool; nothing in it mentions another pool. */
export function createPools(
  scope: GcpClusterScope,
  plan: ClusterPlan<"gcp">,
  cluster: Cluster,
  account: Account,
): Record<string, NodePool> {
  const pools = plan.nodePools.map((pool) => [
    pool.name,
    scope.child("nodePool", `pool-${pool.name}`, poolArgs(scope, plan, cluster, account, pool), {
      // How many there are is the autoscaler's business once the pool exists; another first number would replace it.
      ignoreChanges: ["initialNodeCount"],
    }),
  ]);
  return Object.fromEntries(pools);
}

function poolArgs(
  scope: GcpClusterScope,
  plan: ClusterPlan<"gcp">,
  cluster: Cluster,
  account: Account,
  pool: NodePoolPlan,
): NodePoolArgs {
  const zones = pool.zones ?? Object.keys(plan.network.zones);
  const args: NodePoolArgs = {
    cluster: cluster.name,
    location: scope.target.region,
    // For each zone, where min and max are for all of them.
    initialNodeCount: Math.ceil(pool.min / Math.max(zones.length, 1)),
    autoscaling: {
      totalMinNodeCount: pool.min,
      totalMaxNodeCount: pool.max,
      locationPolicy: pool.spot ? "ANY" : "BALANCED",
    },
    management: { autoRepair: true, autoUpgrade: plan.upgrade !== UpgradeChannel.Manual },
    upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
    networkConfig: { enablePrivateNodes: true },
    nodeConfig: { ...nodeArgs(account), ...machineArgs(scope, pool) },
  };
  if (zones.length > 0) args.nodeLocations = zones.map((slot) => plan.network.zones[slot] as pulumi.Output<string>);
  return args;
}

function machineArgs(scope: GcpClusterScope, pool: NodePoolPlan) {
  const { tagRules } = scope.target.implementations.provider;
  const gpus = pool.gpu ? gpusOf(pool.machineType) : undefined;
  return {
    ...(gpus === undefined
      ? {}
      : { guestAccelerators: [{ ...gpus, gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" } }] }),
    machineType: pool.machineType,
    imageType: "COS_CONTAINERD",
    diskType: takesHyperdisksOnly(pool.machineType) ? "hyperdisk-balanced" : "pd-balanced",
    diskSizeGb: pool.diskGiB,
    spot: pool.spot,
    labels: { ...pool.labels },
    resourceLabels: tagRules.convert(scope.target.tags).tags,
    taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect: effects[effect] })),
  };
}
