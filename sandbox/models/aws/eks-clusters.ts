import type { CloudError, WorldObject } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { text } from "../values.js";
import { here } from "./references.js";

export const clusterType = "aws:eks/cluster:Cluster";

/** The cluster that `clusterName` names in the account and region. */
export function clusterOf(c: ObjectContext): WorldObject | undefined {
  const name = text(c.inputs.clusterName);
  return here(c, clusterType).find((o) => o.id === name);
}

/** EKS's refusal of a part of a cluster that does not exist. */
export function noCluster(c: ObjectContext): CloudError | undefined {
  if (clusterOf(c) !== undefined) return undefined;
  return {
    code: "ResourceNotFoundException",
    message: `No cluster found for name: ${String(c.inputs.clusterName)} (clusterName); pass the cluster's own name, or create it first`,
  };
}
