import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import type { Autonaming, Props } from "../../sandbox/types.js";
import { failures, sessionOf, TestWorld, urnOf } from "./models-world.js";

const aws = sessionOf("aws");
const bucket = "aws:s3/bucket:Bucket";

function named(news: Props, over: { olds?: Props; seed?: number; autonaming?: Autonaming } = {}): Props {
  const urn = urnOf(aws, bucket, "Logs");
  const randomSeed = new Uint8Array(32).fill(over.seed ?? 1);
  const world = new TestWorld();
  const { autonaming } = over;
  const request = { session: aws, type: bucket, urn, name: "Logs", news, olds: over.olds, world, randomSeed };
  return cloud.check(autonaming === undefined ? request : { ...request, autonaming }).inputs;
}

describe("auto-naming", () => {
  it("is the logical name and seven digits of the engine's seed, in lower case for buckets", () => {
    const first = named({}).bucket;
    expect(first).toMatch(/^logs-[0-9a-f]{7}$/);
    expect(named({}).bucket).toBe(first);
    expect(named({}, { seed: 2 }).bucket).not.toBe(first);
  });

  it("keeps the name that was made, and leaves names and prefixes of the program alone", () => {
    expect(named({}, { olds: { bucket: "logs-0123abc" }, seed: 9 }).bucket).toBe("logs-0123abc");
    expect(named({ bucket: "mine" }).bucket).toBe("mine");
    expect(named({ bucketPrefix: "mine-" })).not.toHaveProperty("bucket");
  });

  it("makes a new name where the program no longer gives one", () => {
    expect(named({}, { olds: { bucket: "mine" } }).bucket).toMatch(/^logs-[0-9a-f]{7}$/);
  });

  it("follows the engine's own settings", () => {
    expect(named({}, { autonaming: { proposedName: "logs-dev", mode: "propose" } }).bucket).toBe("logs-dev");
    expect(named({}, { autonaming: { proposedName: "logs", mode: "enforce" } }).bucket).toBe("logs");
    const urn = urnOf(aws, bucket, "Logs");
    const off = {
      session: aws,
      type: bucket,
      urn,
      name: "Logs",
      news: {},
      olds: undefined,
      world: new TestWorld(),
      randomSeed: new Uint8Array(32),
    };
    expect(cloud.check({ ...off, autonaming: { proposedName: "", mode: "disable" } }).failures[0]?.reason).toBe(
      "automatic naming is disabled but no explicit name was provided: set bucket",
    );
  });

  const made = (type: string, news: Props, autonaming?: Autonaming, pkg: "aws" | "gcp" | "azure-native" = "aws") => {
    const session = sessionOf(pkg);
    const urn = urnOf(session, type, "Logs");
    const randomSeed = new Uint8Array(32).fill(1);
    const about = { session, type, urn, name: "Logs", news, olds: undefined, world: new TestWorld(), randomSeed };
    return cloud.check(autonaming === undefined ? about : { ...about, autonaming });
  };

  it("bends a proposed name to what the type takes, and says where it does not fit", () => {
    const propose = (proposedName: string): Autonaming => ({ proposedName, mode: "propose" });
    const nameOf = (type: string, news: Props, choice: Autonaming, property = "name") =>
      made(type, news, choice).inputs[property];
    expect(nameOf(bucket, {}, propose("Logs-Dev"), "bucket")).toBe("logs-dev");
    expect(nameOf("aws:sqs/queue:Queue", { fifoQueue: true }, propose("work"))).toBe("work.fifo");
    expect(nameOf("aws:kms/alias:Alias", {}, propose("key"))).toBe("alias/key");
    expect(nameOf("aws:glue/catalogDatabase:CatalogDatabase", {}, propose("My-data"))).toBe("my_data");
    expect(made(bucket, {}, propose("a".repeat(64))).failures).toEqual([
      {
        property: "bucket",
        reason: `calculated name '${"a".repeat(64)}' exceeds maximum length of 63: change pulumi:autonaming or the resource's logical name, or set bucket`,
      },
    ]);
    const role = made("azure-native:authorization:RoleAssignment", {}, propose("mine"), "azure-native").inputs;
    expect(role.roleAssignmentName).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each<[string, Props, string, RegExp]>([
    ["aws:iam/role:Role", {}, "name", /^Logs-[0-9a-f]{7}$/],
    ["aws:rds/instance:Instance", {}, "identifier", /^Logs[0-9a-f]{7}$/],
    ["aws:rds/instance:Instance", { engine: "sqlserver-ex" }, "identifier", /^Logs[0-9a-f]{3}$/],
    ["aws:glue/catalogDatabase:CatalogDatabase", {}, "name", /^logs_[a-z]{8}$/],
    ["aws:appsync/function:Function", {}, "name", /^Logs_[0-9a-f]{7}$/],
    ["aws:iot/topicRule:TopicRule", {}, "name", /^Logs$/],
    ["aws:sns/topic:Topic", { fifoTopic: true }, "name", /^Logs-[0-9a-f]{7}\.fifo$/],
    ["gcp:storage/bucket:Bucket", {}, "name", /^logs-[0-9a-f]{7}$/],
    ["azure-native:network:VirtualNetwork", {}, "virtualNetworkName", /^Logs[0-9a-f]{8}$/],
    ["azure-native:network:Subnet", {}, "subnetName", /^Logs$/],
  ])("names %s with %j by its own rule", (type, news, property, form) => {
    const pkg = type.split(":")[0] as "aws" | "gcp" | "azure-native";
    expect(made(type, news, undefined, pkg).inputs[property]).toMatch(form);
  });

  it("refuses what would be too long, and says how long the logical name may be", () => {
    const world = new TestWorld();
    const name = "a".repeat(58);
    expect(
      failures(() => world.check(aws, "aws:iam/role:Role", name, { assumeRolePolicy: '{"Statement":[]}' })),
    ).toEqual([
      `name: name '${name}' plus 8 characters of auto-naming is longer than maximum length 64: shorten the resource's logical name to 56 characters, or set name`,
    ]);
  });
});

describe("a difference", () => {
  const diff = (type: string, olds: Props, news: Props, name = "x") =>
    cloud.diff({
      session: aws,
      type,
      urn: urnOf(aws, type, name),
      id: "i",
      olds,
      oldOutputs: {},
      news,
      ignoreChanges: [],
    });

  it("is told by path, and in place unless the type is replaced for it", () => {
    const olds = { cidrBlock: "10.0.0.0/16", tags: { a: "1", b: "2" } };
    const news = { cidrBlock: "10.0.0.0/16", tags: { a: "3", "c d": "4" }, enableDnsHostnames: true };
    expect(diff("aws:ec2/vpc:Vpc", olds, news)).toEqual({
      detailed: {
        "tags.a": { kind: "update", inputDiff: true },
        "tags.b": { kind: "delete", inputDiff: true },
        'tags["c d"]': { kind: "add", inputDiff: true },
        enableDnsHostnames: { kind: "add", inputDiff: true },
      },
    });
    expect(diff("aws:ec2/vpc:Vpc", olds, { ...olds, cidrBlock: "10.1.0.0/16" }).detailed).toEqual({
      cidrBlock: { kind: "update-replace", inputDiff: true },
    });
  });

  it("deletes before it replaces where the name is the program's own", () => {
    const change = (name: string) => diff(bucket, { bucket: name }, { bucket: name, objectLockEnabled: true });
    expect(change("mine").deleteBeforeReplace).toBe(true);
    expect(change("x-0123abc").deleteBeforeReplace).toBeUndefined();
  });
});
