import { claim, deployment, job, type KubeObject, meta, plain, template, volume, wide, workload } from "./objects.js";

/** Two states of one object: whether the second may follow the first is for the API server to say. */
export type Changes = Readonly<Record<string, readonly [from: KubeObject, to: KubeObject]>>;

type Loose = Record<string, unknown>;
const other = { matchLabels: { app: "other" } };
const others = { metadata: { labels: { app: "other" } } };
const named = (object: KubeObject, name: string): KubeObject => ({ ...object, metadata: { ...object.metadata, name } });
const pair = (name: string, make: (changed: boolean) => KubeObject): readonly [KubeObject, KubeObject] => [
  named(make(false), name),
  named(make(true), name),
];
const one = (from: Loose, to: Loose, make: (spec: Loose) => KubeObject) => (changed: boolean) =>
  make(changed ? to : from);
const reselected = (kind: string) => (changed: boolean) =>
  workload(kind, changed ? { selector: other, template: { ...template(), ...others } } : {});
const kept = (kind: string, from: Loose, to: Loose) => (changed: boolean) => plain(kind, changed ? to : from);
const disk = (more: Loose) =>
  plain("StorageClass", { provisioner: "example.com/disk", ...more }, wide(), "storage.k8s.io/v1");

export const changes: Changes = {
  "a deployment's selector": pair("change-deployment", reselected("Deployment")),
  "a deployment's image": pair(
    "change-image",
    one({}, { template: template({ containers: [{ name: "web", image: "nginx:2" }] }) }, deployment),
  ),
  "a daemon set's selector": pair("change-daemon", reselected("DaemonSet")),
  "a replica set's selector": pair("change-replica", reselected("ReplicaSet")),
  "a stateful set's service": pair(
    "change-stateful",
    one({ serviceName: "a" }, { serviceName: "b" }, (spec) => workload("StatefulSet", spec)),
  ),
  "a stateful set's policy": pair(
    "change-policy",
    one({}, { podManagementPolicy: "Parallel" }, (spec) => workload("StatefulSet", spec)),
  ),
  "a stateful set's replicas": pair(
    "change-replicas",
    one({ replicas: 1 }, { replicas: 2, minReadySeconds: 5 }, (spec) => workload("StatefulSet", spec)),
  ),
  "a job's template": pair("change-job", (changed) => job({}, changed ? { terminationGracePeriodSeconds: 5 } : {})),
  "a job's mode": pair("change-mode", one({ completions: 2 }, { completions: 2, completionMode: "Indexed" }, job)),
  "a job's deadline": pair("change-deadline", one({}, { activeDeadlineSeconds: 60 }, job)),
  "a claim's mode": pair("change-claim", one({}, { volumeMode: "Block" }, claim)),
  "a claim's access": pair("change-access", one({}, { accessModes: ["ReadWriteMany"] }, claim)),
  "a config map's data": pair("change-data", kept("ConfigMap", { data: { a: "b" } }, { data: { a: "c" } })),
  "a closed config map's data": pair(
    "change-closed",
    kept("ConfigMap", { data: { a: "b" }, immutable: true }, { data: { a: "c" }, immutable: true }),
  ),
  "a closed config map that is opened": pair(
    "change-opened",
    kept("ConfigMap", { data: { a: "b" }, immutable: true }, { data: { a: "b" }, immutable: false }),
  ),
  "a closed secret's data": pair(
    "change-secret",
    kept("Secret", { data: { a: "YQ==" }, immutable: true }, { data: { a: "Yg==" }, immutable: true }),
  ),
  "a storage class's binding": pair("change-binding", one({}, { volumeBindingMode: "WaitForFirstConsumer" }, disk)),
  "a storage class's policy": pair("change-reclaim", one({}, { reclaimPolicy: "Retain" }, disk)),
  "a storage class that may grow": pair("change-grow", one({}, { allowVolumeExpansion: true }, disk)),
  "a priority's value": pair(
    "change-priority",
    one({ value: 1 }, { value: 2 }, (more) => plain("PriorityClass", more, wide(), "scheduling.k8s.io/v1")),
  ),
  "an ingress class's controller": pair(
    "change-controller",
    one({ controller: "example.com/a" }, { controller: "example.com/b" }, (spec) =>
      plain("IngressClass", { spec }, wide(), "networking.k8s.io/v1"),
    ),
  ),
  "a volume's mode": pair("change-volume", one({}, { volumeMode: "Block" }, volume)),
  "a volume's policy": pair("change-retain", one({}, { persistentVolumeReclaimPolicy: "Delete" }, volume)),
  "a pod's network": pair("change-pod", (changed) =>
    plain("Pod", {
      spec: { containers: [{ name: "web", image: "nginx" }], ...(changed ? { hostNetwork: true } : {}) },
    }),
  ),
  "a pod's image": pair("change-pod-image", (changed) =>
    plain("Pod", { spec: { containers: [{ name: "web", image: changed ? "nginx:2" : "nginx:1" }] } }, meta()),
  ),
};
