import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { cpuQuantity, gibibytes, mebibytes } from "../../../components/kubernetes/quantities.js";
import { clusterProvider, Namespace } from "../../../components/kubernetes.js";
import { failure, record } from "../../support/record.js";
import { lines } from "../network/support.js";
import { type AnyArgs, type Cloud, clouds, clusterOn, namespace, workload } from "./support.js";

const exposed = { host: "api.example.com", tls: { certificate: "certificate" } };
const ranges: Readonly<Record<Cloud, AnyArgs>> = {
  aws: { from: ["10.0.0.0/16"] },
  gcp: { from: ["10.0.200.0/24"] },
  azure: {},
};
const kinds: Readonly<Record<string, AnyArgs>> = {
  deployment: { port: 8080 },
  statefulset: { port: 5432, kind: "statefulset", volumes: { data: { path: "/data", sizeGiB: 10 } } },
  job: { kind: "job", timeoutSeconds: 600 },
  cron: { kind: { cron: "0 3 * * *", timezone: "Europe/Berlin" } },
};

/** The objects of a program, without its providers and components. */
async function objects(program: () => unknown): Promise<string> {
  const seen = await record(program);
  return `${lines(seen.filter(({ type }) => type.startsWith("kubernetes:"))).join("\n")}\n`;
}

describe("objects in a cluster", () => {
  it("of a namespace are exactly these", async () => {
    await expect(await objects(() => namespace(clusterOn("aws")))).toMatchFileSnapshot("golden/namespace.txt");
  });

  it.each(Object.entries(kinds))("of a workload are exactly these: %s", async (kind, options) => {
    const place = Namespace.fromExisting("shop", { cluster: clusterOn("aws") });
    await expect(await objects(() => workload(place, options))).toMatchFileSnapshot(`golden/${kind}.txt`);
  });

  it.each(clouds)("of a workload with a host name and an identity are in the words of %s", async (cloud) => {
    const place = Namespace.fromExisting("shop", { cluster: clusterOn(cloud) });
    const options = { port: 8080, identity: true, expose: { ...exposed, ...ranges[cloud] } };
    await expect(await objects(() => workload(place, options))).toMatchFileSnapshot(`golden/exposed-${cloud}.txt`);
  });

  it("are the same under every cluster but for that", async () => {
    const on = (cloud: Cloud) =>
      objects(() => {
        const place = namespace(clusterOn(cloud));
        for (const [name, options] of Object.entries(kinds)) workload(place, { ...options, volumes: {} }, name);
      });
    expect(await on("gcp")).toBe(await on("aws"));
    expect(await on("azure")).toBe(await on("aws"));
  });
});

describe("a way between two workloads", () => {
  it("is opened out of the one and into the other, once", async () => {
    const seen = await record(() => {
      const place = namespace(clusterOn("aws"));
      const [api, store] = [workload(place, { port: 8080 }), workload(place, { port: 5432 }, "store")];
      expect(api.connectTo(store)).toBe(api.connectTo(store));
    });
    const policies = seen.filter(({ name }) => /-(to|into)-/.test(name));
    await expect(`${lines(policies).join("\n")}\n`).toMatchFileSnapshot("golden/connection.txt");
  });

  it("is refused between clusters, and to a workload without a port", async () => {
    await record(() => {
      const [here, there] = [clusterOn("aws", "here"), clusterOn("aws", "there")];
      const api = workload(Namespace.fromExisting("shop", { cluster: here }), { port: 8080 });
      const far = workload(Namespace.fromExisting("shop", { cluster: there }), { port: 8080 }, "far");
      const silent = workload(Namespace.fromExisting("shop", { cluster: here }), { probes: false }, "silent");
      expect(() => api.connectTo(far)).toThrow(
        'other: Workload "far" is in another cluster; use its address, with a rule of egress',
      );
      expect(() => api.connectTo(silent)).toThrow(
        'port: Workload "silent" has no port; give one here, or to the workload',
      );
      expect(() => api.connectTo(silent, 70_000)).toThrow(
        "port: 70000 is not a port; use a whole number from 1 to 65535",
      );
    });
  });
});

describe("the provider of a cluster", () => {
  it("is one, bound to the cluster's identity, and waits for its nodes", async () => {
    const cluster = clusterOn("aws");
    const seen = await record(() => {
      expect(clusterProvider(cluster)).toBe(clusterProvider(cluster));
      namespace(cluster);
    });
    const providers = seen.filter(({ type }) => type === "pulumi:providers:kubernetes");
    expect(providers.map(({ name, inputs }) => [name, inputs.clusterIdentifier, inputs.kubeconfig])).toEqual([
      ["kubernetes-main", "id-of-main", "kubeconfig of main"],
    ]);
  });

  it("is refused to another cluster of that name, and with other options afterwards", async () => {
    const another = () => void [clusterProvider(clusterOn("aws")), clusterProvider(clusterOn("aws"))];
    expect((await failure(another)).message).toContain(
      'cluster: another cluster is called "main" and has a provider already; make the cluster once and pass it on, or give each its own name',
    );
    const late = () => {
      const cluster = clusterOn("aws");
      namespace(cluster);
      clusterProvider(cluster, { deleteUnreachable: true });
    };
    expect((await failure(late)).message).toContain(
      "deleteUnreachable: the provider of this cluster was made with false; call clusterProvider with true before the first Namespace of the cluster",
    );
  });
});

describe("quantities, in the spelling of the API server", () => {
  it.each([
    [0.001, "1m"],
    [0.05, "50m"],
    [0.25, "250m"],
    [1, "1"],
    [1.5, "1500m"],
    [40, "40"],
  ])("cores: %d is %s", (cores, text) => {
    expect(cpuQuantity(cores)).toBe(text);
  });

  it.each([
    [4, "4Mi"],
    [256, "256Mi"],
    [1024, "1Gi"],
    [1536, "1536Mi"],
    [1_048_576, "1Ti"],
  ])("memory: %d MiB is %s", (amount, text) => {
    expect(mebibytes(amount)).toBe(text);
  });

  it.each([
    [0, "0"],
    [0.5, "512Mi"],
    [1.5, "1536Mi"],
    [20, "20Gi"],
    [2048, "2Ti"],
  ])("disks: %d GiB is %s", (amount, text) => {
    expect(gibibytes(amount)).toBe(text);
  });

  it("are made of what is known later, too", async () => {
    let found: unknown;
    await record(() => {
      pulumi.output(cpuQuantity(pulumi.output(0.5))).apply((text) => {
        found = text;
      });
    });
    expect(found).toBe("500m");
  });
});
