import type { Props } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, isRecord, records, text } from "../values.js";
import type { Cluster } from "./cluster.js";

/** The status of an object some time after it was applied: everything asked for is there. */
export function status(c: ObjectContext, kind: string, cluster: Cluster | undefined): unknown {
  const made = byKind[kind];
  if (made !== undefined) return made(c, cluster);
  return isRecord(c.inputs.status) ? c.inputs.status : undefined;
}

type Status = (c: ObjectContext, cluster: Cluster | undefined) => Props;

const condition = (c: ObjectContext, type: string, reason?: string, message?: string): Props => ({
  type,
  status: "True",
  lastTransitionTime: c.derive.time(),
  ...(reason === undefined ? {} : { reason }),
  ...(message === undefined ? {} : { message }),
});

function replicas(c: ObjectContext): number {
  const count = at(c.inputs, "spec.replicas");
  return typeof count === "number" ? count : 1;
}

function generation(c: ObjectContext): number {
  return Number(at(c.self?.outputs, "metadata.generation") ?? 1);
}

const counts = (c: ObjectContext): Props => {
  const count = replicas(c);
  return { availableReplicas: count, readyReplicas: count, replicas: count, observedGeneration: generation(c) };
};

const byKind: Readonly<Record<string, Status>> = {
  Namespace: () => ({ phase: "Active" }),
  Pod: pod,
  Deployment: (c) => ({
    ...counts(c),
    updatedReplicas: replicas(c),
    conditions: [
      condition(c, "Available", "MinimumReplicasAvailable", "Deployment has minimum availability."),
      condition(c, "Progressing", "NewReplicaSetAvailable"),
    ],
  }),
  ReplicaSet: (c) => ({ ...counts(c), fullyLabeledReplicas: replicas(c) }),
  ReplicationController: counts,
  StatefulSet: (c) => {
    const revision = `${text(at(c.inputs, "metadata.name")) ?? c.name}-${c.derive.draw("revision", 10, "bcdfghjklmnpqrstvwxz2456789")}`;
    const count = replicas(c);
    return {
      ...counts(c),
      collisionCount: 0,
      currentReplicas: count,
      currentRevision: revision,
      updateRevision: revision,
      updatedReplicas: count,
    };
  },
  DaemonSet: (c, cluster) => {
    const nodes = cluster?.nodes ?? 3;
    return {
      currentNumberScheduled: nodes,
      desiredNumberScheduled: nodes,
      numberAvailable: nodes,
      numberMisscheduled: 0,
      numberReady: nodes,
      observedGeneration: generation(c),
      updatedNumberScheduled: nodes,
    };
  },
  Job: (c) => ({
    succeeded: at(c.inputs, "spec.completions") ?? 1,
    ready: 0,
    startTime: c.derive.time(),
    completionTime: c.derive.time(),
    conditions: [condition(c, "Complete", "CompletionsReached")],
  }),
  CronJob: () => ({}),
  PersistentVolumeClaim: (c) => ({
    phase: "Bound",
    accessModes: at(c.inputs, "spec.accessModes") ?? [],
    ...(isRecord(at(c.inputs, "spec.resources.requests")) ? { capacity: at(c.inputs, "spec.resources.requests") } : {}),
  }),
  PersistentVolume: () => ({ phase: "Available" }),
  Ingress: (c, cluster) => ({ loadBalancer: { ingress: [balancer(c, cluster)] } }),
  Service: (c, cluster) => ({
    loadBalancer: at(c.inputs, "spec.type") === "LoadBalancer" ? { ingress: [balancer(c, cluster)] } : {},
  }),
  HorizontalPodAutoscaler: (c) => {
    const least = at(c.inputs, "spec.minReplicas") ?? 1;
    return { currentReplicas: least, desiredReplicas: least, currentMetrics: [], conditions: [] };
  },
  PodDisruptionBudget: () => ({
    currentHealthy: 1,
    desiredHealthy: 1,
    disruptionsAllowed: 0,
    expectedPods: 1,
    observedGeneration: 1,
  }),
  ResourceQuota: (c) => ({ hard: at(c.inputs, "spec.hard") ?? {}, used: {} }),
  CustomResourceDefinition: definition,
  APIService: (c) => ({ conditions: [condition(c, "Available", "Passed")] }),
};

function pod(c: ObjectContext): Props {
  const address = `10.244.${c.derive.below("pod a", 256)}.${2 + c.derive.below("pod b", 250)}`;
  const types = ["Initialized", "Ready", "ContainersReady", "PodScheduled"];
  return {
    phase: "Running",
    qosClass: "BestEffort",
    hostIP: `10.0.0.${4 + c.derive.below("node", 200)}`,
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: c.derive.time(),
    conditions: types.map((type) => condition(c, type)),
  };
}

/** AWS gives load balancers names, the others give them addresses. */
function balancer(c: ObjectContext, cluster: Cluster | undefined): Props {
  if (cluster?.cloud !== "aws") return { ip: c.derive.publicIp() };
  return {
    hostname: `${c.derive.hex("balancer", 32)}-${c.derive.digits("balancer", 10)}.${cluster.region}.elb.amazonaws.com`,
  };
}

function definition(c: ObjectContext): Props {
  const names = at(c.inputs, "spec.names");
  const kind = text(at(names, "kind")) ?? "";
  const versions = records(at(c.inputs, "spec.versions"));
  return {
    acceptedNames: { singular: kind.toLowerCase(), listKind: `${kind}List`, ...(isRecord(names) ? names : {}) },
    conditions: [condition(c, "NamesAccepted", "NoConflicts"), condition(c, "Established", "InitialNamesAccepted")],
    storedVersions: versions.filter((version) => version.storage === true).map((version) => version.name),
  };
}
