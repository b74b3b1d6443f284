import type { AgentPool, AgentPoolArgs, ManagedCluster } from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import { shortHash } from "../../core/names.js";
import { azureSizes } from "../../core/sizes/azure.js";
import { ClusterMode } from "../args.js";
import type { ClusterPlan, NodePoolPlan } from "../types.js";
import type { AzureClusterContext } from "./children.js";
import { subnetOf } from "./identities.js";

/** Names of pools have at most 12 letters and digits. */
const readable = 6;

const spot = "kubernetes.azure.com/scalesetpriority";

/** What every node has: no address on the internet, a disk that is encrypted where the machine runs. */
function nodeArgs(plan: ClusterPlan<"azure">) {
  return {
    type: "VirtualMachineScaleSets",
    osType: "Linux",
    osDiskType: "Managed",
    vnetSubnetID: subnetOf(plan),
    enableEncryptionAtHost: true,
    enableNodePublicIP: false,
  };
}

/** For what the cluster itself runs, on machines that nothing else is put on. A cluster cannot be without it. */
export function systemPool(plan: ClusterPlan<"azure">) {
  const zones = Object.values(plan.network.zones);
  // Node auto-provisioning excludes the other autoscaler.
  const scale =
    plan.mode === ClusterMode.Managed
      ? { count: 2, enableAutoScaling: false }
      : { count: 2, enableAutoScaling: true, minCount: 2, maxCount: 4 };
  return {
    name: "system",
    mode: "System",
    vmSize: azureSizes.named.medium.x86_64 as string,
    osDiskSizeGB: 128,
    ...nodeArgs(plan),
    ...scale,
    ...(zones.length > 0 ? { availabilityZones: zones } : {}),
    nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
    upgradeSettings: { maxSurge: "33%" },
  };
}

/** A resource of its own for each pool; nothing in it mentions another pool. */
export function createPools(
  { scope, group }: AzureClusterContext,
  plan: ClusterPlan<"azure">,
  cluster: ManagedCluster,
): Record<string, AgentPool> {
  const pools = plan.nodePools.map((pool) => [
    pool.name,
    scope.child(
      "nodePool",
      `pool-${pool.name}`,
      { ...group, resourceName: cluster.name, ...poolArgs(plan, pool) },
      // How many there are is the autoscaler's business once the pool exists.
      { ignoreChanges: ["count"] },
    ),
  ]);
  return Object.fromEntries(pools);
}

type PoolArgs = Omit<AgentPoolArgs, "resourceGroupName" | "resourceName">;

function poolArgs(plan: ClusterPlan<"azure">, pool: NodePoolPlan): PoolArgs {
  const zones = (pool.zones ?? Object.keys(plan.network.zones)).map(
    (slot) => plan.network.zones[slot] as pulumi.Output<string>,
  );
  const taints = pool.taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`);
  return {
    agentPoolName: poolName(pool),
    mode: "User",
    orchestratorVersion: plan.version,
    vmSize: pool.machineType,
    ...(pool.gpu ? { gpuProfile: { driver: "Install" } } : {}),
    osDiskSizeGB: pool.diskGiB,
    ...nodeArgs(plan),
    enableAutoScaling: true,
    count: pool.min,
    minCount: pool.min,
    maxCount: pool.max,
    ...(zones.length > 0 ? { availabilityZones: zones } : {}),
    // Azure adds its own label and taint to spot pools; unsaid, they would come up as changes.
    nodeLabels: pool.spot ? { ...pool.labels, [spot]: "spot" } : { ...pool.labels },
    nodeTaints: pool.spot ? [...taints, `${spot}=spot:NoSchedule`] : taints,
    ...(pool.spot
      ? { scaleSetPriority: "Spot", scaleSetEvictionPolicy: "Delete", spotMaxPrice: -1 }
      : { upgradeSettings: { maxSurge: "33%" } }),
  };
}

/**
 * The first letters of the name, and a hash of the name and of what cannot change about a pool: another size is another
 * pool, which is made before the old one goes.
 */
export function poolName({ name, machineType, diskGiB, spot: spare, zones }: NodePoolPlan): string {
  const letters = name.replace(/-/g, "").slice(0, readable);
  return `${letters}${shortHash(name, machineType, String(diskGiB), String(spare), (zones ?? []).join())}`;
}
