import type { ResourceSchema } from "../../schema/index.js";
import type { DiffRequest, Props } from "../../types.js";
import { isPatch } from "./api.js";

/*
 * What the provider replaces an object for. Source: pulumi/pulumi-kubernetes, provider/pkg/provider/diff.go (v4), read 2026-11-21.
 * Anything else is sent as an update, which the API server may refuse.
 */

const selector = ["spec.selector"];
const job = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"];
const statefulSet = [
  "spec.podManagementPolicy",
  "spec.revisionHistoryLimit",
  "spec.selector",
  "spec.serviceName",
  "spec.volumeClaimTemplates",
];
const binding = ["roleRef"];
const volumeSources = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "csi",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "glusterfs",
  "hostPath",
  "iscsi",
  "local",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
];
const pod = [
  "affinity",
  "automountServiceAccountToken",
  "dnsConfig",
  "dnsPolicy",
  "enableServiceLinks",
  "hostAliases",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostname",
  "imagePullSecrets",
  "nodeName",
  "nodeSelector",
  "overhead",
  "preemptionPolicy",
  "priority",
  "priorityClassName",
  "readinessGates",
  "restartPolicy",
  "runtimeClassName",
  "schedulerName",
  "securityContext",
  "serviceAccount",
  "serviceAccountName",
  "shareProcessNamespace",
  "subdomain",
  "terminationGracePeriodSeconds",
  "volumes",
];
const container = [
  "args",
  "command",
  "env",
  "image",
  "imagePullPolicy",
  "lifecycle",
  "livenessProbe",
  "ports",
  "readinessProbe",
  "resources",
  "securityContext",
  "stdin",
  "stdinOnce",
  "terminationMessagePath",
  "terminationMessagePolicy",
  "tty",
  "volumeDevices",
  "volumeMounts",
  "workingDir",
];

/** By `group/version:Kind`, as a type token has it: the properties whose change needs a new object. */
export const replacementTable: Readonly<Record<string, readonly string[]>> = {
  "apps/v1beta1:StatefulSet": statefulSet,
  "apps/v1beta2:StatefulSet": statefulSet,
  "apps/v1:StatefulSet": statefulSet,
  "apps/v1beta2:Deployment": selector,
  "apps/v1:Deployment": selector,
  "apps/v1beta2:DaemonSet": selector,
  "apps/v1:DaemonSet": selector,
  "batch/v1:Job": job,
  "core/v1:PersistentVolume": volumeSources.map((name) => `spec.${name}`),
  "core/v1:PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  "core/v1:Pod": [
    ...pod.map((name) => `spec.${name}`),
    ...["containers", "initContainers"].flatMap((list) => container.map((name) => `spec.${list}.${name}`)),
  ],
  "core/v1:ResourceQuota": ["spec.scopes"],
  "core/v1:Secret": ["type"],
  "core/v1:Service": ["spec.clusterIP"],
  "policy/v1beta1:PodDisruptionBudget": ["spec"],
  "rbac.authorization.k8s.io/v1:ClusterRoleBinding": binding,
  "rbac.authorization.k8s.io/v1:RoleBinding": binding,
  "rbac.authorization.k8s.io/v1beta1:ClusterRoleBinding": binding,
  "rbac.authorization.k8s.io/v1beta1:RoleBinding": binding,
  "rbac.authorization.k8s.io/v1alpha1:ClusterRoleBinding": binding,
  "rbac.authorization.k8s.io/v1alpha1:RoleBinding": binding,
  "storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
};

const identity = ["metadata.name", "metadata.namespace"];

/** Replaced with their data, unless the provider is told that they can change. */
const held: Readonly<Record<string, { readonly fields: readonly string[]; readonly setting: string }>> = {
  "core/v1:ConfigMap": { fields: ["binaryData", "data"], setting: "enableConfigMapMutable" },
  "core/v1:Secret": { fields: ["data", "stringData"], setting: "enableSecretMutable" },
};

export function replaceOn(schema: ResourceSchema, request: Pick<DiffRequest, "session" | "news">): readonly string[] {
  if (isPatch(schema.className)) return identity;
  const key = schema.token.slice(schema.token.indexOf(":") + 1);
  const own = held[key];
  const isHeld = own !== undefined && (!isOn(request.session.config, own.setting) || request.news.immutable === true);
  return [...identity, ...(replacementTable[key] ?? []), ...(isHeld ? own.fields : [])];
}

function isOn(config: Readonly<Props>, setting: string): boolean {
  return config[setting] === true || config[setting] === "true";
}
