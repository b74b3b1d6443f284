import type * as core from "@pulumi/kubernetes/core/v1";
import { dialects } from "./clouds.js";
import { buildController } from "./controllers.js";
import { exposurePeers, ingressArgs, serviceArgs } from "./expose.js";
import { type Metadata, metadataOf } from "./metadata.js";
import { policySpec } from "./network.js";
import type { ClusterFacts, Surroundings, WorkloadMaker, WorkloadNative, WorkloadPlan } from "./types.js";
import { filesOf } from "./volumes.js";

/** Registers the objects of a workload. */
export function buildWorkload(
  maker: WorkloadMaker,
  plan: WorkloadPlan,
  around: Surroundings,
  cluster: ClusterFacts | undefined,
): WorkloadNative {
  const metadata = metadataOf(plan, around);
  const serviceAccount = maker.child("serviceAccount", "", accountArgs(plan, around, metadata));
  const networkPolicy = buildPolicy(maker, plan, around, cluster, metadata);
  const secrets = buildSecrets(maker, plan, metadata);
  const files = buildFiles(maker, plan, metadata);
  const fileNames = Object.fromEntries(Object.entries(files).map(([name, map]) => [name, map.metadata.name]));
  const references = { secretName: secrets?.metadata.name, fileNames };
  const needs = [serviceAccount, networkPolicy];
  const controllers = buildController(maker, plan, around, { ...references, metadata, needs });
  const exposed = buildExposure(maker, plan, cluster, metadata);
  return {
    serviceAccount,
    networkPolicy,
    secrets,
    files,
    ...controllers,
    ...buildScaling(maker, plan, metadata),
    ...exposed,
  };
}

function accountArgs(plan: WorkloadPlan, around: Surroundings, metadata: Metadata): core.ServiceAccountArgs {
  const own = metadata(undefined, around.identity?.annotations);
  const labels = { ...plan.labels, ...around.identity?.labels };
  return { metadata: { ...own, labels }, automountServiceAccountToken: plan.apiToken };
}

function buildPolicy(
  maker: WorkloadMaker,
  plan: WorkloadPlan,
  around: Surroundings,
  cluster: ClusterFacts | undefined,
  metadata: Metadata,
) {
  const credentials = (around.identity && cluster && dialects[cluster.target.cloud]?.credentials) ?? [];
  const exposure = plan.expose === undefined ? [] : exposurePeers(cluster, plan.expose);
  const spec = policySpec(plan, { exposure, credentials });
  return maker.child("networkPolicy", "", { metadata: metadata(), spec });
}

function buildSecrets(maker: WorkloadMaker, plan: WorkloadPlan, metadata: Metadata): core.Secret | undefined {
  if (Object.keys(plan.secretValues).length === 0) return undefined;
  return maker.child("secrets", "secrets", {
    metadata: metadata(false),
    type: "Opaque",
    stringData: plan.secretValues,
  });
}

function buildFiles(maker: WorkloadMaker, plan: WorkloadPlan, metadata: Metadata): Record<string, core.ConfigMap> {
  const maps: Record<string, core.ConfigMap> = {};
  for (const [name, volume] of Object.entries(plan.volumes)) {
    const data = filesOf(volume);
    if (data !== undefined) maps[name] = maker.child("files", `files-${name}`, { metadata: metadata(false), data });
  }
  return maps;
}

type Scaling = Pick<WorkloadNative, "autoscaler" | "disruptionBudget">;

function buildScaling(maker: WorkloadMaker, plan: WorkloadPlan, metadata: Metadata): Scaling {
  const { replicas } = plan;
  if (replicas === undefined) return { autoscaler: undefined, disruptionBudget: undefined };
  const { min, max, cpuPercent } = replicas;
  const kind = plan.kind === "statefulset" ? "StatefulSet" : "Deployment";
  const cpu = {
    type: "Resource",
    resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } },
  };
  const scaleTargetRef = { apiVersion: "apps/v1", kind, name: plan.objectName };
  const spec = { scaleTargetRef, minReplicas: min, maxReplicas: max, metrics: [cpu] };
  const budget = {
    maxUnavailable: 1,
    // A pod that does not work anyway keeps no node from being replaced.
    unhealthyPodEvictionPolicy: "AlwaysAllow",
    selector: { matchLabels: plan.selector },
  };
  return {
    autoscaler: max > min ? maker.child("autoscaler", "", { metadata: metadata(), spec }) : undefined,
    disruptionBudget: min > 1 ? maker.child("disruptionBudget", "", { metadata: metadata(), spec: budget }) : undefined,
  };
}

type Exposure = Pick<WorkloadNative, "service" | "ingress">;

function buildExposure(
  maker: WorkloadMaker,
  plan: WorkloadPlan,
  cluster: ClusterFacts | undefined,
  metadata: Metadata,
): Exposure {
  if (!plan.service) return { service: undefined, ingress: undefined };
  const service = maker.child("service", "", serviceArgs(plan, metadata, cluster));
  if (plan.expose === undefined) return { service, ingress: undefined };
  const args = ingressArgs(plan, metadata, cluster, plan.expose);
  return { service, ingress: maker.child("ingress", "", args, { dependsOn: [service] }) };
}
