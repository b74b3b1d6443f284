import {
  type CloudName,
  KubernetesCluster,
  type KubernetesClusterArgs,
  type NetworkLike,
  type Target,
} from "groundplan";
import { withoutUndefined } from "./options.ts";
import type { Settings, CloudName as StackCloud } from "./schema.ts";

/** The arguments of one cloud's cluster; undefined where the stack has none. */
export function clusterArgs<C extends CloudName>(
  settings: Settings,
  target: Target<C>,
  network: NetworkLike<C>,
): KubernetesClusterArgs<C> | undefined {
  if (settings.cluster === undefined) return undefined;
  const { nodePools, publicFrom, logDays, ...options } = settings.cluster;
  const admins = settings[target.cloud as StackCloud]?.clusterAdmins;
  const choosesLogDays = target.cloud !== "gcp";
  return {
    target,
    network,
    ...withoutUndefined(options),
    nodePools: Object.fromEntries(Object.entries(nodePools).map(([key, pool]) => [key, withoutUndefined(pool)])),
    ...(publicFrom === undefined ? {} : { endpoint: { public: { from: publicFrom } } }),
    ...(logDays === undefined || !choosesLogDays ? {} : { logs: { retentionDays: logDays } }),
    ...(admins === undefined ? {} : { admins }),
    deletionProtection: settings.protect,
  } as unknown as KubernetesClusterArgs<C>;
}

/** Makes the cluster of one cloud. */
export function makeCluster(settings: Settings, target: Target, network: NetworkLike): KubernetesCluster | undefined {
  const args = clusterArgs(settings, target, network);
  return args === undefined ? undefined : new KubernetesCluster(`main-${target.key}`, args);
}
