import { describe, expect, it } from "vitest";
import { noAnswers } from "../../sandbox/answers/model.js";
import { cloud } from "../../sandbox/models/index.js";
import type { Props, Session, WorldView } from "../../sandbox/types.js";
import { worldOf } from "../../sandbox/world/view.js";
import { sessionOf, TestWorld } from "./models-world.js";

const aws = sessionOf("aws");

function ask(session: Session, token: string, args: Props = {}, world: WorldView = new TestWorld()): Props {
  const outcome = cloud.invoke({ session, token, args, world, preview: false });
  if ("error" in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  if ("failures" in outcome) throw new Error(outcome.failures.map((f) => f.reason).join());
  return outcome.result;
}

describe("AWS", () => {
  it("knows the zones of a region, filtered as EC2 does", () => {
    const zones = "aws:index/getAvailabilityZones:getAvailabilityZones";
    expect(ask(aws, zones, { state: "available" })).toMatchObject({
      id: "eu-west-1",
      names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
    });
    expect(ask(aws, zones, { excludeNames: ["eu-west-1a"] }).names).toEqual(["eu-west-1b", "eu-west-1c"]);
    const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
    expect(ask(aws, zones, { filters, region: "eu-north-1" }).names).toEqual([
      "eu-north-1a",
      "eu-north-1b",
      "eu-north-1c",
    ]);
    expect(() => ask(aws, zones, { filters: [{ name: "colour", values: ["red"] }] })).toThrow(
      "The filter 'colour' is invalid",
    );
    expect(ask(aws, "aws:index/getAvailabilityZone:getAvailabilityZone", { name: "eu-west-1b" }).zoneId).toBe(
      "euw1-az2",
    );
  });

  it("knows who and where it is", () => {
    expect(ask(aws, "aws:index/getCallerIdentity:getCallerIdentity").accountId).toBe("123456789012");
    expect(ask(aws, "aws:index/getRegion:getRegion")).toMatchObject({
      region: "eu-west-1",
      description: "Europe (Ireland)",
    });
    const china = sessionOf("aws", { region: "cn-north-1" });
    expect(ask(china, "aws:index/getPartition:getPartition")).toMatchObject({
      partition: "aws-cn",
      dnsSuffix: "amazonaws.com.cn",
      reverseDnsPrefix: "cn.com.amazonaws",
    });
  });

  it("computes policy documents", () => {
    const { json } = ask(aws, "aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "write",
          actions: ["s3:GetObject", "s3:PutObject"],
          resources: ["arn:aws:s3:::b/*"],
          principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
          conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        },
        { effect: "Deny", actions: ["*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] },
      ],
    });
    expect(JSON.parse(json as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "write",
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:GetObject"],
          Resource: "arn:aws:s3:::b/*",
          Principal: { Service: "ec2.amazonaws.com" },
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
        { Effect: "Deny", Action: "*", Resource: "*", Principal: "*" },
      ],
    });
  });

  it("merges policy documents by statement", () => {
    const document = (sid: string, action: string) =>
      JSON.stringify({ Statement: [{ Sid: sid, Effect: "Allow", Action: action, Resource: "*" }] });
    const { json } = ask(aws, "aws:iam/getPolicyDocument:getPolicyDocument", {
      sourcePolicyDocuments: [document("a", "s3:*"), document("b", "ec2:*")],
      overridePolicyDocuments: [document("b", "iam:*"), document("c", "sqs:*")],
    });
    expect(JSON.parse(json as string).Statement.map((s: { Action: string }) => s.Action)).toEqual([
      "s3:*",
      "iam:*",
      "sqs:*",
    ]);
  });

  it("finds what exists in the world, in this account and region only", () => {
    const world = new TestWorld();
    const vpc = world.create(aws, "aws:ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
    const subnet = world.create(aws, "aws:ec2/subnet:Subnet", "s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" });
    expect(ask(aws, "aws:ec2/getVpc:getVpc", { tags: { Name: "main" } }, world)).toMatchObject({
      id: vpc.id,
      cidrBlock: "10.0.0.0/16",
    });
    const filters = [{ name: "vpc-id", values: [vpc.id] }];
    expect(ask(aws, "aws:ec2/getSubnets:getSubnets", { filters }, world).ids).toEqual([subnet.id]);
    expect(() =>
      ask(sessionOf("aws", { region: "eu-north-1" }), "aws:ec2/getVpc:getVpc", { id: vpc.id }, world),
    ).toThrow("no matching aws:ec2/vpc:Vpc found by id in the sandbox (account 123456789012, eu-north-1)");
    world.create(aws, "aws:ec2/vpc:Vpc", "w", { cidrBlock: "10.1.0.0/16" });
    expect(() => ask(aws, "aws:ec2/getVpc:getVpc", {}, world)).toThrow("multiple objects matched");
  });

  it("gives published parameters a well-formed image, and no other", () => {
    const parameter = "aws:ssm/getParameter:getParameter";
    expect(
      ask(aws, parameter, { name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" }).value,
    ).toMatch(/^ami-0[0-9a-f]{16}$/);
    expect(() => ask(aws, parameter, { name: "/mine" })).toThrow('SSM parameter "/mine" does not exist');
  });
});

describe("Google Cloud and Azure", () => {
  it("answer who, where and which zones", () => {
    const gcp = sessionOf("gcp", { account: "acme-dev" });
    expect(ask(gcp, "gcp:organizations/getProject:getProject").number).toMatch(/^\d{12}$/);
    expect(ask(gcp, "gcp:compute/getZones:getZones", {}).names).toEqual([
      "europe-west1-b",
      "europe-west1-c",
      "europe-west1-d",
    ]);
    expect(ask(gcp, "gcp:storage/getProjectServiceAccount:getProjectServiceAccount").emailAddress).toMatch(
      /^service-\d{12}@gs-project-accounts/,
    );
    const azure = sessionOf("azure-native");
    expect(ask(azure, "azure-native:authorization:getClientConfig").subscriptionId).toBe(azure.account);
  });

  it("give the keys of an account as a secret", () => {
    const azure = sessionOf("azure-native");
    const world = new TestWorld();
    const rg = world.create(azure, "azure-native:resources:ResourceGroup", "rg", {});
    const where = { resourceGroupName: rg.outputs.name, accountName: "acmedata" };
    world.create(azure, "azure-native:storage:StorageAccount", "a", {
      ...where,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
    const token = "azure-native:storage:listStorageAccountKeys";
    const outcome = cloud.invoke({ session: azure, token, args: where, world, preview: false });
    expect(outcome).toMatchObject({
      secrets: ["keys"],
      result: { keys: [{ keyName: "key1", permissions: "FULL" }, { keyName: "key2" }] },
    });
  });
});

describe("a function that nobody has modelled", () => {
  it("fails with the answer to write, and takes it from sandbox.yaml", () => {
    const token = "aws:pricing/getProduct:getProduct";
    const args = { serviceCode: "AmazonEC2", filters: [{ field: "instanceType", value: "c5.xlarge" }] };
    expect(() => ask(aws, token, args)).toThrow(
      [
        "UnmodelledFunction: the sandbox has no answer for aws:pricing/getProduct:getProduct, and makes none up. Answer it in sandbox.yaml beside Pulumi.yaml, with what the program uses:",
        "functions:",
        "  - token: aws:pricing/getProduct:getProduct",
        "    args: { serviceCode: ..., filters: ... }   # leave out what may be anything",
        "    result:",
        "      result: <string>",
      ].join("\n"),
    );
    const functions = [{ token, args: { serviceCode: "AmazonEC2" }, result: { result: "0.17" }, secrets: [] }];
    const answered = sessionOf("aws", { answers: { ...noAnswers, functions } });
    expect(ask(answered, token, args)).toMatchObject({ serviceCode: "AmazonEC2", result: "0.17" });
    expect(() => ask(answered, token, { ...args, serviceCode: "AmazonRDS" })).toThrow("UnmodelledFunction");
  });

  it("is told from one that does not exist, and from a wrong argument", () => {
    expect(() => ask(aws, "aws:ec2/getVpcc:getVpcc")).toThrow("did you mean aws:ec2/getVpc:getVpc?");
    expect(() => ask(aws, "aws:ec2/getVpc:getVpc", { cidrBlok: "10.0.0.0/16" })).toThrow(
      '"cidrBlok" is not a property of aws:ec2/getVpc:getVpc; did you mean "cidrBlock"?',
    );
    expect(() => ask(aws, "aws:eks/getCluster:getCluster")).toThrow('Missing required property "name"');
  });
});

describe("what every account has", () => {
  it("is a default VPC with a public subnet a zone, found as tutorials find it", () => {
    const world = worldOf({ world: new TestWorld(), cloud }, aws);
    const vpc = ask(aws, "aws:ec2/getVpc:getVpc", { default: true }, world);
    expect(vpc).toMatchObject({ cidrBlock: "172.31.0.0/16", default: true, region: "eu-west-1" });
    const filters = [{ name: "vpc-id", values: [vpc.id] }];
    expect(ask(aws, "aws:ec2/getSubnets:getSubnets", { filters }, world).ids).toHaveLength(3);
    const subnet = { vpcId: vpc.id, availabilityZone: "eu-west-1b" };
    expect(ask(aws, "aws:ec2/getSubnet:getSubnet", subnet, world).cidrBlock).toBe("172.31.16.0/20");
    const group = { vpcId: vpc.id, name: "default" };
    expect(ask(aws, "aws:ec2/getSecurityGroup:getSecurityGroup", group, world).id).toMatch(/^sg-0[0-9a-f]{16}$/);
  });

  it("is the network `default` of a Google Cloud project", () => {
    const gcp = sessionOf("gcp");
    const world = worldOf({ world: new TestWorld(), cloud }, gcp);
    const network = ask(gcp, "gcp:compute/getNetwork:getNetwork", { name: "default" }, world);
    expect(network.selfLink).toBe(
      "https://www.googleapis.com/compute/v1/projects/groundplan-sandbox/global/networks/default",
    );
    const subnet = { name: "default", region: "europe-west1" };
    expect(ask(gcp, "gcp:compute/getSubnetwork:getSubnetwork", subnet, world).ipCidrRange).toBe("10.132.0.0/20");
  });

  it("gives way to a default VPC that sandbox.yaml declares", () => {
    const type = "aws:ec2/vpc:Vpc";
    const existing = [
      { pkg: "aws" as const, type, id: "vpc-0abc", properties: { default: true, cidrBlock: "10.9.0.0/16" } },
    ];
    const session = sessionOf("aws", { answers: { ...noAnswers, existing } });
    const world = worldOf({ world: new TestWorld(), cloud }, session);
    expect(ask(session, "aws:ec2/getVpc:getVpc", { default: true }, world).id).toBe("vpc-0abc");
  });
});
