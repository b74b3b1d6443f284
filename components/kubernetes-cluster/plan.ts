import type * as pulumi from "@pulumi/pulumi";
import { Problems } from "../core/errors.js";
import { Arch, machineOf, type Size, SizeName } from "../core/sizes/index.js";
import { ClusterLog, ClusterMode, type KubernetesClusterOptions, type NodePoolArgs, UpgradeChannel } from "./args.js";
import type { AddonPlan, ClusterPlan, ClusterRules, NodePoolPlan } from "./types.js";

const defaultRetentionDays = 90;
const defaultDiskGiB = 50;
/** What every cluster records unless told otherwise. */
export const defaultLogs: readonly ClusterLog[] = [ClusterLog.Api, ClusterLog.Audit, ClusterLog.Authenticator];

/** What a plan is made of besides the neutral options. */
export type ClusterInput = KubernetesClusterOptions & Pick<ClusterPlan, "network">;

/** Everything about a cluster that can be decided without the engine. Pure: it checks nothing and registers nothing. */
export function planCluster(options: ClusterInput, rules: ClusterRules): ClusterPlan {
  const mode = options.mode ?? ClusterMode.Nodes;
  const { serviceRange, podRange, ...addons } = rules.defaults(mode);
  const from = options.endpoint?.public;
  return {
    version: options.version,
    mode,
    network: options.network,
    tier: options.tier ?? "private",
    publicFrom: from === undefined || from === false ? undefined : from.from,
    admins: Object.entries(options.admins ?? {}).map(([key, principal]) => ({ key, principal })),
    nodePools: Object.entries(options.nodePools ?? {}).map(([name, pool]) => planPool(name, pool, rules)),
    logs: planLogs(options.logs),
    addons: planAddons(options.addons ?? {}, addons),
    upgrade: options.upgrade ?? UpgradeChannel.Regular,
    maintenance: options.maintenance,
    serviceRange: options.serviceRange ?? serviceRange,
    podRange: options.podRange ?? podRange,
    deletionProtection: options.deletionProtection ?? true,
  };
}

function planLogs(logs: KubernetesClusterOptions["logs"]): ClusterPlan["logs"] {
  if (logs === false) return undefined;
  return { kinds: logs?.kinds ?? defaultLogs, retentionDays: logs?.retentionDays ?? defaultRetentionDays };
}

function planAddons(given: NonNullable<KubernetesClusterOptions["addons"]>, defaults: Partial<AddonPlan>): AddonPlan {
  return { disk: true, networkPolicy: true, metrics: true, secretsStore: false, ingress: false, ...defaults, ...given };
}

/** The size and architecture of a pool, where it does not say. */
export function poolMachine(pool: NodePoolArgs): { readonly size: Size; readonly arch: Arch } {
  return { size: pool.size ?? SizeName.Medium, arch: pool.arch ?? Arch.X86 };
}

function planPool(name: string, pool: NodePoolArgs, { cloud, sizes }: ClusterRules): NodePoolPlan {
  const { size, arch } = poolMachine(pool);
  const request = { cloud, table: sizes, size, arch, path: "size", archPath: "arch" };
  return {
    name,
    arch,
    // What is wrong with it, the checks say.
    machineType: machineOf(new Problems(), request)?.type ?? "",
    min: pool.min,
    max: pool.max,
    spot: pool.spot ?? false,
    gpu: pool.gpu ?? false,
    labels: pool.labels ?? {},
    taints: Object.entries(pool.taints ?? {}).map(([key, { value, effect }]) => ({ key, value: value ?? "", effect })),
    diskGiB: pool.diskGiB ?? defaultDiskGiB,
    zones: pool.zones,
  };
}

/** What state shows of a cluster's arguments: plain and structural. Pools are not in it: adding one changes nothing but that pool. */
export function summarize(plan: ClusterPlan): Record<string, pulumi.Input<unknown>> {
  return {
    version: plan.version,
    mode: plan.mode,
    public: plan.publicFrom !== undefined,
    logs: plan.logs !== undefined,
    upgrade: plan.upgrade,
    deletionProtection: plan.deletionProtection,
  };
}
