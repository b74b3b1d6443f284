import type { CloudName } from "../../components/core/clouds.js";
import { Namespace, Workload, type WorkloadArgs } from "../../components/kubernetes.js";
import { type Cloud, clusterOn, image } from "../components/kubernetes/support.js";

type Loose = Readonly<Record<string, unknown>>;

function one(options: Loose, cloud: Cloud = "aws", place: Loose = {}): () => void {
  return () => {
    const namespace = new Namespace("shop", { cluster: clusterOn(cloud), ...place });
    new Workload("api", { namespace, image, ...options } as WorkloadArgs<CloudName>);
  };
}

const exposed = { host: "api.example.com", path: "/v1", from: ["10.0.0.0/16"] };
const digest = `registry.example.com:5000/team/api:1.4.2@sha256:${"0123456789abcdef".repeat(4)}`;

/** Programs that together use every argument that ends up in a manifest. */
export const everyWorkload: Readonly<Record<string, () => void>> = {
  "a container": one({
    image: digest,
    name: "web",
    port: 8080,
    command: ["/bin/api"],
    args: ["--verbose"],
    env: { MODE: "fast", "dotted.name": "yes" },
    secrets: { TOKEN: "hidden", SHARED: { secret: "shared", key: "token" } },
    resources: { cpu: 1.5, memoryMiB: 3072 },
    terminationGraceSeconds: 90,
    labels: { team: "shop" },
    annotations: { "example.com/checked": "yes" },
    runAsUser: 4711,
  }),
  "a path that is probed": one({ port: 8080, probes: { path: "/healthz", startupSeconds: 300 } }),
  "a port that is probed": one({ probes: { port: 9090 } }),
  "a command that is probed": one({ probes: { command: ["/bin/alive", "--quick"] } }),
  "nothing that is probed": one({ probes: false }),
  "a fixed number of pods": one({ port: 8080, replicas: { min: 3, max: 3 } }),
  "one pod": one({ port: 8080, replicas: { min: 1, max: 1 } }),
  "a stateful set that grows": one({ port: 8080, kind: "statefulset", replicas: { min: 2, max: 4, cpuPercent: 90 } }),
  "volumes of every sort": one({
    kind: "statefulset",
    port: 5432,
    volumes: {
      tmp: { path: "/tmp", scratchMiB: 1024 },
      cache: { path: "/cache", scratchMiB: 32, memory: true },
      data: { path: "/data", sizeGiB: 1.5, storage: "fast" },
      log: { path: "/log", sizeGiB: 1024, storageClass: "slow" },
      settings: { path: "/settings", files: { "a.toml": "b = 1", "b.toml": "" } },
      certificate: { path: "/certificate", secret: "certificate" },
      shared: { path: "/shared", claim: "shared" },
    },
  }),
  "a job": one({ kind: "job", timeoutSeconds: 600, retries: 0 }),
  "a job at set times": one({ kind: { cron: "*/15 8-18 * * MON-FRI", timezone: "Europe/Berlin" } }),
  "rules of the network": one({
    port: 8080,
    ingress: {
      office: { from: ["203.0.113.0/24", "2001:db8::/32"] },
      neighbours: { from: {}, port: 9090 },
      web: { from: { labels: { "app.kubernetes.io/name": "web" } } },
      monitoring: { from: { namespace: "monitoring" }, port: { from: 9100, to: 9110 } },
      other: { from: { namespace: "other", labels: { a: "b" } }, port: 53, protocol: "udp" },
    },
    egress: {
      world: { to: ["0.0.0.0/0"], port: 443 },
      store: { to: { namespace: "store" }, port: { from: 1, to: 9 } },
    },
  }),
  "nodes of a kind": one({
    port: 8080,
    nodes: { labels: { "kubernetes.io/arch": "arm64" }, tolerate: { "example.com/gpu": {}, spot: { value: "true" } } },
  }),
  "everything that is loosened": one(
    { port: 8080, allowRoot: true, writableRoot: true, apiToken: true, expose: { ...exposed, tls: false } },
    "aws",
    { podSecurity: "baseline" },
  ),
  "a host with a Secret": one(
    { port: 8080, identity: true, expose: { ...exposed, tls: { secret: "api-tls" } } },
    "azure",
  ),
  "a host with an issuer": one({ port: 8080, expose: { ...exposed, tls: { issuer: "letsencrypt" } } }, "gcp"),
  "a host on the internet": one(
    { port: 8080, expose: { ...exposed, internet: true, tls: { certificate: "certificate" } } },
    "gcp",
  ),
  "a host of another controller": one({
    port: 8080,
    expose: {
      ...exposed,
      ingressClass: "nginx",
      tls: { secret: "api-tls" },
      annotations: { "example.com/body-size": "8m" },
    },
  }),
  "a namespace with everything": one({ port: 8080 }, "aws", {
    name: "web-shop",
    quota: { cpu: 0.5, memoryGiB: 1.5, pods: 10, storageGiB: 0, loadBalancers: 2 },
    limits: { cpu: 0.05, memoryMiB: 64, maxMemoryMiB: 2048 },
    labels: { team: "shop" },
    annotations: { "example.com/owner": "shop" },
  }),
};
