import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArn } from "../../sandbox/models/arn.js";
import { Derive } from "../../sandbox/models/derive.js";
import { cloud } from "../../sandbox/models/index.js";
import type { PackageName, Props } from "../../sandbox/types.js";
import { sessionOf, TestWorld, urnOf } from "./models-world.js";

const label = fc.string({ minLength: 1, maxLength: 12 });
const anyDerive = fc
  .record({ seed: label, urn: label, generation: fc.integer({ min: 1, max: 9 }) })
  .map(({ seed, urn, generation }) => ({ make: () => new Derive(seed, urn, generation) }));

/** What is drawn, and the form that it must have. */
const kinds: readonly (readonly [string, (d: Derive, label: string) => string, RegExp])[] = [
  ["hexadecimal digits", (d, l) => d.hex(l, 17), /^[0-9a-f]{17}$/],
  ["digits", (d, l) => d.digits(l, 12), /^[1-9]\d{11}$/],
  ["a UUID", (d, l) => d.uuid(l), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ["a time", (d, l) => d.time(l), /^2026-0[1-6]-\d\dT\d\d:\d\d:\d\dZ$/],
  ["an address for tests", (d, l) => d.publicIp(l), /^198\.1[89]\.\d{1,3}\.\d{1,3}$/],
  ["base64", (d, l) => d.base64(l, 30), /^[A-Za-z0-9+/]{40}$/],
];

describe.each(kinds)("%s", (_title, draw, form) => {
  it("has its form for every seed, URN, generation and label, and is the same when it is drawn again", () => {
    fc.assert(
      fc.property(anyDerive, label, ({ make }, name) => {
        const value = draw(make(), name);
        expect(value).toMatch(form);
        expect(draw(make(), name)).toBe(value);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe("ids", () => {
  it("differ for 20,000 URNs, for the generations of one, and between worlds", () => {
    const ids = new Set<string>();
    for (let i = 0; i < 20_000; i++) ids.add(new Derive("seed", `urn:pulumi:dev::p::t::n${i}`, 1).hex("id", 16));
    for (let generation = 2; generation < 200; generation++)
      ids.add(new Derive("seed", "urn:pulumi:dev::p::t::n0", generation).hex("id", 16));
    ids.add(new Derive("other", "urn:pulumi:dev::p::t::n0", 1).hex("id", 16));
    expect(ids.size).toBe(20_000 + 198 + 1);
  });
});

/** Objects of a name: what their ids and ARNs look like. */
const objects: readonly (readonly [PackageName, string, Props, RegExp])[] = [
  ["aws", "aws:ec2/securityGroup:SecurityGroup", {}, /^sg-0[0-9a-f]{16}$/],
  ["aws", "aws:sqs/queue:Queue", {}, /^https:\/\/sqs\.eu-west-1\.amazonaws\.com\/123456789012\/[\w-]+$/],
  ["aws", "aws:sns/topic:Topic", {}, /^arn:aws:sns:eu-west-1:123456789012:[\w-]+$/],
  [
    "gcp",
    "gcp:compute/network:Network",
    {},
    /^projects\/groundplan-sandbox\/global\/networks\/[a-z]([-a-z0-9]*[a-z0-9])?$/,
  ],
  ["gcp", "gcp:pubsub/topic:Topic", {}, /^projects\/groundplan-sandbox\/topics\/[\w-]+$/],
  [
    "azure-native",
    "azure-native:network:NatGateway",
    { resourceGroupName: "rg" },
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/rg\/providers\/Microsoft\.Network\/natGateways\/[\w-]+$/,
  ],
];

describe.each(objects)("%s %s", (pkg, type, inputs, form) => {
  it("has ids of its cloud's form, one for each name, and ARNs that can be read", () => {
    const session = sessionOf(pkg);
    const world = new TestWorld();
    if (pkg === "azure-native") world.create(session, "azure-native:resources:ResourceGroup", "rg", inputs);
    const ids = new Set<string>();
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/), { minLength: 5, maxLength: 5 });
    for (const name of fc.sample(names, { numRuns: 1, seed: 3 })[0] ?? []) {
      const { id, outputs } = world.create(session, type, name, inputs);
      expect(id).toMatch(form);
      ids.add(id);
      if (typeof outputs.arn === "string") expect(parseArn(outputs.arn)?.account).toBe("123456789012");
    }
    expect(ids.size).toBe(5);
  });
});

describe("auto-naming", () => {
  it("keeps a name through changes, gives the same for the same seed, and never one that is too long", () => {
    const session = sessionOf("aws");
    const type = "aws:iam/role:Role";
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const logical = fc.stringMatching(/^[a-zA-Z][\w-]{0,70}$/);
    fc.assert(
      fc.property(logical, bytes, bytes, (name, randomSeed, later) => {
        const about = { session, type, urn: urnOf(session, type, name), name, news: {}, world: new TestWorld() };
        const { inputs } = cloud.check({ ...about, olds: undefined, randomSeed });
        expect(cloud.check({ ...about, olds: undefined, randomSeed }).inputs.name).toBe(inputs.name);
        if (name.length > 56) {
          expect(inputs.name).toBeUndefined();
          return;
        }
        expect(inputs.name).toMatch(new RegExp(`^${name}-[0-9a-f]{7}$`));
        expect(cloud.check({ ...about, olds: inputs, randomSeed: later }).inputs.name).toBe(inputs.name);
      }),
      { numRuns: 80, seed: 5 },
    );
  });
});
