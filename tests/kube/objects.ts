type Loose = Record<string, unknown>;

/** An object that the API server is asked about. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Loose;
  readonly [key: string]: unknown;
}

/** Objects by what they are tried for; whether each is accepted is for the API server to say. */
export type Objects = Readonly<Record<string, KubeObject>>;

const meta = (name: unknown = "thing", more: Loose = {}): Loose => ({ name, namespace: "default", ...more });
const wide = (name: unknown = "thing", more: Loose = {}): Loose => ({ name, ...more });
const labels = { app: "web" };
const container = (more: Loose = {}): Loose => ({ name: "web", image: "nginx:1.29", ...more });

export function pod(spec: Loose = {}, metadata: Loose = meta()): KubeObject {
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [container()], ...spec } };
}
/** A pod with one container of this kind. */
export const one = (more: Loose, spec: Loose = {}): KubeObject => pod({ containers: [container(more)], ...spec });

export function template(spec: Loose = {}, metadata: Loose = { labels }): Loose {
  return { metadata, spec: { containers: [container()], ...spec } };
}
export function workload(kind: string, spec: Loose = {}, metadata: Loose = meta()): KubeObject {
  const whole = { selector: { matchLabels: labels }, template: template(), ...spec };
  return { apiVersion: "apps/v1", kind, metadata, spec: whole };
}
export const deployment = (spec: Loose = {}, metadata: Loose = meta()): KubeObject =>
  workload("Deployment", spec, metadata);
export function job(spec: Loose = {}, pod: Loose = {}): KubeObject {
  const whole = { template: template({ restartPolicy: "Never", ...pod }), ...spec };
  return { apiVersion: "batch/v1", kind: "Job", metadata: meta(), spec: whole };
}
export function cronJob(spec: Loose = {}, pod: Loose = {}, metadata: Loose = meta()): KubeObject {
  const jobTemplate = { spec: { template: template({ restartPolicy: "OnFailure", ...pod }) } };
  return { apiVersion: "batch/v1", kind: "CronJob", metadata, spec: { schedule: "*/5 * * * *", jobTemplate, ...spec } };
}
export function service(spec: Loose = {}, metadata: Loose = meta()): KubeObject {
  return { apiVersion: "v1", kind: "Service", metadata, spec: { selector: labels, ports: [{ port: 80 }], ...spec } };
}
export function ingress(spec: Loose, metadata: Loose = meta()): KubeObject {
  return { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata, spec };
}
export const backend = { service: { name: "web", port: { number: 80 } } };
export const rule = (path: Loose, more: Loose = {}): Loose => ({
  rules: [{ http: { paths: [{ path: "/", pathType: "Prefix", backend, ...path }] }, ...more }],
});
export function networkPolicy(spec: Loose): KubeObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: meta(),
    spec: { podSelector: {}, ...spec },
  };
}
export function hpa(spec: Loose): KubeObject {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: meta(),
    spec: { scaleTargetRef, maxReplicas: 5, ...spec },
  };
}
export function pdb(spec: Loose): KubeObject {
  const metadata = meta();
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata,
    spec: { selector: { matchLabels: labels }, ...spec },
  };
}
export function claim(spec: Loose = {}, metadata: Loose = meta()): KubeObject {
  const whole = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...spec };
  return { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata, spec: whole };
}
export function volume(spec: Loose = {}): KubeObject {
  const whole = { accessModes: ["ReadWriteOnce"], capacity: { storage: "1Gi" }, hostPath: { path: "/data" }, ...spec };
  return { apiVersion: "v1", kind: "PersistentVolume", metadata: wide(), spec: whole };
}
export const plain = (kind: string, more: Loose = {}, metadata: Loose = meta(), apiVersion = "v1"): KubeObject => ({
  apiVersion,
  kind,
  metadata,
  ...more,
});
const rbac = "rbac.authorization.k8s.io";
export const role = (rules: unknown): KubeObject => plain("Role", { rules }, meta(), `${rbac}/v1`);
export const clusterRole = (more: Loose): KubeObject => plain("ClusterRole", more, wide(), `${rbac}/v1`);
export function binding(more: Loose, kind = "RoleBinding", metadata: Loose = meta()): KubeObject {
  const roleRef = { apiGroup: rbac, kind: "Role", name: "reader" };
  const subjects = [{ kind: "ServiceAccount", name: "robot", namespace: "default" }];
  return plain(kind, { roleRef, subjects, ...more }, metadata, `${rbac}/v1`);
}
export function definition(spec: Loose = {}, name = "widgets.example.com"): KubeObject {
  const whole = {
    group: "example.com",
    scope: "Namespaced",
    names: { plural: "widgets", kind: "Widget" },
    versions: [version()],
    ...spec,
  };
  return plain("CustomResourceDefinition", { spec: whole }, wide(name), "apiextensions.k8s.io/v1");
}
export function version(more: Loose = {}, properties: Loose = {}): Loose {
  const schema = { openAPIV3Schema: { type: "object", properties } };
  return { name: "v1", served: true, storage: true, schema, ...more };
}
export { container, labels, meta, wide };
