/** Clusters of GKE and the nodes that they bring, by themselves and through separate pools. */

import type { Resource } from "../core/resource.js";
import { all, isSet, isTrue, not, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";

export const CLUSTER = "gcp:container/cluster:Cluster";
export const NODE_POOL = "gcp:container/nodePool:NodePool";

/** What decides whether a cluster has nodes of its own. */
export const OWN_NODES = ["enableAutopilot", "removeDefaultNodePool", "nodePools"] as const;

/** Settings of one group of nodes, and whether the group lasts. */
export interface Nodes {
  readonly config: Field;
  readonly last: Tri;
}

/** Whether Google runs the nodes: it then sets what a rule on nodes asks for. */
export function isAutopilot(cluster: Resource): Tri {
  return isTrue(get(cluster.props, "enableAutopilot"));
}

/**
 * The node configurations that the resource writes down or leaves to the defaults. A default pool that is removed lives for
 * minutes while the cluster is made and never runs a workload, so it does not last; one that pools are listed in place of
 * never exists.
 */
export function nodesOf(resource: Resource): readonly Nodes[] {
  const read = (path: string): Field => get(resource.props, path);
  if (resource.type === NODE_POOL) return [{ config: read("nodeConfig"), last: true }];
  const standard = not(isAutopilot(resource));
  const pools = read("nodePools");
  const byDefault = all(standard, not(isTrue(read("removeDefaultNodePool"))), not(isSet(pools)));
  return [
    { config: read("nodeConfig"), last: byDefault },
    ...items(pools).map((pool) => ({ config: within(pool, "nodeConfig"), last: standard })),
  ];
}

/** The settings of the nodes that auto-provisioning adds; they have the names of a node configuration. */
export function provisionedBy(cluster: Resource): Nodes {
  const on = all(not(isAutopilot(cluster)), isTrue(get(cluster.props, "clusterAutoscaling.enabled")));
  return { config: get(cluster.props, "clusterAutoscaling.autoProvisioningDefaults"), last: on };
}
