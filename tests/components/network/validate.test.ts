import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { aws } from "../../../components/aws.js";
import { azure } from "../../../components/azure.js";
import { gcp } from "../../../components/gcp.js";
import { ArgumentsError, UnsupportedError } from "../../../components/index.js";
import { failure, record } from "../../support/record.js";
import { type AnyOptions, type Cloud, clouds, network, refusal, targets, world } from "./support.js";

/** Each illegal value: where, and what the message says after the path. */
const table: [Cloud, AnyOptions, string][] = [
  ["aws", { cidr: "10.0.0.0" }, 'cidr: "10.0.0.0" is not an IPv4 block; write it like "10.0.0.0/16"'],
  [
    "aws",
    { cidr: "10.0.0.1/16" },
    'cidr: "10.0.0.1/16" has bits set behind its prefix; the block of that address is "10.0.0.0/16"',
  ],
  [
    "aws",
    { cidr: "10.0.0.0/15" },
    "cidr: 10.0.0.0/15 is too large: the largest network on aws is /16; use /16 or smaller",
  ],
  [
    "aws",
    { cidr: "10.0.0.0/24" },
    "cidr: 10.0.0.0/24 is too small: tier public takes 1/8 of it, in 4 places for zones, so its subnets would be /29, and the " +
      "smallest subnet on aws is /28; the smallest network that fits these tiers and zones is /23",
  ],
  [
    "aws",
    { cidr: "10.0.0.0/23", zoneSlots: 8 },
    "cidr: 10.0.0.0/23 is too small: tier public takes 1/8 of it, in 8 places for zones, so its subnets would be /29, and the " +
      "smallest subnet on aws is /28; the smallest network that fits these tiers and zones is /22",
  ],
  [
    "gcp",
    { cidr: "10.0.0.0/27" },
    "cidr: 10.0.0.0/27 is too small: tier public takes 1/8 of it, so its subnets would be /30, and the smallest subnet on gcp " +
      "is /29; the smallest network that fits these tiers and zones is /26",
  ],
  ["aws", { cidr: 16 }, 'cidr: 16 is not a range; use text like "10.0.0.0/16" (it cannot be an output)'],
  [
    "aws",
    { cidr: { ipamPool: "pool", prefixLength: 24 } },
    "cidr.prefixLength: /24 is too small: tier public takes 1/8 of it, in 4 places for zones, so its subnets would be /29, and " +
      "the smallest subnet on aws is /28; the smallest network that fits these tiers and zones is /23",
  ],
  [
    "aws",
    { cidr: { ipamPool: "pool", prefixLength: "big" } },
    'cidr.prefixLength: "big" is not a prefix length; use a whole number, such as 16',
  ],
  ["aws", { zones: 0 }, "zones: 0 is not a number of zones; use a whole number from 1 to 3"],
  ["aws", { zones: 1.5 }, "zones: 1.5 is not a number of zones; use a whole number from 1 to 3"],
  [
    "aws",
    { zones: 4 },
    "zones: zones is 4, but region eu-west-1 has 3 (eu-west-1a, eu-west-1b, eu-west-1c); use 3 or fewer, or pick another region",
  ],
  [
    "gcp",
    { zones: 4 },
    "zones: zones is 4, but region europe-west1 has 3 (europe-west1-b, europe-west1-c, europe-west1-d); use 3 or fewer, or pick another region",
  ],
  [
    "aws",
    { zones: "three" },
    'zones: "three" is neither a number of zones nor a list of their names; use 3, or a list',
  ],
  ["aws", { zones: [null] }, "zones: the list names no zone; name at least one, such as the first of the region"],
  [
    "aws",
    { zones: ["eu-west-1a", "eu-west-1d"] },
    'zones[1]: "eu-west-1d" is not a zone of region eu-west-1; use one of eu-west-1a, eu-west-1b, eu-west-1c',
  ],
  [
    "aws",
    { zones: ["eu-west-1a", null, "eu-west-1a"] },
    'zones[2]: "eu-west-1a" is at place 0 already; name each zone once, null leaves a place empty',
  ],
  ["azure", { zones: ["4"] }, 'zones[0]: "4" is not a zone of region swedencentral; use one of 1, 2, 3'],
  [
    "gcp",
    { zones: ["europe-west1-a"] },
    'zones[0]: "europe-west1-a" is not a zone of region europe-west1; use one of europe-west1-b, europe-west1-c, europe-west1-d',
  ],
  [
    "aws",
    { zones: ["eu-west-1a", null, null, null, "eu-west-1b"] },
    "zones: 5 zones need as many places, but each tier reserves 4 (zoneSlots); use fewer, or zoneSlots: 8 for a network that is " +
      "new (it moves every subnet of an existing one)",
  ],
  ["aws", { zoneSlots: 5 }, "zoneSlots: 5 is not a number of places for zones; use 4 or 8"],
  [
    "aws",
    { tiers: { cache: { kind: "isolated" } } },
    "tiers.cache.share: tier cache says no share; use 1 (a half of the network) to 8 (1/256)",
  ],
  [
    "aws",
    { tiers: { cache: { kind: "isolated", share: 4 } } },
    "tiers.cache.slot: tier cache says no slot; use 0 to 15, its place among the 16 equal parts of the network, and never change it",
  ],
  [
    "aws",
    { tiers: { cache: { kind: "isolated", share: 4, slot: 16 } } },
    "tiers.cache.slot: 16 is not a slot of share 4; use 0 to 15, its place among the 16 equal parts of the network, and never change it",
  ],
  [
    "aws",
    { tiers: { cache: { kind: "isolated", share: 3, slot: 5 } } },
    "tiers.cache.slot: slot 5 of share 3 lies in the range of tier isolated (slot 5 of share 3); free slots of that share: 6, 7",
  ],
  [
    "aws",
    { tiers: { isolated: false, cache: { kind: "isolated", share: 1, slot: 1 } } },
    "tiers.cache.slot: slot 1 of share 1 lies in the range of tier public (slot 4 of share 3); no slot of that share is free, use a " +
      "larger share",
  ],
  [
    "aws",
    { tiers: { cache: { share: 4, slot: 12 } } },
    "tiers.cache.kind: tier cache says no kind; use one of public, private, isolated",
  ],
  [
    "aws",
    { tiers: { public: { kind: "private" } }, nat: "none" },
    'tiers.public.kind: tier public is public everywhere, not "private"; give a tier of another kind another name',
  ],
  [
    "aws",
    { tiers: { "cache-a": { kind: "private", share: 4, slot: 12 } } },
    'tiers.cache-a: "cache-a" is not a name of a tier; use 2 to 24 lower-case letters, digits and hyphens, beginning with a letter, ' +
      "each part of two or more characters",
  ],
  [
    "aws",
    { tiers: { cache: false } },
    'tiers.cache: "cache" is not a default tier, so false has nothing to leave out; remove it',
  ],
  [
    "aws",
    { tiers: { private: false, public: false, isolated: false } },
    "tiers: every tier is left out; keep at least one",
  ],
  ["aws", { nat: "two" }, 'nat: "two" is not a way to the internet; use one of none, single, per-zone, regional'],
  [
    "aws",
    { nat: "single", tiers: { private: false } },
    'nat: nat is "single", but no tier is private, so nothing would use it; use "none", or add a private tier',
  ],
  [
    "aws",
    { tiers: { public: false } },
    'nat: nat is "single", whose gateways live in a public tier, and there is none; use "regional" or "none", or add a public tier',
  ],
  ["aws", { egressIps: ["a", "b"] }, 'egressIps: 2 given, but nat "single" uses 1; give exactly 1'],
  ["aws", { egressIps: ["a"], nat: "per-zone" }, 'egressIps: 1 given, but nat "per-zone" uses 3; give exactly 3'],
  ["azure", { egressIps: [] }, "egressIps: 0 given; give 1 to 16, or leave egressIps out"],
  [
    "gcp",
    { egressIps: ["a"], nat: "none" },
    'egressIps: 1 given, but nat is "none", so nothing would use them; leave egressIps out',
  ],
  [
    "aws",
    { flowLogs: { retentionDays: 45 } },
    "flowLogs.retentionDays: 45 is not a period that aws keeps logs for; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, " +
      "400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ],
  [
    "azure",
    { flowLogs: { retentionDays: 400 } },
    "flowLogs.retentionDays: 400 is not a period that azure keeps logs for; use a whole number from 1 to 365",
  ],
  [
    "gcp",
    { flowLogs: { sampling: 2 } },
    "flowLogs.sampling: 2 is not a part of the flows; use a number above 0, up to 1",
  ],
  ["aws", { flowLogs: true }, "flowLogs: true is not a setting; use false, or { retentionDays, sampling }"],
  [
    "aws",
    { endpoints: ["s3"] },
    'endpoints[0]: "s3" is not a known service; use objectStorage, registry, secrets, keys, logs',
  ],
  ["aws", { endpoints: ["logs", "logs"] }, 'endpoints[1]: "logs" is listed twice; list it once'],
  [
    "gcp",
    { podRange: "10.0.128.0/20" },
    'podRange: "10.0.128.0/20" overlaps the network, "10.0.0.0/16"; use another range, such as "100.64.0.0/16"',
  ],
  [
    "gcp",
    { serviceRange: "100.64.0.0/20" },
    'serviceRange: "100.64.0.0/20" overlaps podRange, "100.64.0.0/16"; use another range, such as "100.65.0.0/20"',
  ],
  [
    "aws",
    { ipv6: true, tiers: { tiny: { kind: "isolated", share: 7, slot: 127 } } },
    "tiers.tiny.share: 7 is too small a part for ipv6 on aws: no whole /64 is left for each subnet; use 6 or less",
  ],
  [
    "aws",
    { aws: { vpcs: {} } },
    'aws.vpcs: "vpcs" is not a child of a network on aws; use one of vpc, defaultSecurityGroup, subnet, routeTable, ' +
      "routeTableAssociation, route, internetGateway, egressOnlyGateway, eip, natGateway, flowLog, flowLogGroup, flowLogRole, " +
      "flowLogPolicy, endpoint, endpointSecurityGroup, endpointIngress, peering, peeringAccepter",
  ],
];

const unsupported: [Cloud, AnyOptions, string][] = [
  ["aws", { podRange: "100.64.0.0/16" }, "podRange"],
  ["aws", { serviceRange: "100.65.0.0/20" }, "serviceRange"],
  ["aws", { flowLogs: { sampling: 0.5 } }, "flowLogs.sampling"],
  [
    "aws",
    { tiers: { isolated: { serviceDelegation: "Microsoft.Web/serverFarms" } } },
    "tiers.isolated.serviceDelegation",
  ],
  ["gcp", { cidr: { ipamPool: "pool", prefixLength: 16 } }, "cidr.ipamPool"],
  ["gcp", { flowLogs: { retentionDays: 30 } }, "flowLogs.retentionDays"],
  [
    "gcp",
    { tiers: { isolated: { serviceDelegation: "Microsoft.Web/serverFarms" } } },
    "tiers.isolated.serviceDelegation",
  ],
  ["azure", { cidr: { ipamPool: "pool", prefixLength: 16 } }, "cidr.ipamPool"],
  ["azure", { nat: "per-zone" }, "nat: per-zone"],
  ["azure", { nat: "regional" }, "nat: regional"],
  ["azure", { endpoints: ["registry"] }, "endpoints: registry"],
  ["azure", { endpoints: ["logs"] }, "endpoints: logs"],
  ["azure", { flowLogs: { sampling: 0.5 } }, "flowLogs.sampling"],
  ["azure", { podRange: "100.64.0.0/16" }, "podRange"],
  ["azure", { serviceRange: "100.65.0.0/20" }, "serviceRange"],
];

describe("a network refuses", () => {
  it.each(table)("on %s %j", async (cloud, options, problem) => {
    expect(await refusal(cloud, options)).toBe(`Network "main": an argument is wrong\n  ${problem}`);
  });

  it.each(unsupported)("on %s %j, which that cloud cannot do", async (cloud, options, argument) => {
    const error = await failure(() => network("main", targets[cloud], options), world);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error).toMatchObject({ component: "Network", cloud, argument });
  });

  it("has an error for every entry of the capability tables but peering's", () => {
    for (const cloud of clouds) {
      const keys = Object.keys(targets[cloud].implementations.network.unsupported).filter(
        (key) => !key.startsWith("peerWith"),
      );
      const tested = unsupported.filter(([on]) => on === cloud).map(([, , argument]) => argument);
      expect(tested.sort()).toEqual(keys.map((key) => key.replace("=", ": ").replace("*", "isolated")).sort());
    }
  });

  it("everything at once, before anything is registered", async () => {
    const seen: unknown[] = [];
    const error = await failure(() => {
      network("main", targets.aws, { cidr: "10.0.0.0/33", zones: 9, nat: "two", podRange: "10.0.0.0/8" });
      seen.push("constructed");
    }, world);
    expect(error).toBeInstanceOf(ArgumentsError);
    expect((error as ArgumentsError).code).toBe("invalid-arguments");
    expect(error.message.split("\n").map((line) => line.split(":")[0]?.trim())).toEqual([
      'Network "main"',
      "podRange",
      "zones",
      "cidr",
      "nat",
    ]);
    const registered = await record(() => {
      try {
        network("main", targets.aws, { zones: 9 });
      } catch {
        // The point is what was registered until then.
      }
    }, world);
    expect([seen, registered]).toEqual([[], []]);
  });

  it.each(["cidr", "zones", "tiers", "egressIps", "endpoints", "flowLogs", "podRange"])(
    "an output for %s, which shapes the graph or the addresses",
    async (argument) => {
      const message = await refusal("gcp", { [argument]: pulumi.output("later") });
      expect(message).toContain(`\n  ${argument}: an output is`);
    },
  );

  it("an account that is offered fewer zones than asked for", async () => {
    const offered = { ...world, call: () => ({ names: ["eu-west-1a", "eu-west-1b"] }) };
    const error = await failure(() => network("main", targets.aws, { zones: 3 }), offered);
    expect(error.message).toContain(
      'Network "main": zones is 3, but this account is offered 2 zones in eu-west-1 (eu-west-1a, eu-west-1b); use 2 or fewer',
    );
  });
});

describe("a network accepts", () => {
  it("a zone that only older accounts have, by name", async () => {
    const target = aws({ region: "us-west-1" });
    await record(() => network("main", target, { zones: ["us-west-1b", "us-west-1c"] }), world);
  });

  it("an Azure region without zones, and then sets none", async () => {
    const seen = await record(() => network("main", azure({ region: "westus" })), world);
    const byName = (type: string) => seen.find((resource) => resource.type.endsWith(`:${type}`));
    expect(byName("NatGateway")?.inputs.zones).toBeUndefined();
    expect(byName("StorageAccount")?.inputs.sku).toEqual({ name: "Standard_LRS" });
  });

  it("a region that the table does not list, with named zones", async () => {
    const target = gcp({ project: "acme-dev", region: "europe-west99", unlistedRegion: true });
    const error = await failure(() => network("main", target), world);
    expect(error.message).toContain(
      'zones: the zones of region europe-west99, which the package\'s table does not list, are not known; name them: ["<zone>", ...]',
    );
    await record(() => network("main", target, { zones: ["europe-west99-a"] }), world);
  });
});
