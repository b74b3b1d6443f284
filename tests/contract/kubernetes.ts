import type { CloudName, Target } from "../../components/core/clouds.js";
import { namespaceChildren, workloadChildren } from "../../components/kubernetes/children.js";
import { dialects } from "../../components/kubernetes/workload/clouds.js";
import { Namespace, type NamespaceArgs, Workload, type WorkloadArgs } from "../../components/kubernetes.js";
import { type Cloud, clusterOn, image } from "../components/kubernetes/support.js";
import type { CloudRow, Make, Row } from "./table.js";

type Loose = Readonly<Record<string, unknown>>;

/** A cluster for each target, of the target's name: its own resources are the business of another row. */
const clusters = new WeakMap<Target, ReturnType<typeof clusterOn>>();
function clusterOf(target: Target) {
  const cluster = clusters.get(target) ?? clusterOn(target.cloud as Cloud, target.key, target);
  clusters.set(target, cluster);
  return cluster;
}

const common = {
  implementation: (children: object) => (target: Target) => ({
    children: children as never,
    unsupported: children === workloadChildren ? (dialects[target.cloud]?.unsupported ?? {}) : {},
  }),
  overridesKey: "kubernetes",
  provider: (target: Target) => `kubernetes-${target.key}`,
};

/** A program with one namespace of these options. */
function namespace(options: Loose = {}): Make {
  return (name, target, extra = {}) => {
    new Namespace(name, { ...options, ...extra, cluster: clusterOf(target) } as NamespaceArgs);
  };
}

/** A namespace of these options with a workload in it: what is empty needs no guard. */
const inhabited: Make = (name, target, extra = {}) => {
  const place = new Namespace(name, { podSecurity: "baseline", ...extra, cluster: clusterOf(target) } as NamespaceArgs);
  new Workload(`${name}-work`, { namespace: place, image, port: 8080 } as WorkloadArgs<CloudName>);
};

const namespaceOnEach: CloudRow = {
  variants: {
    defaults: namespace(),
    open: namespace({ defaultDeny: false, quota: false, limits: false, podSecurity: "baseline" }),
  },
  loosenings: [
    { title: 'podSecurity: "privileged"', args: { podSecurity: "privileged" }, rules: ["k8s-ns-pss-label"] },
    { title: "defaultDeny: false", args: { defaultDeny: false }, rules: ["k8s-network-policy"], make: inhabited },
  ],
  undecidedInPreview: [],
  unsupported: {},
  unprotected: {},
};

export const namespaceRow: Row = {
  ...common,
  component: "namespace",
  implementation: common.implementation(namespaceChildren),
  clouds: { aws: namespaceOnEach, gcp: namespaceOnEach, azure: namespaceOnEach },
};

/** A workload of these options, in a namespace of its own that no override reaches. */
function makeWorkload(name: string, target: Target, options: Loose): Workload {
  const place = new Namespace(`${name}-place`, { cluster: clusterOf(target), podSecurity: "baseline" });
  return new Workload(name, { namespace: place, image, ...options } as WorkloadArgs<CloudName>);
}

function workload(options: Loose): Make {
  return (name, target, extra = {}) => void makeWorkload(name, target, { ...options, ...extra });
}

/** A workload that connects to a second one; what is added goes to the first. */
function connected(): Make {
  return (name, target, extra = {}) => {
    const one = makeWorkload(name, target, { port: 8080, ...extra });
    const two = makeWorkload(`${name}-store`, target, { port: 5432, kind: "statefulset" });
    one.connectTo(two);
  };
}

const exposed = { host: "api.example.com", tls: { certificate: "certificate" }, from: ["10.0.0.0/16"] };

function workloadRowOn(unsupported: CloudRow["unsupported"]): CloudRow {
  return {
    variants: {
      defaults: workload({ port: 8080 }),
      exposed: workload({
        port: 8080,
        expose: exposed,
        identity: true,
        secrets: { TOKEN: "hidden", OTHER: { secret: "shared", key: "token" } },
        volumes: { settings: { path: "/settings", files: { "a.toml": "b = 1" } } },
      }),
      stateful: workload({ port: 5432, kind: "statefulset", volumes: { data: { path: "/data", sizeGiB: 10 } } }),
      job: workload({ kind: "job" }),
      cron: workload({ kind: { cron: "0 3 * * *" } }),
      connected: connected(),
    },
    loosenings: [
      { title: "probes: false", args: { probes: false }, rules: ["k8s-probes"] },
      { title: "writableRoot: true", args: { writableRoot: true }, rules: ["k8s-readonly-root"] },
      { title: "allowRoot: true", args: { allowRoot: true }, rules: ["k8s-run-as-non-root"] },
      { title: "apiToken: true", args: { apiToken: true }, rules: ["k8s-sa-token"] },
      { title: "expose.tls: false", args: { expose: { ...exposed, tls: false } }, rules: ["k8s-ingress-tls"] },
    ],
    undecidedInPreview: [],
    unsupported,
    unprotected: {},
  };
}

const refused = (expose: Loose): Make => workload({ port: 8080, expose: { ...exposed, ...expose } });

export const workloadRow: Row = {
  ...common,
  component: "workload",
  implementation: common.implementation(workloadChildren),
  clouds: {
    aws: workloadRowOn({
      "expose.tls.secret": refused({ tls: { secret: "api-tls" } }),
      "expose.tls.issuer": refused({ tls: { issuer: "letsencrypt" } }),
    }),
    gcp: workloadRowOn({}),
    azure: workloadRowOn({ "expose.internet=true": refused({ internet: true }) }),
  },
};
