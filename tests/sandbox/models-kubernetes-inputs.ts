import type { Answers } from "../../sandbox/answers/model.js";
import { noAnswers } from "../../sandbox/answers/model.js";
import { schemaOf } from "../../sandbox/schema/index.js";
import type { Props } from "../../sandbox/types.js";
import { installed } from "./models-world.js";

/** A cluster that serves every version that the SDK has. */
export function servesAll(address: string): Answers {
  const cluster = { pkg: "kubernetes", type: "cluster", id: address, properties: { apiVersions: ["*"] } } as const;
  return { ...noAnswers, existing: [cluster] };
}

/** Types that no program can make: lists are for YAML files, components are built by Construct. */
export function isNeverMade(token: string): boolean {
  return /^kubernetes:.*(List|:Status(Patch)?|:ConfigFile|:ConfigGroup|v4:Chart|v2:Directory)$/.test(token);
}

const labels = { app: "web" };
const container = { name: "web", image: "nginx" };
const template = { metadata: { labels }, spec: { containers: [container] } };
const selector = { matchLabels: labels };
const once = { ...template, spec: { ...template.spec, restartPolicy: "Never" } };
const workload = { spec: { selector, template } };
const backend = { service: { name: "web", port: { number: 80 } } };
const oldBackend = { serviceName: "web", servicePort: 80 };
const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "reader" };
const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const names = { plural: "widgets", kind: "Widget" };
const schema = { openAPIV3Schema: { type: "object" } };

/** What a kind needs to be accepted, where the properties that the SDK requires are not enough. */
const byKind: Readonly<Record<string, Props>> = {
  ClusterRoleBinding: { roleRef },
  ConfigMap: { data: { a: "b" } },
  CronJob: { spec: { schedule: "@daily", jobTemplate: { spec: { template: once } } } },
  DaemonSet: workload,
  Deployment: workload,
  HorizontalPodAutoscaler: { spec: { maxReplicas: 2, scaleTargetRef } },
  IngressClass: { spec: { controller: "example.com/ingress" } },
  Ingress: { spec: { defaultBackend: backend } },
  Job: { spec: { template: once } },
  LimitRange: { spec: { limits: [{ type: "Pod" }] } },
  NetworkPolicy: { spec: { podSelector: {} } },
  PersistentVolume: {
    spec: { accessModes: ["ReadWriteOnce"], capacity: { storage: "1Gi" }, hostPath: { path: "/data" } },
  },
  PersistentVolumeClaim: { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } },
  Pod: { spec: { containers: [container] } },
  PodTemplate: { template },
  ReplicaSet: workload,
  ReplicationController: { spec: { selector: labels, template } },
  Role: { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] },
  RoleBinding: { roleRef },
  Service: { spec: { selector: labels, ports: [{ port: 80 }] } },
  StatefulSet: { spec: { ...workload.spec, serviceName: "web" } },
  StorageClass: { provisioner: "example.com/disk" },
};

const widgets: Props = {
  metadata: { name: "widgets.example.com" },
  spec: {
    group: "example.com",
    scope: "Namespaced",
    names,
    versions: [{ name: "v1", served: true, storage: true, schema }],
  },
};

const special: Readonly<Record<string, Props>> = {
  "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition": widgets,
  "kubernetes:apiextensions.k8s.io/v1beta1:CustomResourceDefinition": widgets,
  "kubernetes:extensions/v1beta1:Ingress": { spec: { backend: oldBackend } },
  "kubernetes:networking.k8s.io/v1beta1:Ingress": { spec: { backend: oldBackend } },
};

function inputsOf(token: string): Props {
  const kind = token.slice(token.lastIndexOf(":") + 1);
  if (kind.endsWith("Patch")) return { metadata: { name: "thing" } };
  return special[token] ?? byKind[kind] ?? {};
}

/** By token: what each type of the installed SDK needs besides. */
export const kubernetesInputs: Readonly<Record<string, () => Props>> = Object.fromEntries(
  schemaOf("kubernetes", installed("kubernetes"))
    .tokens()
    .map((token) => [token, () => inputsOf(token)]),
);
