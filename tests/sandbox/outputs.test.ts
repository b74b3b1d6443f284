import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../sandbox/types.js";
import { sessionOf, TestWorld } from "./models-world.js";

const aws = sessionOf("aws");
const azure = sessionOf("azure-native");
const group = { resourceGroupName: "rg" };

const instance = "aws:ec2/instance:Instance";
const machine = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", rootBlockDevice: { volumeSize: 10 } };

function azureWorld(): TestWorld {
  const world = new TestWorld();
  world.create(azure, "azure-native:resources:ResourceGroup", "rg", group);
  return world;
}

describe("what a program leaves open below an input", () => {
  it("is unknown in a bridged provider's preview, and there after the creation", () => {
    const world = new TestWorld();
    const planned = world.preview(aws, instance, "m", machine).rootBlockDevice as Record<string, unknown>;
    expect([planned.volumeSize, planned.volumeId, planned.deviceName]).toEqual([10, UNKNOWN, UNKNOWN]);
    const made = world.create(aws, instance, "m", machine).outputs.rootBlockDevice as Record<string, unknown>;
    expect(made.volumeId).toMatch(/^vol-0[0-9a-f]{16}$/);
    expect(made.volumeSize).toBe(10);
  });

  it("keeps its value through a change, and stays unknown where the program gives something unknown", () => {
    const world = new TestWorld();
    const object = world.create(aws, instance, "m", machine);
    const before = object.outputs.rootBlockDevice as Record<string, unknown>;
    const grown = { ...machine, rootBlockDevice: { volumeSize: 20, tags: UNKNOWN } };
    const after = world.update(aws, object, grown, true).rootBlockDevice as Record<string, unknown>;
    expect([after.volumeSize, after.volumeId, after.tags]).toEqual([20, before.volumeId, UNKNOWN]);
  });

  it("has an id of its own in Azure, made from the name that the program gives", () => {
    const world = azureWorld();
    const vnet = world.create(azure, "azure-native:network:VirtualNetwork", "v", {
      ...group,
      virtualNetworkName: "vnet",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "apps", addressPrefix: "10.0.1.0/24" }],
    });
    expect(vnet.outputs.subnets).toEqual([
      expect.objectContaining({ name: "apps", id: `${vnet.id}/subnets/apps`, provisioningState: "Succeeded" }),
    ]);
  });
});

describe("a preview of azure-native", () => {
  const type = "azure-native:network:VirtualNetwork";
  const inputs = { ...group, addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, virtualNetworkName: "vnet" };

  it("knows what the program gives and nothing else", () => {
    const planned = azureWorld().preview(azure, type, "v", inputs);
    const known = Object.keys(planned).filter((key) => planned[key] !== UNKNOWN);
    // The SDK itself gives two inputs a default.
    const defaults = ["enableDdosProtection", "enableVmProtection"];
    expect(known.sort()).toEqual(["addressSpace", ...defaults, "location", "resourceGroupName", "virtualNetworkName"]);
  });

  it("of a change knows the name and the location besides", () => {
    const world = azureWorld();
    const object = world.create(azure, type, "v", inputs);
    const planned = world.update(azure, object, { ...inputs, tags: { a: "b" } }, true);
    expect([planned.name, planned.location, planned.tags]).toEqual(["vnet", "westeurope", { a: "b" }]);
    expect([planned.provisioningState, planned.etag]).toEqual([UNKNOWN, UNKNOWN]);
  });
});

describe("an output", () => {
  const made = (type: string, inputs: Record<string, unknown>) =>
    new TestWorld().create(aws, type, "thing", inputs).outputs;

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ["aws:amplify/app:App", { name: "a" }, "arn", /^arn:aws:amplify:eu-west-1:123456789012:apps\/[a-z0-9]{13}$/],
    [
      "aws:rds/subnetGroup:SubnetGroup",
      { name: "g", subnetIds: [] },
      "arn",
      /^arn:aws:rds:eu-west-1:123456789012:subgrp:g$/,
    ],
    ["aws:iam/user:User", { name: "u" }, "arn", /^arn:aws:iam::123456789012:user\/u$/],
    ["aws:route53/zone:Zone", { name: "example.com" }, "arn", /^arn:aws:route53:::hostedzone\/Z[A-Z0-9]{13,20}$/],
    [
      "aws:apigateway/restApi:RestApi",
      { name: "r" },
      "arn",
      /^arn:aws:apigateway:eu-west-1::\/restapis\/[a-z0-9]{10}$/,
    ],
    ["aws:dynamodb/table:Table", { name: "t" }, "arn", /^arn:aws:dynamodb:eu-west-1:123456789012:table\/t$/],
    ["aws:ecr/repository:Repository", { name: "repo" }, "registryId", /^123456789012$/],
    ["aws:acm/certificate:Certificate", { domainName: "example.com" }, "status", /^PENDING_VALIDATION$/],
    [
      "aws:redshift/cluster:Cluster",
      { clusterIdentifier: "c", nodeType: "ra3.large" },
      "endpoint",
      /^c\.[a-z0-9]{12}\.eu-west-1\.redshift\.amazonaws\.com:5439$/,
    ],
    ["aws:ecs/cluster:Cluster", { name: "c" }, "arn", /^arn:aws:ecs:eu-west-1:123456789012:cluster\/c$/],
  ])("of %s looks like what it is", (type, inputs, property, form) => {
    expect(made(type, inputs)[property]).toMatch(form);
  });

  it("is the same for the same URN and generation, and another for the next", () => {
    const world = new TestWorld();
    const first = world.create(aws, "aws:kms/key:Key", "k", {});
    const twin = new TestWorld().create(aws, "aws:kms/key:Key", "k", {});
    expect(twin.outputs).toEqual(first.outputs);
    expect(world.create(aws, "aws:kms/key:Key", "k", {}).outputs.arn).not.toBe(first.outputs.arn);
  });
});
