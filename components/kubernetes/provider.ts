import { Provider } from "@pulumi/kubernetes/provider";
import type { CloudName } from "../core/clouds.js";
import { ArgumentsError, ErrorCode } from "../core/errors.js";
import { withoutHelperFrames } from "../core/frames.js";
import { currentStack } from "../core/providers.js";
import type { ClusterLike } from "../kubernetes-cluster/types.js";

/** How a cluster's provider behaves. */
export interface ClusterProviderOptions {
  /**
   * Forgets objects that are to be deleted when the cluster cannot be reached, instead of failing. For a cluster that was
   * deleted by other means: otherwise its objects stay in the state, and keep a destroy from ending.
   *
   * @default false
   */
  readonly deleteUnreachable?: boolean;
}

interface Made {
  readonly cluster: unknown;
  readonly provider: Provider;
  readonly deleteUnreachable: boolean;
}

/** What each stack has made, by the provider's name. */
const stacks = new WeakMap<object, Map<string, Made>>();

/**
 * The provider for objects in a cluster, named `kubernetes-<name of the cluster>`: the same one each time.
 *
 * ```ts
 * const provider = clusterProvider(cluster);
 * new CustomResource("issuer", { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", spec }, { provider });
 * ```
 *
 * It logs in with the cloud's own command, which has to be installed where the program runs: `aws`,
 * `gke-gcloud-auth-plugin` or `kubelogin`. Its objects are made after the cluster's nodes and admins, and deleted before
 * them. As long as the cluster stays the same one, a change of its endpoint or certificate updates the provider and
 * replaces nothing.
 *
 * @throws ArgumentsError when another cluster of that name has one already, or this one has one with other options
 */
export function clusterProvider<C extends CloudName>(
  cluster: ClusterLike<C>,
  options: ClusterProviderOptions = {},
): Provider {
  const stack = currentStack();
  const made = stacks.get(stack) ?? new Map<string, Made>();
  stacks.set(stack, made);
  const found = made.get(cluster.clusterName);
  if (found !== undefined) {
    refuseOther(found, cluster, options);
    return found.provider;
  }
  const { deleteUnreachable = false } = options;
  const provider = withoutHelperFrames(() => makeProvider(cluster, deleteUnreachable));
  made.set(cluster.clusterName, { cluster, provider, deleteUnreachable });
  return provider;
}

function makeProvider<C extends CloudName>(cluster: ClusterLike<C>, deleteUnreachable: boolean): Provider {
  const { kubeconfig, clusterId: clusterIdentifier, ready } = cluster;
  const args = { kubeconfig, clusterIdentifier, ...(deleteUnreachable ? { deleteUnreachable } : {}) };
  return new Provider(`kubernetes-${cluster.clusterName}`, args, { dependsOn: [...ready] });
}

function refuseOther<C extends CloudName>(found: Made, cluster: ClusterLike<C>, options: ClusterProviderOptions): void {
  const name = cluster.clusterName;
  const problems: { propertyPath: string; reason: string }[] = [];
  if (found.cluster !== cluster)
    problems.push({
      propertyPath: "cluster",
      reason: `another cluster is called "${name}" and has a provider already; make the cluster once and pass it on, or give each its own name`,
    });
  else if (options.deleteUnreachable !== undefined && options.deleteUnreachable !== found.deleteUnreachable)
    problems.push({
      propertyPath: "deleteUnreachable",
      reason: `the provider of this cluster was made with ${found.deleteUnreachable}; call clusterProvider with ${options.deleteUnreachable} before the first Namespace of the cluster`,
    });
  if (problems.length > 0)
    throw new ArgumentsError(`clusterProvider of "${name}"`, problems, ErrorCode.ProviderConflict);
}
