import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import { Bucket } from "../../components/bucket/index.js";
import type { Target } from "../../components/core/clouds.js";
import { Function as CloudFunction } from "../../components/function/index.js";
import { gcp } from "../../components/gcp.js";
import { Namespace } from "../../components/kubernetes/namespace/index.js";
import { Workload } from "../../components/kubernetes/workload/index.js";
import { KubernetesCluster } from "../../components/kubernetes-cluster/index.js";
import { Network } from "../../components/network/index.js";
import { VirtualMachine } from "../../components/virtual-machine/index.js";
import { cloud as models } from "../../sandbox/models/index.js";
import { deploy } from "./component-world.js";
import { sessionOf, TestWorld } from "./models-world.js";

const targets: readonly (readonly [string, Target])[] = [
  ["aws", aws({ region: "eu-west-1" }) as unknown as Target],
  ["gcp", gcp({ project: "groundplan-sandbox", region: "europe-west1" }) as unknown as Target],
  ["azure", azure({ region: "westeurope" }) as unknown as Target],
];

const code = { dir: join(__dirname, "../components/function/fixtures/node") };

const programs = {
  "a machine with a disk": (target: Target) => {
    const network = new Network("main", { target, cidr: "10.0.0.0/16", zones: 2 });
    new VirtualMachine("web", { target, network, image: "ubuntu-24.04", dataDisks: { data: { sizeGiB: 20 } } });
  },
  "a function on a bucket and a schedule": (target: Target) => {
    const bucket = new Bucket("inbox", { target, deletionProtection: false });
    const triggers = {
      web: { http: {} },
      nightly: { schedule: { cron: "30 4 * * *" } },
      uploads: { bucket, on: ["created"] },
    } as const;
    const fn = new CloudFunction("orders", { target, code, runtime: "node24", triggers });
    bucket.grantRead(fn.identity);
  },
  "a cluster with a workload": (target: Target) => {
    const network = new Network("main", { target, cidr: "10.0.0.0/16", zones: 2 });
    const nodePools = { default: { size: "medium", min: 1, max: 3 } } as const;
    const cluster = new KubernetesCluster("main", {
      target,
      network,
      version: "1.34",
      nodePools,
      deletionProtection: false,
    });
    const namespace = new Namespace("shop", { cluster });
    new Workload("web", { namespace, image: "registry.example/web:1.4", port: 8080 });
  },
};

describe.each(targets)("the sandbox's %s", (_, target) => {
  it.each(Object.entries(programs))("takes %s, and lets all of it go again", async (_title, program) => {
    const world = new TestWorld();
    const made = await deploy(world, () => program(target));
    expect(made.length).toBeGreaterThan(10);
    const held: string[] = [];
    for (const object of [...world.objects].reverse()) {
      const error = models.canDelete({ session: sessionOf(object.pkg), object, world });
      if (error === undefined) world.objects.splice(world.objects.indexOf(object), 1);
      else held.push(`${object.urn} ${error.code} ${error.message}`);
    }
    expect(held).toEqual([]);
  });
});
