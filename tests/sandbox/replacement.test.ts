import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import type { Props } from "../../sandbox/types.js";
import { sessionOf, urnOf } from "./models-world.js";
import { verdicts } from "./support/verdicts.js";

/** The same for one property at a time, given its old and its new value. */
function each(type: string, changes: Readonly<Record<string, readonly [unknown, unknown]>>, common: Props = {}): Props {
  return Object.fromEntries(
    Object.entries(changes).map(([key, [old, now]]) => {
      const found = Object.values(verdicts(type, { ...common, [key]: old }, { ...common, [key]: now }));
      return [key, [...new Set(found)].join(" and ")];
    }),
  );
}

describe("a change on AWS", () => {
  it("of a network replaces where addresses, zone or network change", () => {
    expect(
      each("aws:ec2/subnet:Subnet", {
        availabilityZone: ["eu-west-1a", "eu-west-1b"],
        cidrBlock: ["10.0.0.0/24", "10.0.1.0/24"],
        ipv6CidrBlock: ["fd00::/64", "fd01::/64"],
        mapPublicIpOnLaunch: [false, true],
        tags: [{ a: "1" }, { a: "2" }],
        vpcId: ["vpc-1", "vpc-2"],
      }),
    ).toEqual({
      availabilityZone: "replace",
      cidrBlock: "replace",
      ipv6CidrBlock: "in place",
      mapPublicIpOnLaunch: "in place",
      tags: "in place",
      vpcId: "replace",
    });
    expect(
      each(
        "aws:ec2/subnet:Subnet",
        { ipv6CidrBlock: ["fd00::/64", "fd01::/64"] },
        { assignIpv6AddressOnCreation: true },
      ),
    ).toEqual({ ipv6CidrBlock: "replace" });
    expect(each("aws:ec2/vpc:Vpc", { instanceTenancy: ["default", "dedicated"] })).toEqual({
      instanceTenancy: "replace",
    });
    expect(each("aws:ec2/vpc:Vpc", { instanceTenancy: ["dedicated", "default"] })).toEqual({
      instanceTenancy: "in place",
    });
    expect(
      each("aws:ec2/securityGroup:SecurityGroup", {
        description: ["a", "b"],
        ingress: [[], [{ protocol: "tcp", fromPort: 443, toPort: 443 }]],
      }),
    ).toEqual({ description: "replace", ingress: "in place" });
    expect(
      each("aws:ec2/route:Route", { destinationCidrBlock: ["0.0.0.0/0", "10.0.0.0/8"], gatewayId: ["igw-1", "igw-2"] }),
    ).toEqual({ destinationCidrBlock: "replace", gatewayId: "in place" });
  });

  it("of a machine replaces for its image and not for its size", () => {
    const type = "aws:ec2/instance:Instance";
    expect(
      each(type, {
        ami: ["ami-1", "ami-2"],
        instanceType: ["t3.micro", "t3.small"],
        keyName: ["a", "b"],
        region: ["eu-west-1", "eu-west-2"],
        userData: ["a", "b"],
        vpcSecurityGroupIds: [["sg-1"], ["sg-2"]],
      }),
    ).toEqual({
      ami: "replace",
      instanceType: "in place",
      keyName: "replace",
      region: "replace",
      userData: "in place",
      vpcSecurityGroupIds: "in place",
    });
    expect(each(type, { userData: ["a", "b"] }, { userDataReplaceOnChange: true })).toEqual({ userData: "replace" });
    expect(
      verdicts(
        type,
        { rootBlockDevice: { encrypted: false, volumeSize: 8 } },
        { rootBlockDevice: { encrypted: true, volumeSize: 16 } },
      ),
    ).toEqual({ "rootBlockDevice.encrypted": "replace", "rootBlockDevice.volumeSize": "in place" });
    expect(verdicts(type, {}, { rootBlockDevice: { volumeSize: 16 } })).toEqual({ rootBlockDevice: "in place" });
    expect(verdicts(type, {}, { rootBlockDevice: { encrypted: true } })).toEqual({ rootBlockDevice: "replace" });
  });

  it("of a database replaces for the engine and the first user, not for class, password or identifier", () => {
    expect(
      each("aws:rds/instance:Instance", {
        allocatedStorage: [20, 40],
        availabilityZone: ["eu-west-1a", "eu-west-1b"],
        dbSubnetGroupName: ["a", "b"],
        engine: ["postgres", "mysql"],
        engineVersion: ["16.1", "17.2"],
        identifier: ["a", "b"],
        instanceClass: ["db.t3.micro", "db.t3.small"],
        password: ["a", "b"],
        storageEncrypted: [false, true],
        username: ["a", "b"],
      }),
    ).toEqual({
      allocatedStorage: "in place",
      availabilityZone: "replace",
      dbSubnetGroupName: "in place",
      engine: "replace",
      engineVersion: "in place",
      identifier: "in place",
      instanceClass: "in place",
      password: "in place",
      storageEncrypted: "replace",
      username: "replace",
    });
    expect(
      each("aws:rds/cluster:Cluster", { engineMode: ["provisioned", "serverless"], engineVersion: ["16.1", "16.2"] }),
    ).toEqual({ engineMode: "replace", engineVersion: "in place" });
    expect(
      each("aws:dynamodb/table:Table", { billingMode: ["PROVISIONED", "PAY_PER_REQUEST"], hashKey: ["a", "b"] }),
    ).toEqual({ billingMode: "in place", hashKey: "replace" });
    const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    expect(each(cache, { engineVersion: ["7.0", "7.1"], nodeType: ["cache.t3.micro", "cache.t3.small"] })).toEqual({
      engineVersion: "in place",
      nodeType: "in place",
    });
    expect(each(cache, { engineVersion: ["7.1", "7.0"] })).toEqual({ engineVersion: "replace" });
    expect(each(cache, { transitEncryptionEnabled: [false, true] }, { engineVersion: "6.2" })).toEqual({
      transitEncryptionEnabled: "replace",
    });
  });

  it("of a load balancer depends on its kind", () => {
    const type = "aws:lb/loadBalancer:LoadBalancer";
    const moved = { subnets: [["a", "b"], ["a"]] } as const;
    expect(each(type, { ...moved, internal: [false, true] })).toEqual({ subnets: "in place", internal: "replace" });
    expect(each(type, moved, { loadBalancerType: "network" })).toEqual({ subnets: "replace" });
    expect(each(type, { subnets: [["a"], ["a", "b"]] }, { loadBalancerType: "network" })).toEqual({
      subnets: "in place",
    });
    expect(each("aws:alb/loadBalancer:LoadBalancer", { internal: [false, true] })).toEqual({ internal: "replace" });
  });

  it("of names replaces, except where the cloud renames", () => {
    expect(each("aws:iam/role:Role", { name: ["a", "b"], path: ["/", "/a/"] })).toEqual({
      name: "replace",
      path: "replace",
    });
    expect(each("aws:iam/user:User", { name: ["a", "b"] })).toEqual({ name: "in place" });
    expect(each("aws:route53/record:Record", { name: ["a", "b"], type: ["A", "CNAME"], ttl: [60, 300] })).toEqual({
      name: "replace",
      type: "in place",
      ttl: "in place",
    });
    expect(each("aws:sqs/queue:Queue", { fifoQueue: [false, true], delaySeconds: [0, 5] })).toEqual({
      fifoQueue: "replace",
      delaySeconds: "in place",
    });
    expect(each("aws:ecr/repository:Repository", { imageTagMutability: ["MUTABLE", "IMMUTABLE"] })).toEqual({
      imageTagMutability: "in place",
    });
  });
});

describe("a change on GCP", () => {
  it("of a bucket, a disk and a network replaces for place and kind, and for less room", () => {
    expect(
      each("gcp:storage/bucket:Bucket", {
        location: ["EU", "US"],
        storageClass: ["STANDARD", "NEARLINE"],
        labels: [{ a: "1" }, { a: "2" }],
      }),
    ).toEqual({ location: "replace", storageClass: "in place", labels: "in place" });
    expect(
      each("gcp:compute/disk:Disk", { size: [10, 20], type: ["pd-ssd", "pd-standard"], zone: ["a", "b"] }),
    ).toEqual({
      size: "in place",
      type: "replace",
      zone: "replace",
    });
    expect(each("gcp:compute/disk:Disk", { size: [20, 10] })).toEqual({ size: "replace" });
    const range = (from: string, to: string) => each("gcp:compute/subnetwork:Subnetwork", { ipCidrRange: [from, to] });
    expect(range("10.0.0.0/20", "10.0.0.0/19")).toEqual({ ipCidrRange: "in place" });
    expect(range("10.0.0.0/20", "10.0.0.0/21")).toEqual({ ipCidrRange: "replace" });
    expect(
      each("gcp:compute/subnetwork:Subnetwork", { description: ["a", "b"], stackType: ["IPV4_ONLY", "IPV4_IPV6"] }),
    ).toEqual({ description: "replace", stackType: "in place" });
  });

  it("of a machine, a database, a cache and a grant", () => {
    expect(
      each("gcp:compute/instance:Instance", {
        hostname: ["a.b", "c.d"],
        machineType: ["e2-small", "e2-medium"],
        metadataStartupScript: ["a", "b"],
        tags: [["a"], ["b"]],
        zone: ["a", "b"],
      }),
    ).toEqual({
      hostname: "replace",
      machineType: "in place",
      metadataStartupScript: "replace",
      tags: "in place",
      zone: "replace",
    });
    const type = "gcp:sql/databaseInstance:DatabaseInstance";
    const settings = (props: Props, to: Props) => verdicts(type, { settings: props }, { settings: to });
    expect(settings({ tier: "db-f1-micro", diskSize: 10 }, { tier: "db-g1-small", diskSize: 20 })).toEqual({
      "settings.tier": "in place",
      "settings.diskSize": "in place",
    });
    expect(settings({ collation: "a", diskSize: 20 }, { collation: "b", diskSize: 10 })).toEqual({
      "settings.collation": "replace",
      "settings.diskSize": "replace",
    });
    const network = { ipConfiguration: { privateNetwork: "n", ipv4Enabled: false } };
    expect(settings(network, { ipConfiguration: { ipv4Enabled: true } })).toEqual({
      "settings.ipConfiguration.ipv4Enabled": "in place",
      "settings.ipConfiguration.privateNetwork": "replace",
    });
    expect(settings({ timeZone: "UTC" }, { timeZone: "Central Standard Time" })).toEqual({
      "settings.timeZone": "replace",
    });
    expect(each(type, { databaseVersion: ["POSTGRES_15", "POSTGRES_16"] })).toEqual({ databaseVersion: "in place" });
    expect(each("gcp:redis/instance:Instance", { memorySizeGb: [1, 2], tier: ["BASIC", "STANDARD_HA"] })).toEqual({
      memorySizeGb: "in place",
      tier: "replace",
    });
    const version = (from: string, to: string) => each("gcp:redis/instance:Instance", { redisVersion: [from, to] });
    expect(version("REDIS_7_0", "REDIS_6_0")).toEqual({ redisVersion: "replace" });
    expect(version("REDIS_5_0", "REDIS_7_0")).toEqual({ redisVersion: "in place" });
    expect(version("REDIS_7_0", "REDIS_6_X")).toEqual({ redisVersion: "in place" });
    const key = (level: string) => ({ versionTemplate: { algorithm: "A", protectionLevel: level } });
    expect(verdicts("gcp:kms/cryptoKey:CryptoKey", key("SOFTWARE"), key("HSM"))).toEqual({
      "versionTemplate.protectionLevel": "replace",
    });
    const kept = (isLocked: boolean) => ({ retentionPolicy: { isLocked, retentionPeriod: 10 } });
    const bucket = "gcp:storage/bucket:Bucket";
    expect(verdicts(bucket, kept(true), kept(false))).toEqual({ "retentionPolicy.isLocked": "replace" });
    expect(verdicts(bucket, kept(false), kept(true))).toEqual({ "retentionPolicy.isLocked": "in place" });
    const disk = (size: number) => ({ bootDisk: { initializeParams: { size } } });
    expect(verdicts("gcp:compute/instance:Instance", disk(10), disk(20))).toEqual({
      "bootDisk.initializeParams.size": "replace",
    });
    expect(
      each("gcp:secretmanager/secretIamBinding:SecretIamBinding", { members: [["a"], ["b"]], role: ["a", "b"] }),
    ).toEqual({ members: "in place", role: "replace" });
  });
});

describe("a change on Azure", () => {
  it("replaces for what azure-native's tables name, and nothing else", () => {
    expect(
      each("azure-native:storage:StorageAccount", {
        accountName: ["a1", "b1"],
        accessTier: ["Hot", "Cool"],
        isHnsEnabled: [false, true],
        kind: ["Storage", "StorageV2"],
        location: ["westeurope", "northeurope"],
      }),
    ).toEqual({
      accountName: "replace",
      accessTier: "in place",
      isHnsEnabled: "replace",
      kind: "in place",
      location: "replace",
    });
    expect(
      each("azure-native:network:VirtualNetwork", {
        addressSpace: [{ addressPrefixes: ["10.0.0.0/16"] }, { addressPrefixes: ["10.1.0.0/16"] }],
        resourceGroupName: ["a", "b"],
      }),
    ).toEqual({ addressSpace: "in place", resourceGroupName: "replace" });
    expect(each("azure-native:network:Subnet", { addressPrefix: ["a", "b"], subnetName: ["a", "b"] })).toEqual({
      addressPrefix: "in place",
      subnetName: "replace",
    });
    expect(
      each("azure-native:web:AppServicePlan", { reserved: [false, true], sku: [{ name: "B1" }, { name: "P1v3" }] }),
    ).toEqual({ reserved: "replace", sku: "in place" });
    expect(
      each("azure-native:sql:Server", { administratorLogin: ["a", "b"], administratorLoginPassword: ["a", "b"] }),
    ).toEqual({ administratorLogin: "replace", administratorLoginPassword: "in place" });
    expect(each("azure-native:network:NetworkSecurityGroup", { location: ["westeurope", "northeurope"] })).toEqual({
      location: "in place",
    });
  });

  it("below a replacing object replaces for a value that changes, not for one that is added", () => {
    const type = "azure-native:network:PublicIPAddress";
    expect(verdicts(type, { sku: { name: "Basic" } }, { sku: { name: "Standard" } })).toEqual({
      "sku.name": "replace",
    });
    expect(verdicts(type, { sku: { name: "Standard" } }, { sku: { name: "Standard", tier: "Global" } })).toEqual({
      "sku.tier": "in place",
    });
    const cluster = "azure-native:containerservice:ManagedCluster";
    expect(
      verdicts(
        cluster,
        { networkProfile: { podCidr: "10.0.0.0/16", loadBalancerSku: "basic" } },
        { networkProfile: { podCidr: "10.1.0.0/16", loadBalancerSku: "standard" } },
      ),
    ).toEqual({ "networkProfile.podCidr": "replace", "networkProfile.loadBalancerSku": "in place" });
  });

  it("takes two spellings of a location for one, in any API version", () => {
    const change = { location: "West Europe" };
    expect(verdicts("azure-native:storage:StorageAccount", change, { location: "westeurope" })).toEqual({});
    expect(each("azure-native:storage:StorageAccount", { isHnsEnabled: [true, undefined] })).toEqual({
      isHnsEnabled: "replace",
    });
  });
});

describe("a change that no source speaks of", () => {
  it("is assumed to be made in place, and said so unless something else replaces the object", () => {
    const type = "aws:kinesisanalyticsv2/application:Application";
    const olds = { runtimeEnvironment: "FLINK-1_18", serviceExecutionRole: "a", tags: { a: "1" } };
    expect(verdicts(type, olds, { ...olds, serviceExecutionRole: "b", tags: { a: "2" } })).toEqual({
      serviceExecutionRole: "assumed",
      "tags.a": "in place",
    });
    expect(verdicts(type, { ...olds, name: "a" }, { ...olds, name: "b", serviceExecutionRole: "b" })).toEqual({
      name: "replace",
      serviceExecutionRole: "in place",
    });
  });

  it("is never one of random or tls, whose types replace for everything, or of Kubernetes, whose API patches", () => {
    expect(verdicts("random:index/randomPassword:RandomPassword", { length: 8 }, { length: 9 })).toEqual({
      length: "replace",
    });
    expect(
      verdicts("kubernetes:core/v1:Service", { spec: { type: "NodePort" } }, { spec: { type: "ClusterIP" } }),
    ).toEqual({
      "spec.type": "in place",
    });
  });
});

describe("delete before replace", () => {
  const diff = (olds: Props, news: Props) =>
    cloud.diff({
      session: sessionOf("aws"),
      type: "aws:lb/loadBalancer:LoadBalancer",
      urn: urnOf(sessionOf("aws"), "aws:lb/loadBalancer:LoadBalancer", "x"),
      id: "i",
      olds,
      oldOutputs: {},
      news,
      ignoreChanges: [],
    }).deleteBeforeReplace;

  it("is asked for where a replaced object keeps a name that the program gave", () => {
    expect(diff({ name: "mine", internal: true }, { name: "mine", internal: false })).toBe(true);
    expect(diff({ name: "mine", internal: true }, { name: "yours", internal: false })).toBeUndefined();
    expect(diff({ name: "x-0a1b2c3", internal: true }, { name: "x-0a1b2c3", internal: false })).toBeUndefined();
    expect(diff({ name: "mine", idleTimeout: 30 }, { name: "mine", idleTimeout: 60 })).toBeUndefined();
  });
});
