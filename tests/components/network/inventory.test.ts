import { describe, expect, it } from "vitest";
import type { Registered } from "../../support/record.js";
import { type AnyOptions, type Cloud, childrenOf, clouds, difference, golden, lines, world } from "./support.js";

/** Arguments whose effect on the inventory is a golden file: what they add, take away and change. */
const cases: Record<string, { options: AnyOptions; on: readonly Cloud[] }> = {
  "nat-none": { options: { nat: "none" }, on: clouds },
  "nat-per-zone": { options: { nat: "per-zone" }, on: ["aws", "gcp"] },
  "nat-regional": { options: { nat: "regional" }, on: ["aws"] },
  ipv6: { options: { ipv6: true }, on: clouds },
  "endpoints-off": { options: { endpoints: [] }, on: clouds },
  "endpoints-more": { options: { endpoints: ["objectStorage", "secrets", "keys"] }, on: clouds },
  "endpoints-registry": { options: { endpoints: ["objectStorage", "registry"] }, on: ["aws", "gcp"] },
  "flow-logs-off": { options: { flowLogs: false }, on: clouds },
  "a-tier-more": { options: { tiers: { cache: { kind: "isolated", share: 4, slot: 12 } } }, on: clouds },
  "private-only": { options: { tiers: { public: false, isolated: false }, nat: "none" }, on: clouds },
  "own-addresses": { options: { egressIps: ["given-1"] }, on: ["aws"] },
};
const defaults = new Map<Cloud, Promise<Registered[]>>();

/** The children under default arguments, registered once. */
function byDefault(cloud: Cloud): Promise<Registered[]> {
  const found = defaults.get(cloud) ?? childrenOf(cloud);
  defaults.set(cloud, found);
  return found;
}

describe("inventory of a network", () => {
  it.each(clouds)("with defaults on %s is the golden file", async (cloud) => {
    const now = lines(await byDefault(cloud));
    expect(now).toEqual(golden(`${cloud}-default`, now));
  });

  it("has as many children as the documentation says", async () => {
    expect((await byDefault("aws")).length).toBe(37);
    expect((await byDefault("gcp")).length).toBe(16);
    expect((await byDefault("azure")).length).toBe(19);
  });

  const changes = Object.entries(cases).flatMap(([name, { options, on }]) =>
    on.map((cloud) => ({ name, options, cloud })),
  );
  it.each(changes)("changes with $name on $cloud as in the golden file", async ({ name, options, cloud }) => {
    const now = difference(lines(await byDefault(cloud)), lines(await childrenOf(cloud, options)));
    expect(now).toEqual(golden(`${cloud}-${name}`, now));
  });

  it.each(changes)("is the same while outputs are unknown: $name on $cloud", async ({ options, cloud }) => {
    const known = await childrenOf(cloud, options);
    const unknown = await childrenOf(cloud, options, { ...world, preview: true });
    const names = (resources: readonly Registered[]) => resources.map(({ type, name }) => `${type} ${name}`).sort();
    expect(names(unknown)).toEqual(names(known));
  });

  it.each(clouds)("keeps the address and name of every subnet on %s when zones and tiers are added", async (cloud) => {
    const cidrs = async (options: AnyOptions) => {
      const subnets = (await childrenOf(cloud, options)).filter(({ type }) =>
        /subnet(work)?:|network:Subnet$/i.test(type),
      );
      return new Map(
        subnets.map(({ name, inputs }) => [name, inputs.cidrBlock ?? inputs.ipCidrRange ?? inputs.addressPrefix]),
      );
    };
    const before = await cidrs({ zones: 2 });
    const after = await cidrs({ zones: 3, tiers: { cache: { kind: "private", share: 2, slot: 3 } } });
    expect(after.size).toBeGreaterThan(before.size);
    for (const [name, cidr] of before) expect(after.get(name)).toBe(cidr);
  });

  it("keeps a hole where a zone was given up, on AWS", async () => {
    const children = await childrenOf("aws", { zones: ["eu-west-1a", null, "eu-west-1c"] });
    const subnets = children.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    expect(
      subnets.map(({ name, inputs, ignoreChanges }) => [
        name,
        inputs.cidrBlock,
        inputs.availabilityZone,
        ignoreChanges,
      ]),
    ).toEqual([
      ["main-isolated-a", "10.0.160.0/21", "eu-west-1a", []],
      ["main-isolated-c", "10.0.176.0/21", "eu-west-1c", []],
      ["main-private-a", "10.0.0.0/19", "eu-west-1a", []],
      ["main-private-c", "10.0.64.0/19", "eu-west-1c", []],
      ["main-public-a", "10.0.128.0/21", "eu-west-1a", []],
      ["main-public-c", "10.0.144.0/21", "eu-west-1c", []],
    ]);
  });

  it("asks AWS for zones in the order of their names, and later changes nothing over them", async () => {
    const children = await childrenOf("aws", { zones: 2 });
    const subnets = children.filter(({ name }) => name.startsWith("main-private-") && !name.includes("nat"));
    const made = subnets.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    expect(made.map(({ inputs, ignoreChanges }) => [inputs.availabilityZone, ignoreChanges])).toEqual([
      ["eu-west-1a", ["availabilityZone"]],
      ["eu-west-1b", ["availabilityZone"]],
    ]);
  });

  it("cuts subnets from the range that a pool hands out, on AWS", async () => {
    const options = { cidr: { ipamPool: "ipam-pool-1", prefixLength: 20 }, zones: 1 };
    const outputs = (type: string, name: string, inputs: Record<string, unknown>) => ({
      ...world.outputs?.(type, name, inputs),
      ...(type === "aws:ec2/vpc:Vpc" && { cidrBlock: "10.96.16.0/20" }),
    });
    const children = await childrenOf("aws", options, { ...world, outputs });
    const vpc = children.find(({ type }) => type === "aws:ec2/vpc:Vpc");
    expect(vpc?.inputs).toMatchObject({ ipv4IpamPoolId: "ipam-pool-1", ipv4NetmaskLength: 20 });
    expect(vpc?.inputs.cidrBlock).toBeUndefined();
    const subnets = children
      .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
      .map(({ inputs }) => inputs.cidrBlock);
    expect(subnets).toEqual(["10.96.26.0/25", "10.96.16.0/23", "10.96.24.0/25"]);
  });

  it("writes the subnets of Azure one after another", async () => {
    const children = await byDefault("azure");
    const subnets = children.filter(({ type }) => type === "azure-native:network:Subnet");
    const after = (urns: readonly string[]) =>
      urns.filter((urn) => urn.includes("network:Subnet")).map((urn) => urn.split("::").at(-1));
    expect(Object.fromEntries(subnets.map(({ name, dependsOn }) => [name, after(dependsOn)]))).toEqual({
      "main-private": [],
      "main-public": ["main-private"],
      "main-isolated": ["main-public"],
    });
  });
});
