import type { Unready, WorldView } from "../../types.js";
import { UNKNOWN } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, classNameOf, isRecord, text } from "../values.js";
import { kindOf } from "./api.js";
import type { Cluster } from "./cluster.js";
import { hasOperators, podPath, waitsFor } from "./pod-needs.js";
import { matches } from "./validation/selector.js";

/** Whether the program says not to wait for an object. */
function isSkipped(c: ObjectContext): boolean {
  const annotations = at(c.inputs, "metadata.annotations");
  const value = isRecord(annotations) ? annotations["pulumi.com/skipAwait"] : undefined;
  return value === "true" || value === "True" || value === UNKNOWN;
}

const noNodes = "no nodes available to schedule pods";
const noMinimum = "[MinimumReplicasUnavailable] Deployment does not have minimum availability.";

/** Why an object never becomes ready, although it was accepted; undefined where it does, or nobody waits for it. */
export function unready(c: ObjectContext, cluster: Cluster, namespace: string): Unready | undefined {
  if (isSkipped(c)) return undefined;
  const { kind, apiVersion } = kindOf(c);
  const name = text(at(c.inputs, "metadata.name")) ?? c.name;
  const reasons =
    cluster.nodes === 0 ? idle(c, kind, name, namespace, [noNodes]) : withNodes(c, cluster, kind, name, namespace);
  if (reasons.length === 0) return undefined;
  return {
    message: `resource ${JSON.stringify(c.urn)} was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: '${name}' timed out waiting to be Ready (${apiVersion}/${kind}; the sandbox did not wait)`,
    reasons,
  };
}

function replicasOf(c: ObjectContext): number {
  const count = at(c.inputs, "spec.replicas");
  return typeof count === "number" ? count : 1;
}

/** What the provider says of an object whose pods do not run, and why they do not. */
function idle(c: ObjectContext, kind: string, name: string, namespace: string, reasons: readonly string[]): string[] {
  const pod = (suffix: string): string => `[Pod ${namespace === "default" ? "" : `${namespace}/`}${name}${suffix}]: `;
  const replicas = replicasOf(c);
  switch (kind) {
    case "Deployment":
      if (replicas === 0) return [];
      return [
        noMinimum,
        "Minimum number of live Pods was not attained",
        ...reasons.map((reason) => `0/${replicas} ready: ${reason}`),
      ];
    case "StatefulSet":
      return replicas === 0
        ? []
        : [
            `0 out of ${replicas} replicas succeeded readiness checks`,
            ...reasons.map((reason) => `${pod("-0")}${reason}`),
          ];
    case "Pod":
      return reasons.map((reason) => `0/1 ready: ${pod("")}${reason}`);
    case "Job":
      if (at(c.inputs, "spec.suspend") === true) return [];
      return reasons.map((reason) => `0/1 ready: ${pod("")}${reason}`);
    case "Service":
      return waitsForPods(c) ? targetless(c, true) : [];
    default:
      return [];
  }
}

const noTarget =
  "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods";

function targetless(c: ObjectContext, noAddress: boolean): string[] {
  const balanced = at(c.inputs, "spec.type") === "LoadBalancer";
  const address = "Service was not allocated an IP address; does your cloud provider support this?";
  return [noTarget, ...(balanced && noAddress ? [address] : [])];
}

/** Headless Services, aliases and those without a selector are ready at once. */
function waitsForPods(c: ObjectContext): boolean {
  const selector = at(c.inputs, "spec.selector");
  const aside = at(c.inputs, "spec.clusterIP") === "None" || at(c.inputs, "spec.type") === "ExternalName";
  return !aside && isRecord(selector) && Object.keys(selector).length > 0;
}

/**
 * With nodes everything runs, unless its pods name what is not there, or a Service selects none. What a declared cluster has
 * besides cannot be known.
 */
function withNodes(c: ObjectContext, cluster: Cluster, kind: string, name: string, namespace: string): string[] {
  if (cluster.kind === "declared") return [];
  const { world, account } = c;
  if (kind !== "Service") {
    const reasons = waitsFor(kind, c.inputs, podName(kind, name), { world, account, namespace });
    if (reasons.length === 0) return [];
    const count = `0/${cluster.nodes ?? 3} ready: `;
    return kind === "DaemonSet" ? reasons.map((reason) => count + reason) : idle(c, kind, name, namespace, reasons);
  }
  if (!waitsForPods(c) || hasOperators(world, account)) return [];
  const selector = { matchLabels: at(c.inputs, "spec.selector") };
  const found = podLabels(world, account, namespace).some((labels) => matches(selector, labels) !== false);
  return found ? [] : targetless(c, false);
}

/** How a pod is called before it is made: most get the rest of their name then. */
function podName(kind: string, name: string): string {
  return kind === "Pod" ? name : kind === "StatefulSet" ? `${name}-0` : `${name}-`;
}

const makers = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `kubernetes:apps/v1:${kind}`);
const others = ["kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob", "kubernetes:core/v1:ReplicationController"];

/** The labels of all pods that run for the objects of a namespace. */
function podLabels(world: WorldView, account: string, namespace: string): unknown[] {
  const made = ["kubernetes:core/v1:Pod", ...makers, ...others].flatMap((type) =>
    world.byType(type).filter((o) => o.account === account && o.id.startsWith(`${namespace}/`)),
  );
  return made.flatMap((o) => {
    const kind = classNameOf(o.type);
    const waiting = waitsFor(kind, o.inputs, "", { world, account, namespace }).length > 0;
    const path = podPath(kind)?.replace(/spec$/, "metadata.labels");
    return waiting || path === undefined ? [] : [at(o.inputs, path)];
  });
}
