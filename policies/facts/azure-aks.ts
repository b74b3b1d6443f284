/** Kubernetes clusters of Azure and their pools of nodes, which stand inside the cluster or by themselves. */

import type { Edit } from "../core/remedy.js";
import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { isText, type Tri } from "../core/tri.js";
import { type Field, get, isObject, isUnknown, items } from "../core/value.js";

export const CLUSTER = "azure-native:containerservice:ManagedCluster";
export const POOL = "azure-native:containerservice:AgentPool";

/** What a rule on a switch of the pools judges. */
export function poolReads(name: string): Reads {
  return { [CLUSTER]: [`agentPoolProfiles[].${name}`], [POOL]: [name] };
}

/** The pools that the resource makes. */
export function poolsOf(resource: Resource): readonly Field[] {
  if (resource.type === POOL) return [{ state: "known", path: "", value: resource.props }];
  return items(get(resource.props, "agentPoolProfiles"));
}

/** The edits that give a switch this value in every pool. What is not known yet is left alone. */
export function poolEdits(resource: Resource, name: string, value: boolean): readonly Edit[] {
  const differs = (pool: unknown): boolean =>
    isObject(pool) && !isUnknown(pool[name]) && (pool[name] ?? false) !== value;
  if (resource.type === POOL) return differs(resource.props) ? [{ path: name, value }] : [];
  const pools = resource.props.agentPoolProfiles;
  if (!Array.isArray(pools) || !pools.some(differs)) return [];
  const changed = pools.map((pool: unknown) => (isObject(pool) && differs(pool) ? { ...pool, [name]: value } : pool));
  return [{ path: "agentPoolProfiles", value: changed }];
}

/**
 * Whether the setting is left to AKS Automatic, which turns on what it is not told: upgrades, network policies, and no
 * local accounts.
 */
export function leftToAutomatic(cluster: Resource, setting: Field): Tri {
  return setting.state === "absent" ? isText(get(cluster.props, "sku.name"), "Automatic") : false;
}
