import type { Unready, WorldObject, WorldView } from "../../types.js";
import { UNKNOWN } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, isRecord, text } from "../values.js";
import { kindOf, releaseType } from "./api.js";
import type { Cluster } from "./cluster.js";
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
  const reasons = cluster.nodes === 0 ? withoutNodes(c, kind, name, namespace) : withNodes(c, cluster, kind, namespace);
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

function withoutNodes(c: ObjectContext, kind: string, name: string, namespace: string): string[] {
  const pod = (suffix: string): string => `[Pod ${namespace === "default" ? "" : `${namespace}/`}${name}${suffix}]: `;
  const replicas = replicasOf(c);
  switch (kind) {
    case "Deployment":
      if (replicas === 0) return [];
      return [noMinimum, "Minimum number of live Pods was not attained", `0/${replicas} ready: ${noNodes}`];
    case "StatefulSet":
      return replicas === 0
        ? []
        : [`0 out of ${replicas} replicas succeeded readiness checks`, `${pod("-0")}${noNodes}`];
    case "Pod":
      return [`0/1 ready: ${pod("")}${noNodes}`];
    case "Job":
      return at(c.inputs, "spec.suspend") === true ? [] : [`0/1 ready: ${pod("")}${noNodes}`];
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

/** With nodes everything runs; only a Service that selects no pods stays alone. */
function withNodes(c: ObjectContext, cluster: Cluster, kind: string, namespace: string): string[] {
  if (kind !== "Service" || cluster.kind === "declared" || !waitsForPods(c)) return [];
  if (mayHaveOtherPods(c.world, c.account)) return [];
  const selector = { matchLabels: at(c.inputs, "spec.selector") };
  const found = podLabels(c.world, c.account, namespace).some((labels) => matches(selector, labels) !== false);
  return found ? [] : targetless(c, false);
}

/** Charts and operators make pods that cannot be seen. */
function mayHaveOtherPods(world: WorldView, account: string): boolean {
  const types = [releaseType, "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition"];
  return types.some((type) => world.byType(type).some((o) => o.account === account));
}

const makers = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `kubernetes:apps/v1:${kind}`);
const others = ["kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob", "kubernetes:core/v1:ReplicationController"];

/** The labels of all pods that the objects of a namespace make. */
function podLabels(world: WorldView, account: string, namespace: string): unknown[] {
  const mine = (o: WorldObject): boolean => o.account === account && o.id.startsWith(`${namespace}/`);
  const pods = world
    .byType("kubernetes:core/v1:Pod")
    .filter(mine)
    .map((o) => at(o.inputs, "metadata.labels"));
  const made = [...makers, ...others].flatMap((type) => world.byType(type).filter(mine));
  const templates = made.map((o) => at(o.inputs, "spec.template") ?? at(o.inputs, "spec.jobTemplate.spec.template"));
  return [...pods, ...templates.map((template) => at(template, "metadata.labels"))];
}
