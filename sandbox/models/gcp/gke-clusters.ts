import type { CloudError, Props, WorldObject } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, lastSegment, text } from "../values.js";
import { relative } from "./identifiers.js";
import { projectOf } from "./references.js";

export const clusterType = "gcp:container/cluster:Cluster";

/** A full version of a minor as GKE gives it; of the default minor where none is asked for. */
export function gkeVersion(minor: number | undefined): string {
  return `1.${minor ?? 34}.1-gke.1002000`;
}

/** Where a cluster or pool lives: a region or a zone. */
export function locationOf(inputs: Props, otherwise: string): string {
  return text(inputs.location) ?? otherwise;
}

/** The cluster that a part of it names by name, id or self link. */
export function clusterOf(c: ObjectContext): WorldObject | undefined {
  const wanted = relative(text(c.inputs.cluster) ?? "");
  const place = text(c.inputs.location);
  return c.world
    .byType(clusterType)
    .filter((o) => projectOf(o) === c.account && (place === undefined || text(o.outputs.location) === place))
    .find((o) => o.id === wanted || text(o.inputs.name) === lastSegment(wanted));
}

export function noCluster(c: ObjectContext): CloudError | undefined {
  if (clusterOf(c) !== undefined) return undefined;
  const place = text(c.inputs.location) ?? c.region;
  return {
    code: "Error 404",
    message: `Not found: projects/${c.account}/locations/${place}/clusters/${lastSegment(String(c.inputs.cluster))}., notFound (cluster): pass the cluster's own name and location, or create it first`,
  };
}

/**
 * The refusal of a member of a workload identity pool that does not exist: a project has its pool from the first cluster
 * with workload identity on.
 */
export function noWorkloadPool(c: ObjectContext): CloudError | undefined {
  const member = text(c.inputs.member) ?? "";
  const pool = /^serviceAccount:([\w-]+)\.svc\.id\.goog\[/.exec(member)?.[1];
  if (pool === undefined || pool !== c.session.account) return undefined;
  const known = c.world
    .byType(clusterType)
    .filter((o) => projectOf(o) === pool)
    .some((o) => text(at(o.inputs, "workloadIdentityConfig.workloadPool")) || o.inputs.enableAutopilot === true);
  if (known) return undefined;
  return {
    code: "Error 400",
    message: `Identity Pool does not exist (${pool}.svc.id.goog). Please check that you specified a valid resource name as returned in the name attribute in the configuration API., badRequest: make a GKE cluster with workloadIdentityConfig first (dependsOn)`,
  };
}
