import { Provider } from "@pulumi/kubernetes/provider";
import type { CloudName } from "../core/clouds.js";
import type { Problems } from "../core/errors.js";
import type { OwnProvider } from "../core/options.js";
import { describe } from "../core/target.js";
import type { ClusterLike } from "../kubernetes-cluster/types.js";
import { clusterProvider } from "./provider.js";

/** Where objects go: a cluster, or the provider of one that this package knows nothing of. */
export type ClusterOrProvider<C extends CloudName = CloudName> = ClusterLike<C> | Provider;

/** The cluster, where it is known. */
export function clusterOf<C extends CloudName>(cluster: ClusterOrProvider<C>): ClusterLike<C> | undefined {
  return Provider.isInstance(cluster) ? undefined : cluster;
}

export function providerFor<C extends CloudName>(cluster: ClusterOrProvider<C>): Provider {
  return Provider.isInstance(cluster) ? cluster : clusterProvider(cluster);
}

/** What a component of this cluster hands to `super`. */
export function ownProvider<C extends CloudName>(cluster: ClusterOrProvider<C>): OwnProvider {
  const provider = providerFor(cluster);
  const name = (provider as unknown as { __name: string }).__name;
  return {
    provider,
    package: "kubernetes",
    owner: `the provider of the cluster, ${name}`,
    instead: "give it as the namespace's cluster",
  };
}

/** Refuses what is neither a cluster nor a provider. */
export function checkCluster(problems: Problems, path: string, cluster: unknown): boolean {
  const given = cluster as Partial<ClusterLike> | undefined | null;
  if (Provider.isInstance(cluster)) return true;
  if (typeof given === "object" && given !== null && typeof given.clusterName === "string" && "kubeconfig" in given)
    return true;
  problems.add(
    path,
    `${describe(cluster)} is no cluster; give a KubernetesCluster, KubernetesCluster.fromExisting(...), or a Provider of @pulumi/kubernetes`,
  );
  return false;
}
