import type { input } from "@pulumi/kubernetes/types";
import type * as pulumi from "@pulumi/pulumi";
import { given } from "../../core/values.js";
import { cpuQuantity, mebibytes } from "../quantities.js";
import { checkedImage } from "./image.js";
import type { Surroundings, WorkloadPlan } from "./types.js";
import { mountsOf, podVolumes } from "./volumes.js";

type PodTemplate = input.core.v1.PodTemplateSpec;
type PodSpec = input.core.v1.PodSpec;
type Container = input.core.v1.Container;

/** Names of objects that the pods refer to. */
export interface PodReferences {
  readonly secretName: pulumi.Output<string> | undefined;
  /** By name of the volume. */
  readonly fileNames: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The pods of a workload, hardened: what the restricted pod security standard asks for, and more. */
export function podTemplate(plan: WorkloadPlan, around: Surroundings, references: PodReferences): PodTemplate {
  const labels = { ...plan.labels, ...around.identity?.labels };
  const annotations = Object.keys(plan.annotations).length > 0 ? plan.annotations : undefined;
  return { metadata: given({ labels, annotations }), spec: podSpec(plan, references) };
}

function podSpec(plan: WorkloadPlan, references: PodReferences): PodSpec {
  const { nodes, replicas } = plan;
  const tolerations = Object.entries(nodes.tolerate ?? {}).map(([key, { value }]) =>
    value === undefined ? { key, operator: "Exists" } : { key, operator: "Equal", value },
  );
  return given({
    serviceAccountName: plan.objectName,
    automountServiceAccountToken: plan.apiToken,
    // Variables for each Service of the namespace: they end up in crash reports, and change with the order of creation.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: plan.terminationGraceSeconds,
    securityContext: podSecurity(plan),
    containers: [container(plan, references)],
    volumes: podVolumes(plan, references.fileNames),
    nodeSelector: nodes.labels === undefined ? undefined : { ...nodes.labels },
    tolerations: tolerations.length > 0 ? tolerations : undefined,
    topologySpreadConstraints: replicas === undefined ? undefined : spread(plan),
    restartPolicy: replicas === undefined ? "Never" : undefined,
  });
}

function podSecurity({ allowRoot, runAsUser }: WorkloadPlan): NonNullable<PodSpec["securityContext"]> {
  const seccompProfile = { type: "RuntimeDefault" };
  if (allowRoot) return { seccompProfile };
  return {
    runAsNonRoot: true,
    runAsUser,
    runAsGroup: runAsUser,
    fsGroup: runAsUser,
    // Without this every file of a large disk is touched at each start.
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile,
  };
}

function container(plan: WorkloadPlan, { secretName }: PodReferences): Container {
  const { port, command, args, resources } = plan;
  const memory = mebibytes(resources.memoryMiB);
  const env = environment(plan, secretName);
  return given({
    name: plan.objectName,
    image: checkedImage(plan.image),
    command: command === undefined ? undefined : [...command],
    args: args === undefined ? undefined : [...args],
    ports: port === undefined ? undefined : [{ name: "main", containerPort: port }],
    env: env.length > 0 ? env : undefined,
    resources: { requests: { cpu: cpuQuantity(resources.cpu), memory }, limits: { memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: !plan.writableRoot,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: mountsOf(plan),
    ...probes(plan),
  });
}

function environment(plan: WorkloadPlan, secretName: pulumi.Output<string> | undefined) {
  const plain = Object.entries(plan.env).map(([name, value]) => ({ name, value }));
  const own = Object.keys(plan.secretValues).map((name) => ({
    name,
    valueFrom: { secretKeyRef: { name: secretName as pulumi.Output<string>, key: name } },
  }));
  const referred = Object.entries(plan.secretReferences).map(([name, { secret, key }]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
  return [...plain, ...own, ...referred];
}

/** Between two looks at a starting pod, in seconds. */
const startupPeriod = 5;

function probes({
  probes: asked,
  port,
}: WorkloadPlan): Pick<Container, "startupProbe" | "readinessProbe" | "livenessProbe"> {
  if (asked === undefined) return {};
  const look = lookOf(asked, port);
  return {
    // Until it succeeds the other two wait, so that a slow start is no reason to be started anew.
    startupProbe: {
      ...look,
      periodSeconds: startupPeriod,
      failureThreshold: Math.ceil(asked.startupSeconds / startupPeriod),
    },
    readinessProbe: { ...look, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...look, periodSeconds: 20, timeoutSeconds: 3, failureThreshold: 3 },
  };
}

function lookOf(asked: NonNullable<WorkloadPlan["probes"]>, workloadPort: number | undefined) {
  const port = asked.port ?? workloadPort ?? 0;
  if (asked.command !== undefined) return { exec: { command: [...asked.command] } };
  return asked.path === undefined ? { tcpSocket: { port } } : { httpGet: { path: asked.path, port } };
}

/** Over zones and nodes as evenly as there is room for; a pod that would be uneven still runs. */
function spread({ selector }: WorkloadPlan): NonNullable<PodSpec["topologySpreadConstraints"]> {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: selector },
  }));
}
