import { describe, expect, it } from "vitest";
import { finalSnapshots, protections } from "../../../sandbox/data/protections.js";
import { inUse } from "../../../sandbox/models/in-use.js";
import { cloud } from "../../../sandbox/models/index.js";
import type { PackageName } from "../../../sandbox/types.js";
import { sessionOf, TestWorld } from "../models-world.js";
import { held, inputsAt, madeObject } from "./place.js";

const packageOf = (type: string) => type.split(":")[0] as PackageName;

/** An object, and one of another type that names it by its id. */
function pair(type: string, user: string, path: string) {
  const session = sessionOf(packageOf(type));
  const id =
    packageOf(type) === "azure-native" ? `/subscriptions/s/resourceGroups/rg/providers/x/y/${type}` : `${type}-1`;
  const object = madeObject(session, type, "used", { id, inputs: { skipFinalSnapshot: true } });
  return {
    object,
    user: madeObject(sessionOf(packageOf(user)), user, "user", { inputs: inputsAt(path, id), created: 2 }),
  };
}

describe("a delete of what is still in use", () => {
  it.each([
    ["aws:lb/targetGroup:TargetGroup", "aws:lb/listener:Listener", "defaultActions.targetGroupArn", "ResourceInUse"],
    ["aws:alb/targetGroup:TargetGroup", "aws:alb/listenerRule:ListenerRule", "actions.targetGroupArn", "ResourceInUse"],
    ["aws:ecs/cluster:Cluster", "aws:ecs/service:Service", "cluster", "ClusterContainsServicesException"],
    ["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "clusterName", "ResourceInUseException"],
    ["aws:ec2/vpc:Vpc", "aws:ec2transitgateway/vpcAttachment:VpcAttachment", "vpcId", "DependencyViolation"],
    ["aws:ec2/subnet:Subnet", "aws:efs/mountTarget:MountTarget", "subnetId", "DependencyViolation"],
    ["aws:ec2/securityGroup:SecurityGroup", "aws:rds/cluster:Cluster", "vpcSecurityGroupIds", "DependencyViolation"],
    ["aws:iam/user:User", "aws:iam/accessKey:AccessKey", "user", "DeleteConflict"],
    ["aws:iam/group:Group", "aws:iam/groupMembership:GroupMembership", "group", "DeleteConflict"],
    [
      "aws:rds/subnetGroup:SubnetGroup",
      "aws:rds/instance:Instance",
      "dbSubnetGroupName",
      "InvalidDBSubnetGroupStateFault",
    ],
    [
      "aws:rds/parameterGroup:ParameterGroup",
      "aws:rds/instance:Instance",
      "parameterGroupName",
      "InvalidDBParameterGroupState",
    ],
    [
      "aws:rds/cluster:Cluster",
      "aws:rds/clusterInstance:ClusterInstance",
      "clusterIdentifier",
      "InvalidDBClusterStateFault",
    ],
    [
      "aws:elasticache/subnetGroup:SubnetGroup",
      "aws:elasticache/cluster:Cluster",
      "subnetGroupName",
      "CacheSubnetGroupInUse",
    ],
    ["aws:efs/fileSystem:FileSystem", "aws:efs/mountTarget:MountTarget", "fileSystemId", "FileSystemInUse"],
    ["aws:route53/zone:Zone", "aws:route53/record:Record", "zoneId", "HostedZoneNotEmpty"],
    ["aws:acm/certificate:Certificate", "aws:lb/listener:Listener", "certificateArn", "ResourceInUseException"],
    [
      "aws:wafv2/webAcl:WebAcl",
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      "webAclArn",
      "WAFAssociatedItemException",
    ],
    [
      "aws:cloudfront/originAccessControl:OriginAccessControl",
      "aws:cloudfront/distribution:Distribution",
      "origins.originAccessControlId",
      "OriginAccessControlInUse",
    ],
    ["gcp:compute/network:Network", "gcp:vpcaccess/connector:Connector", "network", "Error 400"],
    ["gcp:compute/healthCheck:HealthCheck", "gcp:compute/backendService:BackendService", "healthChecks", "Error 400"],
    ["gcp:compute/backendService:BackendService", "gcp:compute/uRLMap:URLMap", "defaultService", "Error 400"],
    [
      "gcp:compute/instanceTemplate:InstanceTemplate",
      "gcp:compute/instanceGroupManager:InstanceGroupManager",
      "versions.instanceTemplate",
      "Error 400",
    ],
    ["gcp:dns/managedZone:ManagedZone", "gcp:dns/recordSet:RecordSet", "managedZone", "Error 400"],
    ["gcp:bigquery/dataset:Dataset", "gcp:bigquery/table:Table", "datasetId", "Error 400"],
    [
      "azure-native:network:Subnet",
      "azure-native:network:BastionHost",
      "ipConfigurations.subnet.id",
      "InUseSubnetCannotBeDeleted",
    ],
    [
      "azure-native:network:RouteTable",
      "azure-native:network:Subnet",
      "routeTable.id",
      "InUseRouteTableCannotBeDeleted",
    ],
    [
      "azure-native:network:PublicIPAddress",
      "azure-native:network:ApplicationGateway",
      "frontendIPConfigurations.publicIPAddress.id",
      "PublicIPAddressCannotBeDeleted",
    ],
    [
      "azure-native:network:DdosProtectionPlan",
      "azure-native:network:VirtualNetwork",
      "ddosProtectionPlan.id",
      "InUseDdosProtectionPlanCannotBeDeleted",
    ],
  ])("%s by %s (%s): %s", (type, by, path, code) => {
    const { object, user } = pair(type, by, path);
    expect([held(object, [user])?.code, held(object, [])]).toEqual([code, undefined]);
  });

  it("is refused for every row of the tables", () => {
    const wrong = Object.entries(inUse).flatMap(([type, rule]) =>
      rule.by.flatMap((place) => {
        const [by = "", path = ""] = place.split("#");
        const { object, user } = pair(type, by, path);
        return held(object, [user]) === undefined ? [`${type} by ${place}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("goes through where the object says so, or the user only has the same name elsewhere", () => {
    const { object, user } = pair("aws:route53/zone:Zone", "aws:route53/record:Record", "zoneId");
    expect(held({ ...object, inputs: { forceDestroy: true } }, [user])).toBe(undefined);
    const cluster = pair("aws:ecs/cluster:Cluster", "aws:ecs/service:Service", "cluster");
    expect(held(cluster.object, [{ ...cluster.user, region: "us-east-1" }])).toBe(undefined);
    expect(held(cluster.object, [{ ...cluster.user, account: "999999999999" }])).toBe(undefined);
  });

  it("names the user and the documentation", () => {
    const { object, user } = pair("aws:efs/fileSystem:FileSystem", "aws:efs/mountTarget:MountTarget", "fileSystemId");
    expect(held(object, [user])?.message).toBe(
      `File system '${object.id}' has mount targets.: user (${user.urn}) still uses it; delete that first, or take the reference away; see https://docs.aws.amazon.com/efs/latest/ug/API_DeleteFileSystem.html`,
    );
  });
});

describe("a delete of what is protected", () => {
  it.each(
    Object.entries(protections).flatMap(([type, rules]) => rules.map((rule) => [type, rule.path, rule] as const)),
  )("%s with %s is refused", (type, path, rule) => {
    const session = sessionOf(packageOf(type));
    const inputs = { skipFinalSnapshot: true, deletionProtection: false, ...inputsAt(path, rule.value) };
    expect(held(madeObject(session, type, "kept", { inputs }), [])?.code).toBe(rule.code);
  });

  it.each(Object.keys(finalSnapshots))("%s asks for a last snapshot", (type) => {
    const session = sessionOf("aws");
    const code = (inputs: Record<string, unknown>) => held(madeObject(session, type, "db", { inputs }), [])?.code;
    expect([code({}), code({ skipFinalSnapshot: true }), code({ finalSnapshotIdentifier: "last" })]).toEqual([
      "InvalidParameterCombination",
      undefined,
      undefined,
    ]);
  });

  it("is refused where deletionPolicy of GCP prevents it", () => {
    const secret = (deletionPolicy: string) =>
      madeObject(sessionOf("gcp"), "gcp:secretmanager/secret:Secret", "db", { inputs: { deletionPolicy } });
    expect([held(secret("PREVENT"), [])?.code, held(secret("DELETE"), [])]).toEqual(["Error", undefined]);
  });
});

describe("a resource group of Azure", () => {
  const session = sessionOf("azure-native");
  const id = `/subscriptions/${session.account}/resourceGroups/rg`;
  const group = madeObject(session, "azure-native:resources:ResourceGroup", "rg", { id });
  const inside = madeObject(session, "azure-native:sql:Server", "db", {
    id: `${id}/providers/Microsoft.Sql/servers/db`,
    inputs: { resourceGroupName: "rg" },
  });
  const other = madeObject(session, "azure-native:sql:Server", "x", {
    id: `${id}2/providers/Microsoft.Sql/servers/x`,
    inputs: { resourceGroupName: "rg2" },
  });

  it("takes all that lies in it along", () => {
    const world = new TestWorld();
    world.objects.push(group, inside, other);
    expect(cloud.goesWith?.(group, world)).toEqual([inside]);
    expect(cloud.goesWith?.(inside, world)).toEqual([]);
  });

  it("stays while anything in it is locked", () => {
    const lock = madeObject(session, "azure-native:authorization:ManagementLockByScope", "lock", {
      id: `${inside.id}/providers/Microsoft.Authorization/locks/lock`,
      inputs: { scope: inside.id },
    });
    expect([held(group, [inside, lock])?.code, held(group, [inside])]).toEqual(["ScopeLocked", undefined]);
  });
});
