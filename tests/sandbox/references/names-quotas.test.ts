import { describe, expect, it } from "vitest";
import { noAnswers } from "../../../sandbox/answers/model.js";
import { overwritten, uniqueNames } from "../../../sandbox/data/names.js";
import { quotas } from "../../../sandbox/data/quotas.js";
import { cloud } from "../../../sandbox/models/index.js";
import { processorsOf } from "../../../sandbox/models/quotas.js";
import type { CloudError, PackageName, Props, Session, WorldObject } from "../../../sandbox/types.js";
import { sessionOf, TestWorld, urnOf } from "../models-world.js";
import { madeObject } from "./place.js";

const packageOf = (type: string) => type.split(":")[0] as PackageName;

/** What the cloud says to one more object of a type, in a world with these objects. */
function create(
  session: Session,
  type: string,
  inputs: Props,
  objects: readonly WorldObject[] = [],
): CloudError | undefined {
  const world = new TestWorld();
  world.objects.push(...objects);
  const urn = urnOf(session, type, "new");
  const outcome = cloud.create({ session, type, urn, name: "new", inputs, generation: 1, preview: false, world });
  return "error" in outcome ? outcome.error : undefined;
}

describe("a name that is taken", () => {
  it.each([
    ["aws:lb/targetGroup:TargetGroup", { name: "web" }, "DuplicateTargetGroupName"],
    ["aws:dynamodb/table:Table", { name: "orders" }, "ResourceInUseException"],
    ["aws:ecr/repository:Repository", { name: "app" }, "RepositoryAlreadyExistsException"],
    ["aws:elasticache/subnetGroup:SubnetGroup", { name: "main" }, "CacheSubnetGroupAlreadyExists"],
    ["aws:kinesis/stream:Stream", { name: "events" }, "ResourceInUseException"],
    ["aws:rds/instance:Instance", { identifier: "main" }, "DBInstanceAlreadyExists"],
    ["aws:rds/parameterGroup:ParameterGroup", { name: "tuned" }, "DBParameterGroupAlreadyExists"],
    ["aws:secretsmanager/secret:Secret", { name: "db" }, "ResourceExistsException"],
    ["aws:ssm/parameter:Parameter", { name: "/app/a", type: "String", value: "1" }, "ParameterAlreadyExists"],
    ["aws:codebuild/project:Project", { name: "build" }, "ResourceAlreadyExistsException"],
    ["aws:athena/workgroup:Workgroup", { name: "team" }, "InvalidRequestException"],
    ["aws:backup/vault:Vault", { name: "daily" }, "AlreadyExistsException"],
  ])("of %s is refused in the same region, and not in another", (type, inputs, code) => {
    const session = sessionOf("aws");
    const other = madeObject(session, type, "old", { inputs });
    expect(create(session, type, inputs, [other])?.code).toBe(code);
    expect(create(session, type, inputs, [{ ...other, region: "us-east-1" }])?.code).not.toBe(code);
  });

  it.each([
    ["azure-native:sql:Server", "serverName", "NameAlreadyExists"],
    ["azure-native:keyvault:Vault", "vaultName", "VaultAlreadyExists"],
    ["azure-native:containerregistry:Registry", "registryName", "AlreadyInUse"],
    ["azure-native:web:WebApp", "name", "Conflict"],
    ["azure-native:servicebus:Namespace", "namespaceName", "NamespaceUnavailable"],
    ["azure-native:redis:Redis", "name", "NameNotAvailable"],
  ])("of %s is refused in every subscription and in any case", (type, property, code) => {
    const session = sessionOf("azure-native");
    const elsewhere = { ...session, account: "00000000-0000-4000-8000-000000000009", stack: "other" };
    const other = madeObject(elsewhere, type, "old", { inputs: { [property]: "Groundplan1" } });
    expect(create(session, type, { [property]: "groundplan1" }, [other])?.code).toBe(code);
  });

  it("may be a port, a priority, or one of several aliases", () => {
    const session = sessionOf("aws");
    const taken = (type: string, old: Props, news: Props) =>
      create(session, type, news, [madeObject(session, type, "old", { inputs: old })])?.code;
    const on = (port: number) => ({ loadBalancerArn: "lb-1", port });
    expect(taken("aws:lb/listener:Listener", on(80), on(80))).toBe("LoadBalancerNotFound");
    const balancer = madeObject(session, "aws:lb/loadBalancer:LoadBalancer", "lb-1");
    const listener = madeObject(session, "aws:lb/listener:Listener", "old", { inputs: on(80) });
    expect(create(session, listener.type, on(80), [balancer, listener])?.code).toBe("DuplicateListener");
    const site = { aliases: ["a.example.com", "b.example.com"] };
    const type = "aws:cloudfront/distribution:Distribution";
    expect(taken(type, site, { aliases: ["c.example.com", "b.example.com"] })).toBe("CNAMEAlreadyExists");
    expect(taken(type, site, { aliases: ["c.example.com"] })).toBe(undefined);
  });

  it("is taken over where the program says so", () => {
    const session = sessionOf("aws");
    const inputs = { name: "/app/a", type: "String", value: "1" };
    const other = madeObject(session, "aws:ssm/parameter:Parameter", "old", { inputs });
    expect(create(session, other.type, { ...inputs, overwrite: true }, [other])).toBe(undefined);
  });

  it.each([...overwritten].filter((type) => /MetricAlarm|Dashboard|ecs\/cluster/.test(type)))(
    "of %s is overwritten without a word",
    (type) => {
      const session = sessionOf("aws");
      const inputs = { name: "cpu", dashboardName: "cpu" };
      expect(create(session, type, inputs, [madeObject(session, type, "cpu", { inputs })])).toBe(undefined);
    },
  );

  it("has its row for 73 types", () => {
    expect(Object.keys(uniqueNames)).toHaveLength(73);
  });
});

describe("a name that a deleted object keeps", () => {
  const again = (session: Session, type: string, inputs: Props, news: Props = inputs, later: Session = session) => {
    const world = new TestWorld();
    const old = madeObject(session, type, "old", { inputs });
    world.objects.push(old);
    world.remove(session, old);
    const outcome = cloud.create({
      session: later,
      type,
      urn: urnOf(later, type, "new"),
      name: "new",
      inputs: news,
      generation: 1,
      preview: false,
      world,
    });
    return "error" in outcome ? outcome.error.code : undefined;
  };
  const aws = sessionOf("aws");
  const azure = sessionOf("azure-native");

  it.each([
    ["aws:secretsmanager/secret:Secret", { name: "db" }, "InvalidRequestException"],
    ["gcp:kms/keyRing:KeyRing", { name: "main", location: "europe-west1" }, "Error 409"],
    [
      "gcp:sql/databaseInstance:DatabaseInstance",
      { name: "db", deletionProtection: false, databaseVersion: "POSTGRES_16" },
      "Error 409",
    ],
    ["gcp:iam/workloadIdentityPool:WorkloadIdentityPool", { workloadIdentityPoolId: "ci-pool" }, "Error 409"],
  ])("of %s is refused: %j", (type, inputs, code) => {
    expect(again(sessionOf(packageOf(type)), type, inputs)).toBe(code);
  });

  it("of a secret is free at once where it asks for that, and in another region", () => {
    const type = "aws:secretsmanager/secret:Secret";
    expect(again(aws, type, { name: "db", recoveryWindowInDays: 0 })).toBe(undefined);
    expect(again(aws, type, { name: "db" }, { name: "db" }, { ...aws, region: "us-east-1" })).toBe(undefined);
  });

  it("of a vault is taken by nobody in any subscription, unless it is recovered", () => {
    const type = "azure-native:keyvault:Vault";
    const vault = { vaultName: "Secrets1", properties: { tenantId: "t", sku: { family: "A", name: "standard" } } };
    const elsewhere = { ...azure, account: "00000000-0000-4000-8000-000000000009" };
    expect(again(azure, type, vault, { ...vault, vaultName: "secrets1" }, elsewhere)).toBe("ConflictError");
    expect(again(azure, type, vault, { ...vault, properties: { ...vault.properties, createMode: "recover" } })).toBe(
      undefined,
    );
  });
});

describe("a quota", () => {
  const fill = (session: Session, type: string, count: number, inputs: Props) =>
    Array.from({ length: count }, (_, i) => madeObject(session, type, `n${i}`, { inputs, created: i + 1 }));

  it.each([
    ["aws:ec2/eip:Eip", {}, 5, "AddressLimitExceeded"],
    ["aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" }, 5, "VpcLimitExceeded"],
    ["aws:ec2/internetGateway:InternetGateway", {}, 5, "InternetGatewayLimitExceeded"],
    ["aws:rds/instance:Instance", { identifier: "new" }, 40, "InstanceQuotaExceeded"],
    ["aws:lb/loadBalancer:LoadBalancer", { name: "new" }, 50, "TooManyLoadBalancers"],
    ["aws:iam/group:Group", { name: "new" }, 300, "LimitExceeded"],
    ["aws:rds/subnetGroup:SubnetGroup", { name: "new" }, 50, "DBSubnetGroupQuotaExceeded"],
    ["gcp:compute/network:Network", { name: "new" }, 15, "QUOTA_EXCEEDED"],
    ["gcp:serviceaccount/account:Account", { accountId: "new-one" }, 100, "Error 429"],
    ["azure-native:network:RouteTable", { routeTableName: "new", location: "westeurope" }, 200, "QuotaExceeded"],
    [
      "azure-native:storage:StorageAccount",
      { accountName: "new1", location: "westeurope" },
      250,
      "MaxStorageAccountsCountPerSubscriptionExceeded",
    ],
  ])("of %s with %j is %i: %s", (type, inputs, limit, code) => {
    const session = sessionOf(packageOf(type));
    const place = packageOf(type) === "azure-native" ? { location: "westeurope" } : {};
    expect(create(session, type, inputs, fill(session, type, limit, place))?.code).toBe(code);
    expect(create(session, type, inputs, fill(session, type, limit - 1, place))?.code).not.toBe(code);
  });

  it("is counted for each region and account, and by the thing that it belongs to", () => {
    const session = sessionOf("aws");
    const type = "aws:ec2/eip:Eip";
    expect(create(session, type, {}, fill({ ...session, region: "us-east-1" }, type, 9, {}))).toBe(undefined);
    expect(create(session, type, {}, fill({ ...session, account: "999999999999" }, type, 9, {}))).toBe(undefined);
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const group = madeObject(session, "aws:ec2/securityGroup:SecurityGroup", "sg-0123456789abcdef0");
    const inputs = (i: number) => ({ securityGroupId: group.id, cidrIpv4: `10.0.${i}.0/24` });
    const rules = Array.from({ length: 60 }, (_, i) => madeObject(session, rule, `r${i}`, { inputs: inputs(i) }));
    expect(create(session, rule, inputs(61), [group, ...rules])?.code).toBe("RulesPerSecurityGroupLimitExceeded");
    expect(create(session, rule, { securityGroupId: group.id, cidrIpv6: "::/0" }, [group, ...rules])).toBe(undefined);
  });

  it("gives way to sandbox.yaml, and says how", () => {
    const session = sessionOf("aws");
    const type = "aws:ec2/eip:Eip";
    const answers = { ...noAnswers, quotas: { "aws.elastic-ips-per-region": 6 } };
    expect(create({ ...session, answers }, type, {}, fill(session, type, 5, {}))).toBe(undefined);
    expect(create(session, type, {}, fill(session, type, 5, {}))?.message).toBe(
      'The maximum number of addresses has been reached. (Elastic IP addresses per Region (L-0263D0A3); 5 in use, the quota is 5). Where yours is higher, say so in sandbox.yaml: quotas: { "aws.elastic-ips-per-region": <number> }; see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    );
  });

  it("of processors counts only where sandbox.yaml gives it", () => {
    const session = sessionOf("aws");
    const type = "aws:ec2/instance:Instance";
    const inputs = { ami: "ami-0123456789abcdef0", instanceType: "m5.2xlarge" };
    const answers = { ...noAnswers, quotas: { "aws.standard-on-demand-vcpus": 15 } };
    expect(create(session, type, inputs, fill(session, type, 1, inputs))).toBe(undefined);
    expect(create({ ...session, answers }, type, inputs, fill(session, type, 1, inputs))?.code).toBe(
      "VcpuLimitExceeded",
    );
    const sizes = ["t3.micro", "m5.xlarge", "c7g.16xlarge", "e2-standard-8", "Standard_D4s_v5"];
    expect(sizes.map(processorsOf)).toEqual([2, 4, 64, 8, 4]);
  });

  it("has a name of its own", () => {
    expect(new Set(quotas.map((quota) => quota.name)).size).toBe(quotas.length);
  });
});
