import { beforeEach, describe, expect, it } from "vitest";
import { noAnswers } from "../../sandbox/answers/model.js";
import { cloud } from "../../sandbox/models/index.js";
import type { CreateOutcome, Props, Session } from "../../sandbox/types.js";
import { UNKNOWN } from "../../sandbox/types.js";
import { worldOf } from "../../sandbox/world/view.js";
import { sessionOf, TestWorld, urnOf } from "./models-world.js";

const own = sessionOf("kubernetes", { answers: noAnswers });
const core = "kubernetes:core/v1:";
const apps = "kubernetes:apps/v1:";
const rbac = "kubernetes:rbac.authorization.k8s.io/v1:";
const labels = { app: "web" };
const web = { name: "web", image: "nginx" };
const metadata = { name: "web" };

let world: TestWorld;
beforeEach(() => {
  world = new TestWorld();
});

const workload = (podSpec: Props, more: Props = {}): Props => ({
  metadata,
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec }, ...more },
});
const created = (token: string, inputs: Props, at: Session = own): CreateOutcome => {
  // A session sees one world for as long as it lasts.
  const session = { ...at };
  const urn = urnOf(session, token, "web");
  const about = { session, type: token, urn, name: "web", generation: 1, preview: false };
  return cloud.create({
    ...about,
    inputs: world.check(session, token, "web", inputs),
    world: worldOf({ world, cloud }, session),
  });
};
const reasons = (token: string, inputs: Props, session?: Session): readonly string[] => {
  const outcome = created(token, inputs, session);
  return "error" in outcome ? [`${outcome.error.code}: ${outcome.error.message}`] : (outcome.unready?.reasons ?? []);
};
/** Why a Deployment of such pods does not become ready, without what is said of all. */
const why = (podSpec: Props, session?: Session): readonly string[] =>
  reasons(`${apps}Deployment`, workload(podSpec), session).slice(2);
const fix = (path: string, what: string) => `(${path}: make the ${what}, or declare it in sandbox.yaml under existing)`;
const make = (kind: string, name: string, more: Props = {}) =>
  world.create(own, `${core}${kind}`, name, { metadata: { name }, ...more });

const from = (env: Props): Props => ({ containers: [{ ...web, env: [{ name: "A", valueFrom: env }] }] });
const all = (source: Props): Props => ({ containers: [{ ...web, envFrom: [source] }] });
const mounted = (volume: Props): Props => ({ containers: [web], volumes: [{ name: "v", ...volume }] });

const unready = "0/1 ready: containers with unready status: [web] -- ";
const references: [kind: string, podSpec: (more: Props) => Props, path: string, said: string][] = [
  [
    "ConfigMap",
    (more) => all({ configMapRef: { name: "x", ...more } }),
    "containers[0].envFrom[0].configMapRef.name",
    `${unready}[CreateContainerConfigError] configmap "x" not found`,
  ],
  [
    "Secret",
    (more) => all({ secretRef: { name: "x", ...more } }),
    "containers[0].envFrom[0].secretRef.name",
    `${unready}[CreateContainerConfigError] secret "x" not found`,
  ],
  [
    "ConfigMap",
    (more) => from({ configMapKeyRef: { name: "x", key: "k", ...more } }),
    "containers[0].env[0].valueFrom.configMapKeyRef.name",
    `${unready}[CreateContainerConfigError] configmap "x" not found`,
  ],
  [
    "Secret",
    (more) => from({ secretKeyRef: { name: "x", key: "k", ...more } }),
    "containers[0].env[0].valueFrom.secretKeyRef.name",
    `${unready}[CreateContainerConfigError] secret "x" not found`,
  ],
  [
    "ConfigMap",
    (more) => mounted({ configMap: { name: "x", ...more } }),
    "volumes[0].configMap.name",
    `${unready}[ContainerCreating] MountVolume.SetUp failed for volume "v" : configmap "x" not found`,
  ],
  [
    "Secret",
    (more) => mounted({ secret: { secretName: "x", ...more } }),
    "volumes[0].secret.secretName",
    `${unready}[ContainerCreating] MountVolume.SetUp failed for volume "v" : secret "x" not found`,
  ],
  [
    "Secret",
    (more) => mounted({ projected: { sources: [{ secret: { name: "x", ...more } }] } }),
    "volumes[0].projected.sources[0].secret.name",
    `${unready}[ContainerCreating] MountVolume.SetUp failed for volume "v" : secret "x" not found`,
  ],
];

describe("pods that name what is not there", () => {
  it.each(references)("wait for a %s: %#", (kind, podSpec, path, said) => {
    expect(why(podSpec({}))).toEqual([`${said} ${fix(`spec.template.spec.${path}`, `${kind} default/x`)}`]);
    expect(why(podSpec({ optional: true }))).toEqual([]);
    world.create(own, `${core}Namespace`, "team", { metadata: { name: "team" } });
    world.create(own, `${core}${kind}`, "x", { metadata: { name: "x", namespace: "team" } });
    expect(why(podSpec({}))).toHaveLength(1);
    make(kind, "x");
    expect(why(podSpec({}))).toEqual([]);
  });

  it("are not placed without a claim, unless the set claims it itself", () => {
    const claim = { persistentVolumeClaim: { claimName: "x" } };
    expect(why(mounted(claim))).toEqual([
      `0/1 ready: [Unschedulable] persistentvolumeclaim "x" not found ${fix("spec.template.spec.volumes[0].persistentVolumeClaim.claimName", "PersistentVolumeClaim default/x")}`,
    ]);
    const resources = { requests: { storage: "1Gi" } };
    const claimed = { accessModes: ["ReadWriteOnce"], resources };
    const set = workload(mounted(claim), { volumeClaimTemplates: [{ metadata: { name: "v" }, spec: claimed }] });
    expect(reasons(`${apps}StatefulSet`, set)).toEqual([]);
    make("PersistentVolumeClaim", "x", { spec: claimed });
    expect(why(mounted(claim))).toEqual([]);
  });

  it("are not made without their account, and a pod of its own is refused", () => {
    const podSpec = { containers: [web], serviceAccountName: "robot" };
    const lookup = 'error looking up service account default/robot: serviceaccount "robot" not found';
    const account = "ServiceAccount default/robot";
    expect(why({ ...podSpec, ...all({ secretRef: { name: "x" } }) })).toEqual([
      `0/1 ready: [FailedCreate] pods "web-" is forbidden: ${lookup} ${fix("spec.template.spec.serviceAccountName", account)}`,
    ]);
    const pod = { metadata, spec: podSpec };
    expect(created(`${core}Pod`, pod)).toEqual({
      error: {
        code: "Forbidden",
        message: `pods "web" is forbidden: ${lookup} ${fix("spec.serviceAccountName", account)}`,
        passing: true,
      },
    });
    make("ServiceAccount", "robot");
    expect([why(podSpec), reasons(`${core}Pod`, pod)]).toEqual([[], []]);
    expect(why({ containers: [web], serviceAccountName: "default" })).toEqual([]);
    expect(why(mounted({ configMap: { name: "kube-root-ca.crt" } }))).toEqual([]);
  });

  it("are those of every kind that the provider waits for", () => {
    const podSpec = all({ secretRef: { name: "x" } });
    const said = (path: string) =>
      `containers with unready status: [web] -- [CreateContainerConfigError] secret "x" not found ${fix(`${path}.containers[0].envFrom[0].secretRef.name`, "Secret default/x")}`;
    const template = said("spec.template.spec");
    expect(reasons(`${apps}Deployment`, workload(podSpec))).toEqual([
      "[MinimumReplicasUnavailable] Deployment does not have minimum availability.",
      "Minimum number of live Pods was not attained",
      `0/1 ready: ${template}`,
    ]);
    expect(reasons(`${apps}Deployment`, workload(podSpec, { replicas: 0 }))).toEqual([]);
    expect(reasons(`${apps}StatefulSet`, workload(podSpec, { replicas: 2 }))).toEqual([
      "0 out of 2 replicas succeeded readiness checks",
      `[Pod web-0]: ${template}`,
    ]);
    expect(reasons(`${apps}DaemonSet`, workload(podSpec))).toEqual([`0/3 ready: ${template}`]);
    const job = { metadata, spec: { template: { spec: { ...podSpec, restartPolicy: "Never" } } } };
    expect(reasons("kubernetes:batch/v1:Job", job)).toEqual([`0/1 ready: [Pod web]: ${template}`]);
    expect(reasons("kubernetes:batch/v1:Job", { ...job, spec: { ...job.spec, suspend: true } })).toEqual([]);
    expect(reasons(`${core}Pod`, { metadata, spec: podSpec })).toEqual([`0/1 ready: [Pod web]: ${said("spec")}`]);
    const skipped = {
      ...workload(podSpec),
      metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
    };
    expect(reasons(`${apps}Deployment`, skipped)).toEqual([]);
  });

  it("are found by no Service", () => {
    const service = { metadata, spec: { selector: labels, ports: [{ port: 80 }] } };
    world.create(own, `${apps}Deployment`, "web", workload(all({ secretRef: { name: "x" } })));
    expect(reasons(`${core}Service`, service)).toHaveLength(1);
    make("Secret", "x");
    expect(reasons(`${core}Service`, service)).toEqual([]);
  });
});

describe("what pods name", () => {
  const podSpec = all({ secretRef: { name: "x" } });

  it("is not judged where it is unknown", () => {
    expect(why(all({ secretRef: { name: UNKNOWN } }))).toEqual([]);
  });

  it("may be declared in sandbox.yaml, and is not judged in a cluster that is declared", () => {
    const session = (type: string, id: string) =>
      sessionOf("kubernetes", {
        answers: { ...noAnswers, existing: [{ pkg: "kubernetes", type, id, properties: {} }] },
      });
    expect(why(podSpec, session(`${core}Secret`, "default/y"))).toHaveLength(1);
    expect(why(podSpec, session(`${core}Secret`, "default/x"))).toEqual([]);
    expect(why(podSpec, session("cluster", own.account))).toEqual([]);
  });

  it("may be made by charts and operators", () => {
    world.create(own, "kubernetes:helm.sh/v3:Release", "r", {
      chart: "nginx",
      repositoryOpts: { repo: "https://a.b" },
    });
    expect(why(podSpec)).toEqual([]);
  });

  it("may be made by what stands behind a custom resource beside them, or by the system", () => {
    const inputs = { apiVersion: "networking.gke.io/v1", kind: "ManagedCertificate", metadata };
    const one = make("ConfigMap", "one");
    world.objects.push({ ...one, type: "kubernetes:networking.gke.io/v1:ManagedCertificate", id: "team/web", inputs });
    expect(why(podSpec)).toHaveLength(1);
    world.objects.push({
      ...one,
      type: "kubernetes:networking.gke.io/v1:ManagedCertificate",
      id: "default/web",
      inputs,
    });
    expect(why(podSpec)).toEqual([]);
    world = new TestWorld();
    const system = { ...workload(podSpec), metadata: { ...metadata, namespace: "kube-system" } };
    expect(reasons(`${apps}Deployment`, system)).toEqual([]);
  });

  it("may be made by whatever runs in the cluster with the right to", () => {
    const role = (name: string, rule: Props, kind = "ClusterRole") =>
      world.create(own, `${rbac}${kind}`, name, { metadata: { name }, rules: [{ apiGroups: [""], ...rule }] });
    role("reads", { resources: ["secrets"], verbs: ["get"] });
    role("makes", { resources: ["configmaps"], verbs: ["create"] });
    expect(why(podSpec)).toHaveLength(1);
    role("secrets", { resources: ["secrets"], verbs: ["get", "create"] }, "Role");
    expect(why(podSpec)).toEqual([]);
  });

  it("may be made by what is bound to a role of the cluster itself", () => {
    const roleRef = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name });
    world.create(own, `${rbac}ClusterRoleBinding`, "v", { metadata: { name: "v" }, roleRef: roleRef("view") });
    expect(why(podSpec)).toHaveLength(1);
    world.create(own, `${rbac}ClusterRoleBinding`, "e", { metadata: { name: "e" }, roleRef: roleRef("edit") });
    expect(why(podSpec)).toEqual([]);
  });
});
