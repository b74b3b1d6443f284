import { describe, expect, it } from "vitest";
import { noAnswers } from "../../sandbox/answers/model.js";
import { cloud } from "../../sandbox/models/index.js";
import type { CreateOutcome, Props, Session, WorldObject } from "../../sandbox/types.js";
import { UNKNOWN } from "../../sandbox/types.js";
import { BadInputs, Refused, sessionOf, TestWorld, urnOf } from "./models-world.js";

const own = sessionOf("kubernetes", { answers: noAnswers });
const type = "kubernetes:apps/v1:Deployment";
const labels = { app: "web" };
const template = { metadata: { labels }, spec: { containers: [{ name: "web", image: "nginx" }] } };
const spec = { replicas: 3, selector: { matchLabels: labels }, template };
const configMap = "kubernetes:core/v1:ConfigMap";

const code = (attempt: () => unknown): string => {
  try {
    attempt();
    return "";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    if (error instanceof BadInputs) return error.failures.map((f) => f.reason).join("; ");
    throw error;
  }
};
const message = (attempt: () => unknown): string => {
  try {
    attempt();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

function kubeconfig(server: string): Session {
  const file = {
    clusters: [{ name: "c", cluster: { server } }],
    contexts: [{ name: "x", context: { cluster: "c", namespace: "team" } }],
    "current-context": "x",
  };
  return { ...own, account: server, config: { kubeconfig: JSON.stringify(file) } };
}

/** What a creation comes to besides an object: why it never becomes ready. */
function outcome(world: TestWorld, session: Session, token: string, name: string, inputs: Props): CreateOutcome {
  const urn = urnOf(session, token, name);
  const checked = world.check(session, token, name, inputs);
  return cloud.create({ session, type: token, urn, name, inputs: checked, generation: 1, preview: false, world });
}
const reasons = (result: CreateOutcome): readonly string[] =>
  "error" in result ? [] : (result.unready?.reasons ?? []);

describe("objects of a cluster", () => {
  it("get a name, a namespace, the server's defaults and a status", () => {
    const web = new TestWorld().create(own, type, "web", { spec });
    expect(web.id).toMatch(/^default\/web-[0-9a-f]{8}$/);
    expect(web.outputs).toMatchObject({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: {
        namespace: "default",
        name: web.id.slice(8),
        generation: 1,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      spec: {
        progressDeadlineSeconds: 600,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
        template: { spec: { restartPolicy: "Always", containers: [{ imagePullPolicy: "Always" }] } },
      },
      status: { availableReplicas: 3, readyReplicas: 3 },
    });
  });

  it("show what the cluster gives out once they are made, and not before", () => {
    const inputs = { spec: { type: "NodePort", selector: labels, ports: [{ port: 80 }] } };
    const world = new TestWorld();
    const planned = world.preview(own, "kubernetes:core/v1:Service", "web", inputs).spec as Props;
    expect([planned.clusterIP, planned.sessionAffinity]).toEqual([UNKNOWN, "None"]);
    const made = world.create(own, "kubernetes:core/v1:Service", "web", inputs).outputs.spec as {
      clusterIP: string;
      ports: { nodePort: number; protocol: string }[];
    };
    expect(made.clusterIP).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(made.ports[0]?.nodePort).toBeGreaterThanOrEqual(30_000);
    expect(made.ports[0]?.nodePort).toBeLessThanOrEqual(32_767);
    expect(made.ports[0]?.protocol).toBe("TCP");
  });

  it("are refused in a preview too where they are none, whatever is still unknown elsewhere", () => {
    const bad = { spec: { ...spec, replicas: UNKNOWN, selector: { matchLabels: { app: "shop" } } } };
    expect(message(() => new TestWorld().preview(own, type, "web", bad))).toMatch(
      /^Invalid: resource "urn:.*" was not successfully created by the Kubernetes API server: Deployment\.apps "web-[0-9a-f]{8}" is invalid: spec\.template\.metadata\.labels: Invalid value: \{"app":"web"\}: `selector` does not match template `labels`$/,
    );
    const unknown = { spec: { ...spec, selector: { matchLabels: UNKNOWN } } };
    expect(code(() => new TestWorld().preview(own, type, "web", unknown))).toBe("");
  });

  it("may have numbers as quantities, and lack what every server fills in", () => {
    const world = new TestWorld();
    const containers = [{ name: "web", image: "nginx", resources: { requests: { cpu: 1, memory: "1Gi" } } }];
    const pod = world.create(own, "kubernetes:core/v1:Pod", "web", { spec: { containers } });
    expect(pod.outputs).toMatchObject({
      spec: { containers: [{ resources: { requests: { cpu: "1", memory: "1Gi" } } }] },
    });
    const roleRef = { kind: "Role", name: "reader" };
    const binding = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
    expect(world.create(own, binding, "b", { roleRef }).outputs.roleRef).toEqual({
      ...roleRef,
      apiGroup: "rbac.authorization.k8s.io",
    });
  });

  it("are not made as lists, nor with a generated name under server-side apply", () => {
    const world = new TestWorld();
    expect(code(() => world.check(own, "kubernetes:core/v1:ConfigMapList", "l", { items: [] }))).toMatch(
      /^list resources exist/,
    );
    const metadata = { generateName: "a-" };
    expect(code(() => world.check(own, configMap, "c", { metadata }))).toMatch(
      /not supported in Server-Side Apply mode$/,
    );
    const classic = { ...own, config: { enableServerSideApply: false } };
    expect(world.create(classic, configMap, "c", { metadata }).id).toMatch(/^default\/a-[a-z0-9]{5}$/);
  });
});

describe("namespaces", () => {
  const inShop = { metadata: { name: "web", namespace: "shop" } };

  it("must be there before what lies in them, and may come in the same update", () => {
    const world = new TestWorld();
    const refused = outcome(world, own, configMap, "c", inShop);
    expect(refused).toMatchObject({ error: { code: "NotFound", passing: true } });
    expect("error" in refused ? refused.error.message : "").toContain('namespaces "shop" not found');
  });

  it("take everything with them", () => {
    const world = new TestWorld();
    const shop = world.create(own, "kubernetes:core/v1:Namespace", "shop", { metadata: { name: "shop" } });
    const inside = world.create(own, configMap, "c", inShop);
    world.create(own, configMap, "d", { metadata: { name: "web" } });
    expect(cloud.goesWith?.(shop, world)).toEqual([inside]);
  });
});

describe("one name for two resources", () => {
  const metadata = { name: "settings" };

  it("is shared under server-side apply as long as both want the same", () => {
    const world = new TestWorld();
    const first = world.create(own, configMap, "a", { metadata, data: { a: "1" } });
    expect(world.create(own, configMap, "b", { metadata, data: { a: "1", b: "2" } }).id).toBe(first.id);
    expect(message(() => world.create(own, configMap, "c", { metadata, data: { a: "2" } }))).toContain(
      "Apply failed with 1 conflict: conflict with the field manager of urn:pulumi:dev::p::kubernetes:core/v1:ConfigMap::a using v1: .data.a",
    );
    const forced = { metadata: { ...metadata, annotations: { "pulumi.com/patchForce": "true" } }, data: { a: "2" } };
    expect(world.create(own, configMap, "d", forced).id).toBe(first.id);
  });

  it("is taken without server-side apply", () => {
    const world = new TestWorld();
    const classic = { ...own, config: { enableServerSideApply: false } };
    world.create(classic, configMap, "a", { metadata });
    expect(message(() => world.create(classic, configMap, "b", { metadata }))).toContain(
      'configmaps "settings" already exists',
    );
  });

  it("is patched only with server-side apply, under a name, and into an object that stays whole", () => {
    const world = new TestWorld();
    const patch = `${type}Patch`;
    expect(code(() => world.check(own, patch, "p", { spec: { replicas: 2 } }))).toContain(
      "`.metadata.name` field to be set",
    );
    const classic = { ...own, config: { enableServerSideApply: false } };
    expect(code(() => world.check(classic, patch, "p", { metadata }))).toContain("require Server-Side Apply mode");
    world.create(own, type, "web", { metadata: { name: "web" }, spec: { selector: spec.selector, template } });
    expect(world.create(own, patch, "p", { metadata: { name: "web" }, spec: { replicas: 2 } }).id).toBe("default/web");
    expect(code(() => world.create(own, patch, "q", { metadata: { name: "web" }, spec: { replicas: -1 } }))).toBe(
      "Invalid",
    );
  });
});

describe("kinds", () => {
  it("of versions that Kubernetes has removed are not there, with what to use instead", () => {
    const old = () => new TestWorld().preview(own, "kubernetes:extensions/v1beta1:Ingress", "web", { spec: {} });
    expect(message(old)).toBe(
      'NoMatch: no matches for kind "Ingress" in version "extensions/v1beta1": apiVersion "extensions/v1beta1/Ingress" was removed in Kubernetes 1.22. Use "networking.k8s.io/v1/Ingress" instead.',
    );
    const cluster = { pkg: "kubernetes", type: "cluster", id: own.account, properties: { version: "1.21" } } as const;
    const older = { ...own, answers: { ...noAnswers, existing: [cluster] } };
    expect(
      code(() => new TestWorld().create(older, "kubernetes:extensions/v1beta1:Ingress", "web", { spec: {} })),
    ).toBe("");
  });

  const properties = {
    spec: { type: "object", properties: { size: { type: "integer", maximum: 5 } }, required: ["size"] },
  };
  const schema = { openAPIV3Schema: { type: "object", properties } };
  const versions = [{ name: "v1", served: true, storage: true, schema }];
  const names = { plural: "widgets", kind: "Widget" };
  const definition = {
    metadata: { name: "widgets.example.com" },
    spec: { group: "example.com", scope: "Cluster", names, versions },
  };
  const widget = (spec: Props) => ({ apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" }, spec });
  const token = "kubernetes:example.com/v1:Widget";

  it("of a definition need it, and are held to its schema", () => {
    const world = new TestWorld();
    expect(outcome(world, own, token, "w", widget({ size: 1 }))).toMatchObject({
      error: { code: "NoMatch", passing: true },
    });
    const made = world.create(own, "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "d", definition);
    const one = world.create(own, token, "w", widget({ size: 1 }));
    expect(one.id).toBe("w");
    expect(message(() => world.create(own, token, "x", widget({ size: 9 })))).toContain(
      'Widget.example.com "w" is invalid: spec.size: Invalid value: 9: spec.size in body should be less than or equal to 5',
    );
    expect(message(() => world.create(own, token, "y", widget({ size: "1" })))).toContain(
      'spec.size in body must be of type integer: "string"',
    );
    expect(message(() => world.create(own, token, "z", widget({ size: 1, color: "red" })))).toContain(
      ".spec.color: field not declared in schema",
    );
    expect(message(() => world.create(own, token, "n", widget({})))).toContain("spec.size: Required value");
    expect(cloud.goesWith?.(made, world)).toEqual([one]);
  });
});

describe("a provider's cluster", () => {
  const eks = { ...sessionOf("aws"), answers: noAnswers };
  /** A cluster as the world has it, with nothing around it. */
  function clusterIn(world: TestWorld, outputs: Props = {}): Session {
    const endpoint = "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com";
    const { account, region } = eks;
    const about = {
      pkg: "aws",
      type: "aws:eks/cluster:Cluster",
      urn: "urn:pulumi:dev::p::aws:eks/cluster:Cluster::c",
    } as const;
    const place = {
      project: "p",
      stack: "dev",
      account,
      region,
      id: "main",
      generation: 1,
      created: 1,
      inputs: { name: "main" },
    };
    const object: WorldObject = {
      ...about,
      ...place,
      outputs: { name: "main", endpoint, version: "1.34", status: "ACTIVE", ...outputs },
    };
    world.objects.push(object);
    return kubeconfig(endpoint);
  }
  const group = (size: number): WorldObject => ({
    pkg: "aws",
    type: "aws:eks/nodeGroup:NodeGroup",
    urn: "urn:pulumi:dev::p::aws:eks/nodeGroup:NodeGroup::n",
    project: "p",
    stack: "dev",
    account: eks.account,
    region: eks.region,
    id: "main:n",
    generation: 1,
    created: 2,
    inputs: { clusterName: "main", scalingConfig: { desiredSize: size, maxSize: size, minSize: 0 } },
    outputs: {},
  });
  const inDefault = { name: "web", namespace: "default" };

  it("that is gone answers nothing; that is elsewhere has to be declared", () => {
    const gone = kubeconfig("https://FFFF.gr7.eu-west-1.eks.amazonaws.com");
    expect(message(() => new TestWorld().create(gone, configMap, "c", {}))).toContain(
      "configured Kubernetes cluster is unreachable",
    );
    expect(code(() => new TestWorld().preview(gone, configMap, "c", {}))).toBe("");
    const elsewhere = kubeconfig("https://203.0.113.7:6443");
    expect(message(() => new TestWorld().preview(elsewhere, configMap, "c", {}))).toContain(
      "Declare it in sandbox.yaml under existing",
    );
    const cluster = {
      pkg: "kubernetes",
      type: "cluster",
      id: "https://203.0.113.7:6443",
      properties: { namespaces: ["team"] },
    } as const;
    const declared = { ...elsewhere, answers: { ...noAnswers, existing: [cluster] } };
    expect(new TestWorld().create(declared, configMap, "c", { metadata: { name: "c" } }).id).toBe("team/c");
  });

  it("is not one that only renders files", () => {
    const config = { renderYamlToDirectory: "out" };
    const judged = cloud.configure("kubernetes", config, { sdk: own.sdk, env: {} });
    expect("failures" in judged ? judged.failures.map((f) => f.property) : []).toEqual(["renderYamlToDirectory"]);
  });

  it("that is being made does not answer", () => {
    const world = new TestWorld();
    const session = clusterIn(world, { status: "CREATING" });
    expect(message(() => world.create(session, configMap, "c", { metadata: inDefault }))).toContain(
      "its state is CREATING",
    );
  });

  it("without nodes starts nothing, as the provider says when it has waited", () => {
    const world = new TestWorld();
    const session = clusterIn(world);
    const made = outcome(world, session, type, "web", { metadata: inDefault, spec });
    expect(reasons(made)).toEqual([
      "[MinimumReplicasUnavailable] Deployment does not have minimum availability.",
      "Minimum number of live Pods was not attained",
      "0/3 ready: no nodes available to schedule pods",
    ]);
    expect("error" in made ? "" : made.unready?.message).toContain("'web' timed out waiting to be Ready");
    const annotations = { "pulumi.com/skipAwait": "true" };
    const skipped = { metadata: { ...inDefault, annotations }, spec };
    expect(reasons(outcome(world, session, type, "b", skipped))).toEqual([]);
    const service = { metadata: inDefault, spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 80 }] } };
    expect(reasons(outcome(world, session, "kubernetes:core/v1:Service", "s", service))).toHaveLength(2);
    world.objects.push(group(2));
    expect(reasons(outcome(world, session, type, "web", { metadata: inDefault, spec }))).toEqual([]);
  });

  it("has Services that wait for pods which their selectors find", () => {
    const world = new TestWorld();
    const service = { spec: { selector: labels, ports: [{ port: 80 }] } };
    const lonely = outcome(world, own, "kubernetes:core/v1:Service", "s", service);
    expect(reasons(lonely)).toEqual([
      "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods",
    ]);
    world.create(own, type, "web", { spec });
    expect(reasons(outcome(world, own, "kubernetes:core/v1:Service", "s", service))).toEqual([]);
  });
});

describe("a release of a chart", () => {
  it("is one object with a name and a status, whatever its chart makes", () => {
    const repositoryOpts = { repo: "https://charts.example.com" };
    const inputs = { chart: "nginx", version: "15.0.0", repositoryOpts, values: { any: [1, { b: true }] } };
    const made = new TestWorld().create(own, "kubernetes:helm.sh/v3:Release", "web", inputs);
    const name = made.inputs.name as string;
    expect(name).toMatch(/^web-[0-9a-f]{8}$/);
    expect([made.id, made.inputs.timeout]).toEqual([`default/${name}`, 300]);
    const facts = { appVersion: "15.0.0", chart: "nginx", version: "15.0.0" };
    expect(made.outputs.status).toEqual({ ...facts, name, namespace: "default", revision: 1, status: "deployed" });
  });
});

describe("what the provider replaces", () => {
  const diff = (token: string, olds: Props, news: Props, config: Props = {}) =>
    cloud.diff({
      session: { ...own, config },
      type: token,
      urn: urnOf(own, token, "web"),
      id: "default/web",
      olds,
      oldOutputs: {},
      news,
      ignoreChanges: [],
    });
  const metadata = { name: "web" };

  it("is as in its own table: a deployment's selector, not its replicas", () => {
    const selector = { matchLabels: { app: "shop" } };
    expect(diff(type, { metadata, spec }, { metadata, spec: { ...spec, selector, replicas: 4 } })).toMatchObject({
      detailed: { "spec.replicas": { kind: "update" }, "spec.selector.matchLabels.app": { kind: "update-replace" } },
      deleteBeforeReplace: true,
    });
  });

  it("depends on the provider's settings for the data of a ConfigMap", () => {
    const [olds, news] = [
      { metadata, data: { a: "1" } },
      { metadata, data: { a: "2" } },
    ];
    expect(diff(configMap, olds, news).detailed["data.a"]?.kind).toBe("update-replace");
    expect(diff(configMap, olds, news, { enableConfigMapMutable: true }).detailed["data.a"]?.kind).toBe("update");
    const closed = { ...news, immutable: true };
    expect(diff(configMap, olds, closed, { enableConfigMapMutable: true }).detailed["data.a"]?.kind).toBe(
      "update-replace",
    );
  });
});
