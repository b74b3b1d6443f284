import type { CloudName, Identity } from "../../core/clouds.js";
import type { WorkloadIdentity } from "../../kubernetes-cluster/types.js";
import { clusterOf } from "../cluster.js";
import type { WorkloadArgs } from "./args.js";
import type { Surroundings, WorkloadPlan } from "./types.js";

/** What a workload's objects refer to; registers the binding of its identity, where it has one. */
export function surroundings<C extends CloudName>(
  args: WorkloadArgs<C>,
  plan: WorkloadPlan,
): Omit<Surroundings, "identity"> & { readonly identity: WorkloadIdentity<C> | undefined } {
  const { namespace } = args;
  const cluster = clusterOf(namespace.cluster);
  const given = args.identity === true ? undefined : (args.identity as Identity<NoInfer<C>> | undefined);
  const identity =
    args.identity === undefined ? undefined : cluster?.workloadIdentity(namespace.objectName, plan.objectName, given);
  return {
    namespace: namespace.name,
    identity,
    ready: [...namespace.ready, ...(identity?.dependencies ?? [])],
    storageClass(volume) {
      if (!("sizeGiB" in volume)) return undefined;
      return volume.storageClass ?? cluster?.storageClass(volume.storage ?? "balanced");
    },
  };
}
