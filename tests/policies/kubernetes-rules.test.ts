import { describe, expect, it } from "vitest";
import { edited } from "../../policies/core/remedy.js";
import { canonicalType } from "../../policies/core/resource.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { parseImage } from "../../policies/facts/images.js";
import { rules } from "../../policies/rules/index.js";
import { k8sImageRegistry } from "../../policies/rules/kubernetes/image-registry.js";
import { resourcesOf, verdicts } from "./support.js";

const found = ["violation it"];
const open = ["undecided it"];
const judge = (rule: string, type: string) => (props: Props) => verdicts(rule, { type, name: "it", props });
const pods = (rule: string) => (spec: Props) => judge(rule, "kubernetes:core/v1:Pod")({ spec });

/** A pod with one container of these properties. */
const containers = (rule: string) => (container: Props) =>
  pods(rule)({ containers: [{ name: "a", image: "registry.example/a:1", ...container }] });
const contexts = (rule: string) => (securityContext: unknown) => containers(rule)({ securityContext });

/** The pod after the rule's remedy. */
function remedied(rule: string, spec: Props): unknown {
  const [pod] = resourcesOf([{ type: "kubernetes:core/v1:Pod", name: "it", props: { spec } }]);
  const edits = pod === undefined ? [] : (rules.find(({ id }) => id === rule)?.remedy?.edits(pod, {}) ?? []);
  return edited({ spec }, edits).spec;
}

describe("kinds of Kubernetes", () => {
  it("are the same in each group that they were in, and not in other groups", () => {
    for (const version of ["networking.k8s.io/v1beta1", "extensions/v1beta1"])
      expect(canonicalType(`kubernetes:${version}:Ingress`)).toBe("kubernetes:networking.k8s.io/v1:Ingress");
    expect(canonicalType("kubernetes:policy/v1beta1:PodDisruptionBudget")).toBe(
      "kubernetes:policy/v1:PodDisruptionBudget",
    );
    expect(canonicalType("kubernetes:rbac.authorization.k8s.io/v1alpha1:RoleBinding")).toBe(
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    );
    for (const type of ["batch.volcano.sh/v1alpha1:Job", "crd.projectcalico.org/v1:NetworkPolicy", "core/v1:Pod"])
      expect(canonicalType(`kubernetes:${type}`)).toBe(`kubernetes:${type}`);
  });
});

describe("the baseline of pods", () => {
  it("looks at every list of containers", () => {
    const privileged = { name: "b", securityContext: { privileged: true } };
    for (const list of ["initContainers", "ephemeralContainers"])
      expect(pods("k8s-privileged")({ containers: [{ name: "a" }], [list]: [privileged] })).toEqual(found);
    expect(pods("k8s-privileged")({ containers: [UNKNOWN.object, privileged] })).toEqual(found);
    expect(pods("k8s-privileged")({ containers: UNKNOWN.array })).toEqual(open);
  });

  it("has no namespace of the node", () => {
    for (const name of ["hostNetwork", "hostPID", "hostIPC"]) {
      const at = (value: unknown) => pods("k8s-host-namespaces")({ [name]: value, containers: [] });
      expect([at(true), at(false), at(UNKNOWN.boolean)]).toEqual([found, [], open]);
    }
  });

  it("has no path of the node, even an empty one", () => {
    const at = (volume: unknown) => pods("k8s-host-path")({ volumes: [volume] });
    expect(at({ name: "a", hostPath: { path: "/var/log" } })).toEqual(found);
    expect(at({ name: "a", hostPath: { path: UNKNOWN.string } })).toEqual(found);
    expect(at({ name: "a", emptyDir: {} })).toEqual([]);
    expect(at(UNKNOWN.object)).toEqual(open);
  });

  it("counts port 0 of the node as none", () => {
    const at = (hostPort: unknown) => containers("k8s-host-port")({ ports: [{ containerPort: 80, hostPort }] });
    expect([at(0), at("0"), at(80), at(undefined), at(UNKNOWN.number)]).toEqual([[], [], found, [], open]);
  });

  it("knows the capabilities of the baseline as they are spelled", () => {
    const at = (...add: unknown[]) => contexts("k8s-caps-added")({ capabilities: { add } });
    expect([at("CHOWN", "MKNOD"), at("NET_RAW"), at("ALL"), at("chown")]).toEqual([[], found, found, found]);
    expect([at(UNKNOWN.string), at(UNKNOWN.string, "SYS_PTRACE")]).toEqual([open, found]);
  });

  it("finds a host process of the pod or of a container", () => {
    const windowsOptions = { hostProcess: true };
    expect(contexts("k8s-windows-hostprocess")({ windowsOptions })).toEqual(found);
    expect(pods("k8s-windows-hostprocess")({ securityContext: { windowsOptions }, containers: [] })).toEqual(found);
  });

  it("reads AppArmor in the property and in the annotation", () => {
    const name = "container.apparmor.security.beta.kubernetes.io/a";
    const at = (value: unknown) =>
      judge(
        "k8s-apparmor-selinux",
        "kubernetes:core/v1:Pod",
      )({ metadata: { annotations: { [name]: value, "a.b/c": "unconfined" } }, spec: { containers: [] } });
    expect([at("unconfined"), at("runtime/default"), at("localhost/web")]).toEqual([found, [], []]);
    expect(at(UNKNOWN.string)).toEqual(open);
    expect(contexts("k8s-apparmor-selinux")({ appArmorProfile: { type: "Localhost" } })).toEqual([]);
    expect(contexts("k8s-apparmor-selinux")({ seLinuxOptions: { type: "container_engine_t", user: "" } })).toEqual([]);
    expect(contexts("k8s-apparmor-selinux")({ seLinuxOptions: { role: "sysadm_r" } })).toEqual(found);
    expect(contexts("k8s-apparmor-selinux")({ procMount: "Unmasked" })).toEqual(found);
  });

  it("has a filter of system calls where it says something about it", () => {
    const at = (type: unknown) => contexts("k8s-seccomp-unconfined")({ seccompProfile: { type } });
    expect([at("Unconfined"), at("Localhost"), at(undefined), at(UNKNOWN.string)]).toEqual([found, [], [], open]);
  });

  it("probes itself", () => {
    const at = (host: unknown) => containers("k8s-probe-host")({ lifecycle: { preStop: { httpGet: { host } } } });
    expect([at("10.0.0.1"), at(""), at(undefined), at(UNKNOWN.string)]).toEqual([found, [], [], open]);
    expect(containers("k8s-probe-host")({ startupProbe: { tcpSocket: { host: "10.0.0.1" } } })).toEqual(found);
  });

  it("knows the safe sysctls", () => {
    const at = (name: unknown) => pods("k8s-sysctls")({ securityContext: { sysctls: [{ name, value: "1" }] } });
    expect([at("net.ipv4.tcp_rmem"), at("net.core.somaxconn"), at(UNKNOWN.string)]).toEqual([[], found, open]);
  });
});

describe("the restricted level of pods", () => {
  it("exempts Windows from what is for Linux", () => {
    for (const rule of ["k8s-caps-drop-all", "k8s-priv-escalation", "k8s-seccomp"]) {
      const at = (os: unknown) => pods(rule)({ os: { name: os }, containers: [{ name: "a" }] });
      expect([at("windows"), at("linux"), at(UNKNOWN.string)], rule).toEqual([[], found, open]);
    }
  });

  it("wants ALL dropped and one capability at most added", () => {
    const at = (capabilities: unknown) => contexts("k8s-caps-drop-all")({ capabilities });
    expect([at({ drop: ["ALL"] }), at({ drop: ["NET_RAW"] }), at(undefined)]).toEqual([[], found, found]);
    expect(at({ drop: ["ALL"], add: ["CHOWN"] })).toEqual(found);
    expect([at({ drop: UNKNOWN.array }), at({ drop: [UNKNOWN.string, "ALL"] })]).toEqual([open, []]);
  });

  it("takes the pod's seccomp profile for containers without one", () => {
    const at = (pod: unknown, own: unknown) => {
      const as = (type: unknown) => (type === undefined ? undefined : { seccompProfile: { type } });
      return pods("k8s-seccomp")({ securityContext: as(pod), containers: [{ name: "a", securityContext: as(own) }] });
    };
    expect([at("RuntimeDefault", undefined), at(undefined, "Localhost"), at(undefined, undefined)]).toEqual([
      [],
      [],
      found,
    ]);
    expect([at("RuntimeDefault", "Unconfined"), at("Unconfined", "RuntimeDefault")]).toEqual([found, found]);
    expect([at(UNKNOWN.string, undefined), at(UNKNOWN.string, "Unconfined")]).toEqual([open, found]);
  });

  it("names the volumes that it admits", () => {
    const at = (volume: Props) => pods("k8s-volume-types")({ volumes: [{ name: "a", ...volume }] });
    expect([at({ image: { reference: "a" } }), at({}), at({ nfs: { server: "a", path: "/" } })]).toEqual([
      [],
      [],
      found,
    ]);
    expect(at({ iscsi: UNKNOWN.object })).toEqual(open);
  });
});

describe("remedies of pods", () => {
  it("change what is wrong alone", () => {
    const other = { name: "b", securityContext: { privileged: false } };
    const spec = { containers: [{ name: "a", securityContext: { privileged: true, runAsUser: 1 } }, other] };
    expect(remedied("k8s-privileged", spec)).toEqual({
      containers: [{ name: "a", securityContext: { privileged: false, runAsUser: 1 } }, other],
    });
    expect(remedied("k8s-host-namespaces", { hostPID: true, containers: UNKNOWN.array })).toEqual({
      hostPID: false,
      containers: UNKNOWN.array,
    });
  });

  it("keep the capabilities that may stay", () => {
    const spec = (capabilities: Props) => ({ containers: [{ name: "a", securityContext: { capabilities } }] });
    expect(remedied("k8s-caps-added", spec({ add: ["CHOWN", "SYS_ADMIN", UNKNOWN.string] }))).toEqual(
      spec({ add: ["CHOWN", UNKNOWN.string] }),
    );
    expect(remedied("k8s-caps-drop-all", spec({ add: ["CHOWN"], drop: ["NET_RAW"] }))).toEqual(
      spec({ add: [], drop: ["ALL"] }),
    );
  });

  it("set the seccomp profile on the pod, and on containers with a weaker one", () => {
    const seccompProfile = { type: "RuntimeDefault" };
    const loose = { name: "b", securityContext: { seccompProfile: { type: "Unconfined" } } };
    expect(remedied("k8s-seccomp", { containers: [{ name: "a" }, loose] })).toEqual({
      securityContext: { seccompProfile },
      containers: [{ name: "a" }, { name: "b", securityContext: { seccompProfile } }],
    });
    const windows = { os: { name: "windows" }, containers: [{ name: "a" }] };
    expect(remedied("k8s-seccomp", windows)).toEqual(windows);
  });

  it("leave escalation to a container that the API would refuse without it", () => {
    const spec = { containers: [{ name: "a", securityContext: { privileged: true } }] };
    expect(remedied("k8s-priv-escalation", spec)).toEqual(spec);
  });

  it("confine AppArmor's annotations and the contexts", () => {
    const annotations = (value: string) => ({ "a/b": "c", "container.apparmor.security.beta.kubernetes.io/a": value });
    const props = { metadata: { annotations: annotations("unconfined") }, spec: { containers: [] } };
    const [pod] = resourcesOf([{ type: "kubernetes:core/v1:Pod", name: "it", props }]);
    const rule = rules.find(({ id }) => id === "k8s-apparmor-selinux");
    if (pod === undefined) throw new Error("the example has a pod");
    expect(rule?.remedy?.edits(pod, {})).toEqual([
      { path: "metadata.annotations", value: annotations("runtime/default") },
    ]);
  });
});

describe("what runs in pods", () => {
  it("is read from each form of an image", () => {
    expect(parseImage("nginx")).toEqual({ registry: "docker.io" });
    expect(parseImage("team/web:1.4")).toEqual({ registry: "docker.io", tag: "1.4" });
    expect(parseImage("localhost:5000/web")).toEqual({ registry: "localhost:5000" });
    expect(parseImage("Quay.io/a/b:v1@sha256:ab")).toEqual({ registry: "quay.io", tag: "v1", digest: "sha256:ab" });
  });

  it("has a tag that stays", () => {
    const at = (image: unknown) => containers("k8s-image-tag")({ image });
    expect([at("web"), at("localhost:5000/web"), at("web:latest")]).toEqual([found, found, found]);
    expect([at("web:1.4"), at("web:latest@sha256:ab"), at(UNKNOWN.string)]).toEqual([[], [], open]);
  });

  it("comes from a registry of the list, and from any where there is no list", () => {
    const under = (registries?: readonly string[]) => (image: unknown) => {
      const [pod] = resourcesOf([
        { type: "kubernetes:core/v1:Pod", name: "it", props: { spec: { containers: [{ name: "a", image }] } } },
      ]);
      return pod === undefined
        ? ""
        : k8sImageRegistry.check(pod, registries === undefined ? {} : { registries }).result;
    };
    const at = under(["docker.io", "*.pkg.dev", "*.dkr.ecr.*.amazonaws.com"]);
    expect(["nginx:1", "europe-docker.pkg.dev/p/r/web:1", "1.dkr.ecr.eu-west-1.amazonaws.com/web:1"].map(at)).toEqual([
      "pass",
      "pass",
      "pass",
    ]);
    expect(["quay.io/web:1", "pkg.dev.example/web:1", UNKNOWN.string].map(at)).toEqual([
      "violation",
      "violation",
      "undecided",
    ]);
    expect(["quay.io/web:1", UNKNOWN.string].map(under())).toEqual(["pass", "pass"]);
    expect(["quay.io/web:1", UNKNOWN.string].map(under([]))).toEqual(["pass", "pass"]);
  });

  it("has no credential beside its name, whatever it is called", () => {
    const at = (name: unknown, value: unknown) => containers("k8s-env-secret")({ env: [{ name, value }] });
    expect([at("DB_PASSWORD", "hunter2"), at("DB_PASSWORD", "$(FROM_SECRET)"), at("DB_PASSWORD", "")]).toEqual([
      found,
      [],
      [],
    ]);
    expect([at("ALLOW_EMPTY_PASSWORD", "yes"), at("TOKEN_URL", "https://id.example"), at("LEVEL", "info")]).toEqual([
      [],
      [],
      [],
    ]);
    expect(at("KEY", `AKIA${"A".repeat(16)}`)).toEqual(found);
    expect([at("API_KEY", UNKNOWN.string), at(UNKNOWN.string, "info")]).toEqual([open, open]);
  });

  it("says what it needs; a limit is a request, and a pod's limit is its containers'", () => {
    const at = (resources: unknown) => containers("k8s-limits")({ resources });
    expect(at({ limits: { cpu: "1", memory: "1Gi" } })).toEqual([]);
    expect([at({ limits: { memory: "1Gi" } }), at({ limits: UNKNOWN.object }), at(undefined)]).toEqual([
      found,
      open,
      found,
    ]);
    const resources = { limits: { cpu: "1", memory: "1Gi" } };
    expect(pods("k8s-limits")({ resources, containers: [{ name: "a" }] })).toEqual([]);
    expect(pods("k8s-limits")({ containers: [], ephemeralContainers: [{ name: "a" }] })).toEqual([]);
  });

  it("is probed where it serves", () => {
    const template = { spec: { initContainers: [{ name: "a" }], containers: [{ name: "b" }] } };
    expect(judge("k8s-probes", "kubernetes:apps/v1:DaemonSet")({ spec: { template } })).toEqual(found);
    expect(judge("k8s-probes", "kubernetes:batch/v1:Job")({ spec: { template } })).toEqual([]);
  });
});

describe("rights", () => {
  const role =
    (rule: string, kind = "ClusterRole") =>
    (given: Props) =>
      judge(rule, `kubernetes:rbac.authorization.k8s.io/v1:${kind}`)({ rules: [{ apiGroups: [""], ...given }] });

  it("are too wide with every verb on every resource or group", () => {
    const at = role("k8s-rbac-wildcard", "Role");
    expect(at({ resources: ["*"], verbs: ["*"] })).toEqual(found);
    expect([at({ resources: ["pods"], verbs: ["*"] }), at({ resources: ["*"], verbs: ["get"] })]).toEqual([[], []]);
    expect(at({ resources: ["*"], verbs: [UNKNOWN.string] })).toEqual(open);
  });

  it("raise themselves by verbs, by wildcards and by subresources", () => {
    const at = role("k8s-rbac-escalation");
    const roles = { apiGroups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"] };
    expect([at({ ...roles, verbs: ["escalate"] }), at({ ...roles, verbs: ["*"] })]).toEqual([found, found]);
    expect(at({ ...roles, verbs: ["get", "list"] })).toEqual([]);
    expect(at({ ...roles, verbs: ["bind"], resourceNames: ["view"] })).toEqual([]);
    expect(at({ ...roles, verbs: ["bind"], resourceNames: ["cluster-admin"] })).toEqual(found);
    expect([at({ resources: ["nodes/proxy"], verbs: ["get"] }), at({ resources: ["*/exec"], verbs: ["*"] })]).toEqual([
      found,
      found,
    ]);
    expect([at({ resources: ["pods/exec"], verbs: ["get"] }), at({ resources: ["pods"], verbs: ["create"] })]).toEqual([
      [],
      [],
    ]);
  });

  it("control admission and certificates", () => {
    const at = role("k8s-rbac-webhooks");
    const csr = { apiGroups: ["certificates.k8s.io"] };
    expect(at({ ...csr, resources: ["certificatesigningrequests/approval"], verbs: ["update"] })).toEqual(found);
    expect(at({ ...csr, resources: ["signers"], verbs: ["approve"] })).toEqual(found);
    expect(at({ ...csr, resources: ["certificatesigningrequests"], verbs: ["create"] })).toEqual([]);
  });

  it("read every secret unless the stack binds the role in namespaces only", () => {
    const reader = (name: unknown = "reader"): ExampleResource => ({
      type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
      name: "it",
      props: { metadata: { name }, rules: [{ apiGroups: ["*"], resources: ["secrets"], verbs: ["list"] }] },
    });
    const bound = (kind: string, name: unknown, refs?: Record<string, readonly string[]>): ExampleResource => ({
      type: `kubernetes:rbac.authorization.k8s.io/v1:${kind}`,
      name: "binding",
      props: { roleRef: { kind: "ClusterRole", name } },
      ...(refs && { refs }),
    });
    const at = (...all: ExampleResource[]) => verdicts("k8s-rbac-secrets", ...all);
    expect(at(reader())).toEqual(found);
    expect(at(reader(), bound("RoleBinding", "reader"))).toEqual([]);
    expect(at(reader(), bound("RoleBinding", "other"))).toEqual(found);
    expect(at(reader(), bound("RoleBinding", UNKNOWN.string, { roleRef: ["it"] }))).toEqual([]);
    expect(at(reader(), bound("RoleBinding", UNKNOWN.string))).toEqual(open);
    expect(
      at(reader(), bound("RoleBinding", "reader"), { ...bound("ClusterRoleBinding", "reader"), name: "all" }),
    ).toEqual(found);
  });
});

describe("who is bound", () => {
  const bound = (rule: string, name: string) => (subject: Props) =>
    judge(
      rule,
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    )({ roleRef: { kind: "ClusterRole", name }, subjects: [subject] });

  it("is not an administrator, except for the control plane", () => {
    const at = (name: unknown) => bound("k8s-rbac-cluster-admin", "cluster-admin")({ kind: "Group", name });
    expect([at("developers"), at("system:masters"), at("system:authenticated"), at("system:nodes")]).toEqual([
      found,
      [],
      found,
      found,
    ]);
    expect(at(UNKNOWN.string)).toEqual(open);
    expect(bound("k8s-rbac-cluster-admin", "view")({ kind: "Group", name: UNKNOWN.string })).toEqual([]);
  });

  it("is somebody", () => {
    const at = (name: unknown) => bound("k8s-rbac-anonymous", "view")({ kind: "User", name });
    expect([at("system:anonymous"), at("system:masters"), at("jane"), at(UNKNOWN.string)]).toEqual([
      found,
      found,
      [],
      open,
    ]);
  });

  it("is no default account, under either name", () => {
    const at = bound("k8s-default-sa-bound", "view");
    expect(at({ kind: "User", name: "system:serviceaccount:shop:default" })).toEqual(found);
    expect([at({ kind: "User", name: "default" }), at({ kind: "ServiceAccount", name: "web" })]).toEqual([[], []]);
  });
});

describe("k8s-sa-token", () => {
  const pod = (spec: Props): ExampleResource => ({ type: "kubernetes:core/v1:Pod", name: "it", props: { spec } });
  const account = (props: Props = {}): ExampleResource => ({
    type: "kubernetes:core/v1:ServiceAccount",
    name: "account",
    props: { metadata: { name: "web" }, ...props },
  });
  const binding = (name: unknown, namespace?: string): ExampleResource => ({
    type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    name: "binding",
    props: { subjects: [{ kind: "ServiceAccount", name, namespace }], roleRef: { kind: "Role", name: "reader" } },
  });
  const at = (...all: ExampleResource[]) => verdicts("k8s-sa-token", ...all);

  it("counts the account's setting unless the pod has its own", () => {
    const off = account({ automountServiceAccountToken: false });
    expect(at(pod({ serviceAccountName: "web" }), off)).toEqual([]);
    expect(at(pod({ serviceAccount: "web" }), off)).toEqual([]);
    expect(at(pod({ serviceAccountName: "web", automountServiceAccountToken: true }), off)).toEqual(found);
    expect(at(pod({ serviceAccountName: "other" }), off)).toEqual(found);
    expect(at(pod({ automountServiceAccountToken: UNKNOWN.boolean }))).toEqual(open);
  });

  it("lets an account that the stack binds have its token", () => {
    expect(at(pod({ serviceAccountName: "web" }), account(), binding("web"))).toEqual([]);
    expect(at(pod({ serviceAccountName: "web" }), binding("web"))).toEqual([]);
    expect(at(pod({ serviceAccountName: "web" }), binding("api"))).toEqual(found);
    expect(at(pod({ serviceAccountName: "web" }), binding(UNKNOWN.string))).toEqual(open);
    expect(at(pod({ serviceAccountName: UNKNOWN.string }), binding("web"))).toEqual(open);
    expect(at(account())).toEqual(["violation account"]);
    expect(at({ ...account(), props: { metadata: { name: "web", namespace: "a" } } }, binding("web", "b"))).toEqual([
      "violation account",
    ]);
    const made = { ...binding(UNKNOWN.string), refs: { subjects: ["account"] } };
    expect(at(account(), made)).toEqual([]);
    expect(
      at({ ...pod({ serviceAccountName: UNKNOWN.string }), refs: { spec: ["account"] } }, account(), made),
    ).toEqual([]);
  });
});

describe("namespaces", () => {
  const NAMESPACE = "kubernetes:core/v1:Namespace";
  const namespace = { type: NAMESPACE, name: "it", props: { metadata: { name: "shop" } } };
  const workload = (metadata: Props): ExampleResource => ({
    type: "kubernetes:apps/v1:Deployment",
    name: "web",
    props: { metadata },
  });

  it("enforce a level", () => {
    const at = (labels: unknown) => judge("k8s-ns-pss-label", NAMESPACE)({ metadata: { labels } });
    const level = (value: unknown) => at({ "pod-security.kubernetes.io/enforce": value });
    expect([level("baseline"), level("restricted"), level("privileged"), at(undefined)]).toEqual([
      [],
      [],
      found,
      found,
    ]);
    expect([level(UNKNOWN.string), at(UNKNOWN.object)]).toEqual([open, open]);
  });

  it("are named, by the object, by its reference or by nobody", () => {
    const at = (object: ExampleResource, ...more: ExampleResource[]) =>
      verdicts("k8s-default-namespace", object, ...more);
    expect([at(workload({ namespace: "default" })), at(workload({}))]).toEqual([["violation web"], ["violation web"]]);
    expect(at(workload({ namespace: UNKNOWN.string }))).toEqual(["undecided web"]);
    expect(at({ ...workload({ namespace: UNKNOWN.string }), refs: { metadata: ["it"] } }, namespace)).toEqual([]);
    const api = { type: "kubernetes:core/v1:Service", name: "api", props: { metadata: { name: "kubernetes" } } };
    expect(at(api)).toEqual([]);
  });

  it("with workloads have a policy that isolates every pod", () => {
    const policy = (spec: Props): ExampleResource => ({
      type: "kubernetes:extensions/v1beta1:NetworkPolicy",
      name: "policy",
      props: { metadata: { namespace: "shop" }, spec },
    });
    const at = (...all: ExampleResource[]) => verdicts("k8s-network-policy", namespace, ...all);
    const web = workload({ namespace: "shop" });
    expect([at(), at(web), at(web, policy({ podSelector: {} }))]).toEqual([[], found, []]);
    expect(at(web, policy({ podSelector: { matchLabels: { app: "web" } } }))).toEqual(found);
    expect(at(web, policy({ podSelector: {}, policyTypes: ["Egress"] }))).toEqual(found);
    expect(at(web, policy({ podSelector: {}, ingress: [{}] }))).toEqual(found);
    expect(at(web, policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }))).toEqual([]);
    expect(at(web, policy({ podSelector: UNKNOWN.object }))).toEqual(open);
    expect(at(workload({ namespace: "elsewhere" }))).toEqual([]);
    expect(at(workload({}))).toEqual(["violation web"]);
  });

  it("of the stack are not the default one, whatever name they get", () => {
    const unnamed = { ...namespace, props: {} };
    const made = (object: ExampleResource): ExampleResource => ({ ...object, refs: { metadata: ["it"] } });
    const web = workload({ namespace: UNKNOWN.string });
    const policy: ExampleResource = {
      type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      name: "deny",
      props: { metadata: { namespace: UNKNOWN.string }, spec: { podSelector: {}, policyTypes: ["Ingress"] } },
    };
    const at = (...all: ExampleResource[]) => verdicts("k8s-network-policy", ...all);
    expect(at(unnamed, made(web), made(policy))).toEqual([]);
    expect(at(unnamed, made(web))).toEqual(["violation it"]);
    expect(at(web, policy)).toEqual(["undecided web"]);
    expect(at(unnamed, workload({}), made(policy))).toEqual(["violation web"]);
  });
});

describe("the way in", () => {
  it("to a service of a load balancer is limited or internal", () => {
    const at = (spec: Props, annotations: Props = {}) =>
      judge("k8s-svc-public", "kubernetes:core/v1:Service")({ metadata: { annotations }, spec });
    const type = "LoadBalancer";
    expect([at({ type: "ClusterIP" }), at({}), at({ type: "NodePort" }), at({ type })]).toEqual([[], [], [], found]);
    expect(at({ type, loadBalancerSourceRanges: ["0.0.0.0/1", "128.0.0.0/1"] })).toEqual(found);
    expect(at({ type, loadBalancerSourceRanges: [UNKNOWN.string] })).toEqual(open);
    expect(at({ type }, { "networking.gke.io/load-balancer-type": "Internal" })).toEqual([]);
    expect(at({ type }, { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" })).toEqual(found);
    expect(at({ type }, { "service.beta.kubernetes.io/azure-load-balancer-internal": UNKNOWN.string })).toEqual(open);
    const aws = { type, loadBalancerClass: "service.k8s.aws/nlb" };
    expect(at(aws)).toEqual([]);
    expect(at(aws, { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" })).toEqual(found);
    const ranges = "service.beta.kubernetes.io/load-balancer-source-ranges";
    expect([at({ type }, { [ranges]: "10.0.0.0/8, 192.0.2.0/24" }), at({ type }, { [ranges]: "::/0" })]).toEqual([
      [],
      found,
    ]);
    expect([at({ externalIPs: ["198.51.100.7"] }), at({ externalIPs: [] })]).toEqual([found, []]);
  });

  it("by an Ingress is over TLS for every host", () => {
    const at = (spec: Props, annotations?: Props) =>
      judge("k8s-ingress-tls", "kubernetes:networking.k8s.io/v1:Ingress")({ metadata: { annotations }, spec });
    const rules = [{ host: "a.example" }];
    expect([at({ rules }), at({}), at({ rules, tls: [{ secretName: "a" }] })]).toEqual([found, found, []]);
    expect(at({ rules: [{ host: "a.b.example" }], tls: [{ hosts: ["*.example"] }] })).toEqual(found);
    expect(at({ rules: [{}], tls: [{ hosts: ["a.example"] }] })).toEqual([]);
    expect(at({ rules, tls: [{ hosts: [UNKNOWN.string] }] })).toEqual(open);
    expect(at({ rules }, { "networking.gke.io/managed-certificates": "shop" })).toEqual([]);
    expect(at({ rules }, { "kubernetes.io/ingress.class": "nginx" })).toEqual(found);
  });

  it("by an Ingress has no snippet", () => {
    const at = (name: string) =>
      judge(
        "k8s-ingress-snippets",
        "kubernetes:extensions/v1beta1:Ingress",
      )({ metadata: { annotations: { [`nginx.ingress.kubernetes.io/${name}`]: "return 200;" } } });
    for (const name of ["server-snippet", "configuration-snippet", "auth-snippet", "modsecurity-snippet"])
      expect(at(name), name).toEqual(found);
    expect(at("snippet-docs")).toEqual([]);
  });
});

describe("k8s-pdb-zero", () => {
  it("reads numbers and shares", () => {
    const at = (spec: Props) => judge("k8s-pdb-zero", "kubernetes:policy/v1beta1:PodDisruptionBudget")({ spec });
    expect([0, "0", "0%", "1", "10%"].map((maxUnavailable) => at({ maxUnavailable }))).toEqual([
      found,
      found,
      found,
      [],
      [],
    ]);
    expect(["100%", "50%", 1, UNKNOWN.string].map((minAvailable) => at({ minAvailable }))).toEqual([
      found,
      [],
      [],
      open,
    ]);
  });
});
