import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

/** On each cloud a cluster with a namespace, and in it a workload of every kind. */
const program = (secret: string) => `
const { KubernetesCluster, Network } = require("groundplan");
const { aws } = require("groundplan/aws");
const { azure } = require("groundplan/azure");
const { gcp } = require("groundplan/gcp");
const { Namespace, Workload } = require("groundplan/kubernetes");
const image = "registry.example.com/api:1.4.2";

function platform(target) {
  const name = target.cloud;
  const network = new Network(name, { target, zones: 2, flowLogs: false });
  const nodePools = { default: { min: 2, max: 6 } };
  const cluster = new KubernetesCluster(name, { target, network, version: "1.34", nodePools, logs: false, deletionProtection: false });
  const namespace = new Namespace(name + "-shop", { cluster, name: "shop" });
  const api = new Workload(name + "-api", {
    namespace, image, name: "api", port: 8080, identity: true,
    secrets: { TOKEN: ${JSON.stringify(secret)} },
    volumes: { settings: { path: "/settings", files: { "api.toml": "a = 1" } } },
    expose: { host: "api.example.com", tls: { certificate: "certificate" }, from: ["10.0.0.0/16"] },
  });
  const store = new Workload(name + "-store", {
    namespace, image, name: "store", kind: "statefulset", port: 5432, volumes: { data: { path: "/data", sizeGiB: 10 } },
  });
  new Workload(name + "-move", { namespace, image, name: "move", kind: "job" });
  new Workload(name + "-night", { namespace, image, name: "night", kind: { cron: "0 3 * * *" } });
  api.connectTo(store);
  return api.url;
}
exports.aws = platform(aws({ region: "eu-west-1" }));
exports.gcp = platform(gcp({ project: "acme-dev", region: "europe-west1" }));
exports.azure = platform(azure({ region: "westeurope", subscriptionId: "00000000-0000-0000-0000-000000000001" }));
`;

describe("workloads in a cluster of each cloud, on the real engine", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    project = await SandboxProject.make();
    project.program(program("first"));
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  const objects = () => project.inventory().filter(({ type }) => type.startsWith("kubernetes:"));

  it("are deployed: what exists is what the state says", async () => {
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    const kinds = objects().map(({ type }) => type.split(":")[2]);
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(["Namespace", "Deployment", "StatefulSet", "Job", "CronJob", "Ingress"].map(count)).toEqual([
      3, 3, 3, 3, 3, 3,
    ]);
    expect(JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json")).gcp).toBe(
      "https://api.example.com",
    );
  });

  it("change nothing the second time, and at a refresh", async () => {
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--expect-no-changes");
    await project.ok(attached, "dev", "refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("get a new Secret when a value changes, and new pods that use it", async () => {
    const names = () => objects().flatMap(({ type, id }) => (type === "kubernetes:core/v1:Secret" ? [id] : []));
    const before = names();
    project.program(program("second"));
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(summary(output).slice(0, 2)).toEqual(["~ 3 updated", "+-3 replaced"]);
    expect(names().filter((name) => before.includes(name))).toEqual([]);
    expect(names()).toHaveLength(3);
  });

  it("are destroyed before their clusters", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(project.inventory()).toEqual([]);
  });
});
