import { describe, expect, it } from "vitest";
import { failure } from "../../support/record.js";
import { world } from "../network/support.js";
import { bounds, pool } from "./bounds.js";
import { clouds, cluster, networkOf, refused, said, targets } from "./support.js";
import { everywhere } from "./wrong-arguments.js";

describe.each(clouds)("arguments of a cluster on %s", (cloud) => {
  it.each(everywhere)("are refused with path, value, what is allowed and the fix: %j", (options, lines) => {
    expect(said(cloud, options)).toEqual(lines.map((line) => line.replaceAll("<cloud>", cloud)));
  });

  it("are refused all at once, and nothing is registered", async () => {
    const wrong = { version: "1.20", tier: "data", admins: { ops: 7 }, nodePools: { default: { min: 7, max: 6 } } };
    const lines = await refused(() => cluster(cloud, wrong));
    expect(lines.map((line) => line.split(": ")[0])).toEqual([
      "version",
      "tier",
      "admins.ops",
      "nodePools.default.min",
    ]);
  });

  it("refuse a network of another cloud or region", () => {
    const other = cloud === "aws" ? "gcp" : "aws";
    expect(said(cloud, { network: networkOf(other) })).toEqual([
      `network: this is on ${other}, but the target is on ${cloud}; use one that is made with the same target`,
    ]);
    const target = { ...targets[cloud], region: "elsewhere" };
    expect(said(cloud, { target })).toEqual([
      `network: network "net" is in ${targets[cloud].region}; use one in elsewhere`,
    ]);
  });
});

describe("the network of a cluster", () => {
  it("has two zones on AWS", () => {
    const network = networkOf("aws", { zones: ["eu-west-1a"], subnetIds: { private: ["one"] } });
    expect(said("aws", { network })).toEqual([
      'network: network "net" has 1 zone in tier "private"; aws needs 2 or more',
    ]);
  });

  it("has a NAT gateway on Azure", () => {
    expect(said("azure", { network: networkOf("azure", { egressIps: [] }) })).toEqual([
      'network: network "net" has no NAT gateway, and nodes on azure need one; make it with nat: "single", or give egressIps to fromExisting',
    ]);
  });

  it.each([
    ["aws", { serviceRange: "10.0.128.0/20" }],
    ["azure", { serviceRange: "10.0.128.0/20" }],
    ["azure", { podRange: "10.0.0.0/15" }],
  ] as const)(
    "has a range that those of the cluster do not overlap, as soon as it is known: %s %j",
    async (on, more) => {
      const [range] = Object.values(more);
      expect((await failure(() => cluster(on, more), world)).message).toContain(
        `${range} overlaps the range of network "net", 10.0.0.0/16; use another range`,
      );
    },
  );
});

const graphics = { aws: "g6.xlarge", gcp: "g2-standard-8", azure: "Standard_NC24ads_A100_v4" };
const amd = { aws: "g4ad.xlarge", gcp: "g2-standard-5", azure: "Standard_NV8as_v4" };

describe.each(clouds)("graphics processors on %s", (cloud) => {
  const use = `use a size such as { ${cloud}: "${graphics[cloud]}" }`;

  it("come with machine types that have some, and with nothing else", () => {
    expect(said(cloud, pool({ size: graphics, gpu: true }))).toEqual([]);
    expect(said(cloud, pool({ size: graphics }))).toEqual([
      `nodePools.default.gpu: ${graphics[cloud]} has graphics processors, whose driver comes with gpu: true; state it`,
    ]);
    expect(said(cloud, pool({ size: amd, gpu: true }))).toEqual([
      `nodePools.default.gpu: ${amd[cloud]} has no graphics processors that are known here; ${use}`,
    ]);
    expect(said(cloud, pool({ gpu: "yes" }))).toEqual([
      'nodePools.default.gpu: "yes" is not true or false; give it as a plain value',
    ]);
  });
});

describe.each(clouds)("arguments of a cluster on %s", (cloud) => {
  it.each(bounds)("are held to what the cloud takes: %j", (options, lines) => {
    expect(said(cloud, options)).toEqual(lines[cloud] ?? []);
  });
});
