import { beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN, type WorldObject } from "../../sandbox/types.js";
import { failures, refusal, sessionOf, TestWorld } from "./models-world.js";

const session = sessionOf("aws");
const allow = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
});

let world: TestWorld;
let vpc: WorldObject;
let subnet: WorldObject;
let internet: WorldObject;

beforeEach(() => {
  world = new TestWorld();
  vpc = world.create(session, "aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", tags: { team: "a" } });
  internet = world.create(session, "aws:ec2/internetGateway:InternetGateway", "main", { vpcId: vpc.id });
  subnet = world.create(session, "aws:ec2/subnet:Subnet", "main-a", {
    vpcId: vpc.id,
    cidrBlock: "10.0.0.0/20",
    availabilityZone: "eu-west-1a",
  });
});

describe("ids and addresses", () => {
  it("have the length and alphabet of the service", () => {
    expect(vpc.id).toMatch(/^vpc-0[0-9a-f]{16}$/);
    expect(vpc.outputs.arn).toBe(`arn:aws:ec2:eu-west-1:123456789012:vpc/${vpc.id}`);
    expect(vpc.outputs.defaultSecurityGroupId).toMatch(/^sg-0[0-9a-f]{16}$/);
    expect(subnet.outputs).toMatchObject({
      availabilityZoneId: "euw1-az1",
      ownerId: "123456789012",
      ipv6CidrBlock: "",
    });
    const eip = world.create(session, "aws:ec2/eip:Eip", "nat", { domain: "vpc" });
    expect(eip.id).toMatch(/^eipalloc-0[0-9a-f]{16}$/);
    expect(eip.outputs.publicIp).toMatch(/^198\.1[89]\.\d{1,3}\.\d{1,3}$/);
    expect(eip.outputs.allocationId).toBe(eip.id);
  });

  it("repeat in the same world and differ in another one and in the next generation", () => {
    const again = new TestWorld().create(session, vpc.type, "main", { cidrBlock: "10.0.0.0/16" });
    const elsewhere = new TestWorld().create({ ...session, seed: "other" }, vpc.type, "main", {
      cidrBlock: "10.0.0.0/16",
    });
    const next = world.create(session, vpc.type, "main", { cidrBlock: "10.1.0.0/16" });
    expect(again.id).toBe(vpc.id);
    expect(new Set([vpc.id, elsewhere.id, next.id]).size).toBe(3);
    expect(next.generation).toBe(2);
  });

  it("name the partition of the region", () => {
    const china = sessionOf("aws", { region: "cn-north-1" });
    const bucket = world.create(china, "aws:s3/bucket:Bucket", "logs", { bucket: "logs-cn" });
    expect(bucket.outputs).toMatchObject({
      arn: "arn:aws-cn:s3:::logs-cn",
      bucketRegionalDomainName: "logs-cn.s3.cn-north-1.amazonaws.com.cn",
    });
  });
});

describe("a preview", () => {
  it("knows inputs, tags and region, and not what the cloud decides", () => {
    const planned = world.preview(session, vpc.type, "other", { cidrBlock: "10.9.0.0/16", tags: { a: "b" } });
    expect(planned).toMatchObject({
      cidrBlock: "10.9.0.0/16",
      enableDnsSupport: true,
      instanceTenancy: "default",
      region: "eu-west-1",
      tagsAll: { a: "b" },
      arn: UNKNOWN,
      defaultRouteTableId: UNKNOWN,
      enableDnsHostnames: UNKNOWN,
      ownerId: UNKNOWN,
    });
  });

  it("lets unknown references through", () => {
    expect(world.preview(session, subnet.type, "x", { vpcId: UNKNOWN, cidrBlock: "10.9.0.0/20" })).toMatchObject({
      vpcId: UNKNOWN,
    });
  });

  it("of an update keeps ids and addresses known", () => {
    const outputs = world.update(
      session,
      vpc,
      { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, tags: { team: UNKNOWN } },
      true,
    );
    expect(outputs).toMatchObject({
      arn: vpc.outputs.arn,
      enableDnsHostnames: true,
      defaultRouteTableId: vpc.outputs.defaultRouteTableId,
    });
  });
});

describe("what is refused before anything is made", () => {
  it("is a bad range, with the range that was meant", () => {
    expect(failures(() => world.check(session, vpc.type, "x", { cidrBlock: "10.0.1.0/16" }))).toEqual([
      'cidrBlock: "10.0.1.0/16" has host bits set; the block that contains it is 10.0.0.0/16',
    ]);
    expect(failures(() => world.check(session, vpc.type, "x", { cidrBlock: "10.0.0.0/8" }))).toEqual([
      'cidrBlock: expected "cidrBlock" to contain a network value with between 16 and 28 significant bits, got 8 in "10.0.0.0/8"; use a block from /16 to /28',
    ]);
  });

  it("is a missing, a misspelt, an output-only and a wrongly typed property", () => {
    expect(
      failures(() => world.check(session, subnet.type, "x", { cidrBlok: "10.0.0.0/20", arn: "x", ipv6Native: "yes" })),
    ).toEqual([
      'vpcId: Missing required property "vpcId" (The VPC ID); add it to the resource\'s arguments',
      'ipv6Native: expected a boolean, got the string "yes"',
      'cidrBlok: "cidrBlok" is not a property of aws:ec2/subnet:Subnet; did you mean "cidrBlock"?',
      'arn: "arn" is not a property of aws:ec2/subnet:Subnet that can be set: the cloud decides it; remove it',
    ]);
  });

  it("is the same inside nested objects", () => {
    const rule = { applyServerSideEncryptionByDefault: { sseAlgoritm: "aws:kms" } };
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const [missing, unknown] = failures(() => world.check(session, type, "x", { bucket: "b", rules: [rule] }));
    const path = "rules[0].applyServerSideEncryptionByDefault";
    expect(missing).toContain(`${path}.sseAlgorithm: Missing required property "sseAlgorithm" (`);
    expect(unknown).toBe(
      `${path}.sseAlgoritm: "sseAlgoritm" is not a property of ${path}; did you mean "sseAlgorithm"?`,
    );
  });

  it("is a bucket name outside of the rules", () => {
    const problem = (bucket: string) =>
      failures(() => world.check(session, "aws:s3/bucket:Bucket", "x", { bucket }))[0];
    expect(problem("My_Bucket")).toBe(
      'bucket: invalid bucket name "My_Bucket": it may have only lower-case letters, digits, dots and hyphens',
    );
    expect(problem("ab")).toBe('bucket: invalid bucket name "ab": it has 2 characters; use 3 to 63');
    expect(problem("192.168.1.1")).toBe(
      'bucket: invalid bucket name "192.168.1.1": it must not look like an IP address',
    );
    expect(problem("my-bucket.v1")).toBeUndefined();
  });
});

describe("what the cloud refuses", () => {
  it("is a subnet outside of its VPC, over another one, or in a zone of another region", () => {
    const make = (name: string, cidrBlock: string, availabilityZone?: string) => () =>
      world.create(session, subnet.type, name, {
        vpcId: vpc.id,
        cidrBlock,
        ...(availabilityZone ? { availabilityZone } : {}),
      });
    expect(refusal(make("out", "10.1.0.0/20"))).toBe("InvalidSubnet.Range");
    expect(refusal(make("over", "10.0.8.0/24"))).toBe("InvalidSubnet.Conflict");
    expect(refusal(make("zone", "10.0.16.0/20", "eu-west-1d"))).toBe("InvalidParameterValue");
    expect(refusal(make("fits", "10.0.16.0/20", "eu-west-1b"))).toBe("");
  });

  it("is a reference to what does not exist, or exists in another region or account", () => {
    const ghost = { vpcId: "vpc-00000000000000000", cidrBlock: "10.0.0.0/20" };
    expect(refusal(() => world.create(session, subnet.type, "x", ghost))).toBe("InvalidVpcID.NotFound");
    const north = sessionOf("aws", { region: "eu-north-1" });
    const here = { vpcId: vpc.id, cidrBlock: "10.0.32.0/20" };
    expect(refusal(() => world.create(north, subnet.type, "x", here))).toBe("InvalidVpcID.NotFound");
    expect(refusal(() => world.create(sessionOf("aws", { account: "999988887777" }), subnet.type, "x", here))).toBe(
      "InvalidVpcID.NotFound",
    );
    expect(refusal(() => world.create(session, subnet.type, "x", { ...here, region: "eu-north-1" }))).toBe(
      "InvalidVpcID.NotFound",
    );
    const flow = { vpcId: vpc.id, iamRoleArn: "arn:aws:iam::123456789012:role/none", logDestination: "arn:aws:s3:::x" };
    expect(refusal(() => world.create(session, "aws:ec2/flowLog:FlowLog", "x", flow))).toBe("NoSuchEntity");
  });

  it("is a second internet gateway, a second table for a subnet, a second route to one place", () => {
    expect(refusal(() => world.create(session, internet.type, "second", { vpcId: vpc.id }))).toBe(
      "InvalidParameterValue",
    );
    const table = world.create(session, "aws:ec2/routeTable:RouteTable", "t", { vpcId: vpc.id });
    const link = { routeTableId: table.id, subnetId: subnet.id };
    const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    expect(world.create(session, type, "a", link).id).toMatch(/^rtbassoc-0[0-9a-f]{16}$/);
    expect(refusal(() => world.create(session, type, "b", link))).toBe("Resource.AlreadyAssociated");
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: internet.id };
    expect(world.create(session, "aws:ec2/route:Route", "r", route).id).toMatch(new RegExp(`^r-${table.id}\\d+$`));
    expect(refusal(() => world.create(session, "aws:ec2/route:Route", "s", route))).toBe("RouteAlreadyExists");
  });

  it("is a NAT gateway with a used address, or in a VPC without an internet gateway", () => {
    const eip = world.create(session, "aws:ec2/eip:Eip", "e", {});
    const nat = { subnetId: subnet.id, allocationId: eip.id };
    const made = world.create(session, "aws:ec2/natGateway:NatGateway", "n", nat);
    expect(made.outputs).toMatchObject({ publicIp: eip.outputs.publicIp, vpcId: vpc.id, availabilityMode: "zonal" });
    expect(made.outputs.privateIp).toMatch(/^10\.0\.\d+\.\d+$/);
    expect(refusal(() => world.create(session, made.type, "m", nat))).toBe("Resource.AlreadyAssociated");
    const bare = world.create(session, vpc.type, "bare", { cidrBlock: "10.5.0.0/16" });
    const other = world.create(session, subnet.type, "bare", { vpcId: bare.id, cidrBlock: "10.5.0.0/20" });
    const free = world.create(session, "aws:ec2/eip:Eip", "f", {});
    expect(refusal(() => world.create(session, made.type, "k", { subnetId: other.id, allocationId: free.id }))).toBe(
      "Gateway.NotAttached",
    );
    expect(refusal(() => world.remove(session, eip))).toBe("AuthFailure");
    expect(refusal(() => world.remove(session, internet))).toBe("DependencyViolation");
  });

  it("lets a regional NAT gateway be without subnet and address", () => {
    const nat = world.create(session, "aws:ec2/natGateway:NatGateway", "r", {
      availabilityMode: "regional",
      vpcId: vpc.id,
    });
    expect(nat.outputs).toMatchObject({
      regionalNatGatewayAutoMode: "enabled",
      autoScalingIps: "enabled",
      vpcId: vpc.id,
    });
    expect(nat.outputs.routeTableId).toMatch(/^rtb-0/);
    expect(
      failures(() => world.check(session, nat.type, "x", { availabilityMode: "regional", subnetId: "s" })),
    ).toEqual(['subnetId: a regional NAT gateway takes no subnetId; remove it, or use availabilityMode "zonal"']);
  });

  it("is a bucket name that is taken, and a setting of a bucket that is not there", () => {
    world.create(session, "aws:s3/bucket:Bucket", "a", { bucket: "assets" });
    expect(refusal(() => world.create(session, "aws:s3/bucket:Bucket", "b", { bucket: "assets" }))).toBe(
      "BucketAlreadyOwnedByYou",
    );
    const other = sessionOf("aws", { account: "999988887777", region: "us-east-1" });
    expect(refusal(() => world.create(other, "aws:s3/bucket:Bucket", "b", { bucket: "assets" }))).toBe(
      "BucketAlreadyExists",
    );
    const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    expect(refusal(() => world.create(session, block, "x", { bucket: "nothing" }))).toBe("NoSuchBucket");
    expect(world.create(session, block, "x", { bucket: "assets" })).toMatchObject({
      id: "assets",
      inputs: { blockPublicAcls: false, restrictPublicBuckets: false },
    });
  });

  it("is a role or log group of the same name", () => {
    const role = world.create(session, "aws:iam/role:Role", "r", { name: "writer", assumeRolePolicy: trust });
    expect(role).toMatchObject({ id: "writer", outputs: { arn: "arn:aws:iam::123456789012:role/writer", path: "/" } });
    expect(refusal(() => world.create(session, role.type, "s", { name: "writer", assumeRolePolicy: trust }))).toBe(
      "EntityAlreadyExists",
    );
    const logs = world.create(session, "aws:cloudwatch/logGroup:LogGroup", "l", {
      name: "/aws/vpc/main",
      retentionInDays: 30,
    });
    expect(logs.outputs.arn).toBe("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vpc/main");
    expect(refusal(() => world.create(session, logs.type, "m", { name: "/aws/vpc/main" }))).toBe(
      "ResourceAlreadyExistsException",
    );
    expect(failures(() => world.check(session, logs.type, "m", { retentionInDays: 31 }))[0]).toContain("got 31");
  });
});

describe("a delete of what is in use", () => {
  it("is refused for a VPC with subnets, and allowed when they are gone", () => {
    expect(refusal(() => world.remove(session, vpc))).toBe("DependencyViolation");
    world.remove(session, subnet);
    world.remove(session, internet);
    expect(refusal(() => world.remove(session, vpc))).toBe("");
  });

  it("is refused for a security group that a rule of another one names", () => {
    const first = world.create(session, "aws:ec2/securityGroup:SecurityGroup", "a", { vpcId: vpc.id });
    const second = world.create(session, "aws:ec2/securityGroup:SecurityGroup", "b", { vpcId: vpc.id });
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const rule = {
      securityGroupId: second.id,
      referencedSecurityGroupId: first.id,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    };
    world.create(session, type, "r", rule);
    expect(refusal(() => world.create(session, type, "again", rule))).toBe("InvalidPermission.Duplicate");
    expect(refusal(() => world.remove(session, first))).toBe("DependencyViolation");
    expect(refusal(() => world.remove(session, second))).toBe("");
  });

  it("is refused for a bucket with objects unless it may be emptied", () => {
    const kept = world.create(session, "aws:s3/bucket:Bucket", "kept", {});
    const emptied = world.create(session, "aws:s3/bucket:Bucket", "emptied", { forceDestroy: true });
    for (const bucket of [kept, emptied])
      world.create(session, "aws:s3/bucketObjectv2:BucketObjectv2", bucket.id, {
        bucket: bucket.id,
        key: "a.txt",
        content: "a",
      });
    expect(refusal(() => world.remove(session, kept))).toBe("BucketNotEmpty");
    expect(refusal(() => world.remove(session, emptied))).toBe("");
  });

  it("is refused for a role with policies", () => {
    const role = world.create(session, "aws:iam/role:Role", "r", { assumeRolePolicy: trust });
    world.create(session, "aws:iam/rolePolicy:RolePolicy", "p", { role: role.id, policy: allow });
    expect(refusal(() => world.remove(session, role))).toBe("DeleteConflict");
  });
});
