import type { CheckFailure, CloudError } from "../../types.js";
import { minorOf } from "../kubernetes-versions.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, text, texts } from "../values.js";
import { clusterOf, gkeVersion, locationOf, noCluster } from "./gke-clusters.js";
import { machineProblem } from "./machine-types.js";

export const nodePoolType = "gcp:container/nodePool:NodePool";

function checkPool(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(c.inputs.name);
  if (name !== undefined && !/^[a-z](?:[-a-z0-9]{0,38}[a-z0-9])?$/.test(name))
    failures.push({
      property: "name",
      reason: `invalid name "${name}": use at most 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen`,
    });
  return failures;
}

function badScale(c: ObjectContext): CloudError | undefined {
  for (const [low, high] of [
    ["minNodeCount", "maxNodeCount"],
    ["totalMinNodeCount", "totalMaxNodeCount"],
  ]) {
    const [min, max] = [low, high].map((key) => at(c.inputs, `autoscaling.${key}`));
    if (typeof min === "number" && typeof max === "number" && min > max)
      return {
        code: "Error 400",
        message: `Invalid autoscaling: ${low} ${min} must be less than or equal to ${high} ${max}, badRequest`,
      };
  }
  return undefined;
}

function refusePool(c: ObjectContext): CloudError | undefined {
  const refusal = noCluster(c) ?? badScale(c);
  if (refusal !== undefined) return refusal;
  const machine = text(at(c.inputs, "nodeConfig.machineType")) ?? "e2-medium";
  const problem = machineProblem(machine, text(at(c.inputs, "nodeConfig.diskType")));
  if (problem !== undefined) return { code: "Error 400", message: `${problem}, badRequest` };
  const [control, nodes] = [clusterOf(c)?.outputs.masterVersion, c.inputs.version];
  if (Number(minorOf(nodes)) <= Number(minorOf(control)) || minorOf(nodes) === undefined) return undefined;
  return {
    code: "Error 400",
    message: `Node version "${String(nodes)}" must not have a greater minor version than master version "${String(control)}"., badRequest`,
  };
}

const clusterId = (c: ObjectContext) =>
  clusterOf(c)?.id ??
  `projects/${c.account}/locations/${locationOf(c.inputs, c.region)}/clusters/${String(c.inputs.cluster)}`;

const nameOf = (c: ObjectContext) =>
  text(c.inputs.name) ?? `${text(c.inputs.namePrefix) ?? ""}${c.derive.digits("name", 26)}`;

/** A regional pool has nodes in three zones unless it says otherwise. */
function zonesOf(c: ObjectContext): string[] {
  const given = texts(c.inputs.nodeLocations);
  const place = text(clusterOf(c)?.outputs.location) ?? locationOf(c.inputs, c.region);
  if (given.length > 0) return given;
  return /-[a-z]$/.test(place) ? [place] : ["b", "c", "d"].map((letter) => `${place}-${letter}`);
}

function groups(c: ObjectContext, kind: string): string[] {
  const cluster = clusterId(c).replace(/.*\//, "");
  return zonesOf(c).map(
    (zone) =>
      `https://www.googleapis.com/compute/v1/projects/${c.account}/zones/${zone}/${kind}/gke-${cluster}-${nameOf(c)}-${c.derive.hex(`group ${zone}`, 8)}-grp`,
  );
}

export const nodePoolModels: Models = {
  [nodePoolType]: {
    name: { property: "name", limit: 40, prefixProperty: "namePrefix" },
    check: checkPool,
    refuse: refusePool,
    id: (c) => `${clusterId(c)}/nodePools/${nameOf(c)}`,
    unique: true,
    outputs: {
      initialNodeCount: (c) => Number(c.inputs.nodeCount ?? at(c.inputs, "autoscaling.minNodeCount") ?? 0),
      instanceGroupUrls: (c) => groups(c, "instanceGroupManagers"),
      location: (c) => text(clusterOf(c)?.outputs.location) ?? c.region,
      managedInstanceGroupUrls: (c) => groups(c, "instanceGroups"),
      management: () => ({ autoRepair: true, autoUpgrade: true }),
      maxPodsPerNode: () => 110,
      name: nameOf,
      namePrefix: () => "",
      nodeCount: (c) => Number(at(c.inputs, "autoscaling.minNodeCount") ?? c.inputs.initialNodeCount ?? 0),
      nodeLocations: zonesOf,
      operation: () => "",
      upgradeSettings: () => ({ maxSurge: 1, maxUnavailable: 0, strategy: "SURGE" }),
      version: (c) => text(clusterOf(c)?.outputs.masterVersion) ?? gkeVersion(undefined),
    },
    identities: (o) => [text(o.inputs.name) ?? ""],
  },
};
