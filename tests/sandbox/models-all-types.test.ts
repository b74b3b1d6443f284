import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import { isSet, same } from "../../sandbox/models/values.js";
import { schemaOf } from "../../sandbox/schema/index.js";
import type { PackageName, Props, Session, WorldObject } from "../../sandbox/types.js";
import { minimalInputs } from "./models-minimal.js";
import { hasUnknown, installed, sessionOf, TestWorld, urnOf } from "./models-world.js";

const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });

type Make = (type: string, name: string, inputs: Props) => WorldObject;

/** What exists before a type is tried, so that what it refers to is there. */
const before: Partial<Record<PackageName, (make: Make) => void>> = {
  aws: (make) => {
    const vpc = make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    make("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: vpc.id });
    make("aws:ec2/subnet:Subnet", "subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
    make("aws:ec2/eip:Eip", "eip", {});
    make("aws:ec2/routeTable:RouteTable", "table", { vpcId: vpc.id });
    make("aws:iam/role:Role", "role", { name: "role-value", assumeRolePolicy: policy });
    make("aws:kms/key:Key", "key", {});
    make("aws:s3/bucket:Bucket", "bucket", { bucket: "bucket-value", objectLockEnabled: true });
    make("aws:s3/bucket:Bucket", "logs", { bucket: "targetbucket-value" });
    make("aws:ec2/securityGroup:SecurityGroup", "group", { vpcId: vpc.id });
  },
  gcp: (make) => {
    make("gcp:compute/network:Network", "network", { name: "network-value" });
    make("gcp:compute/router:Router", "router", { name: "router-value", network: "network-value" });
    make("gcp:storage/bucket:Bucket", "bucket", { name: "bucket-value", location: "EU" });
  },
  "azure-native": (make) => {
    const rg = { resourceGroupName: "rg" };
    make("azure-native:resources:ResourceGroup", "rg", rg);
    make("azure-native:storage:StorageAccount", "sa", {
      ...rg,
      accountName: "account",
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
    make("azure-native:storage:BlobContainer", "container", {
      ...rg,
      accountName: "account",
      containerName: "container",
    });
    make("azure-native:network:VirtualNetwork", "vnet", {
      ...rg,
      virtualNetworkName: "vnet",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    });
    make("azure-native:network:VirtualNetwork", "peer", {
      ...rg,
      virtualNetworkName: "peer",
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
    });
    make("azure-native:network:NetworkSecurityGroup", "nsg", { ...rg, networkSecurityGroupName: "nsg" });
    make("azure-native:network:RouteTable", "table", { ...rg, routeTableName: "table" });
    make("azure-native:network:PrivateEndpoint", "endpoint", { ...rg, privateEndpointName: "endpoint" });
    make("azure-native:privatedns:PrivateZone", "zone", { ...rg, privateZoneName: "zone", location: "Global" });
    make("azure-native:keyvault:Vault", "vault", {
      ...rg,
      vaultName: "vault",
      properties: { sku: { family: "A", name: "standard" }, tenantId: "t" },
    });
    make("azure-native:containerservice:ManagedCluster", "aks", { ...rg, resourceName: "resourcename-value" });
    make("azure-native:network:ApplicationGateway", "gateway", { ...rg, applicationGatewayName: "gateway" });
    make("azure-native:network:LoadBalancer", "balancer", { ...rg, loadBalancerName: "balancer" });
    make("azure-native:network:NetworkInterface", "nic", { ...rg, networkInterfaceName: "nic" });
    make("azure-native:network:NetworkWatcher", "watcher", {
      ...rg,
      networkWatcherName: "watcher",
      location: "northeurope",
    });
    make("azure-native:operationalinsights:Workspace", "workspace", { ...rg, workspaceName: "workspace" });
  },
};

type More = (id: (name: string) => string) => Props;
/**
 * Types for which the required properties alone do not make a valid resource, with what they need besides. Everything that
 * is not in this table is made from its required properties only.
 */
const exceptions: Readonly<Record<string, More>> = {
  "aws:ec2/vpc:Vpc": () => ({ cidrBlock: "10.0.0.0/16" }),
  "aws:ec2/flowLog:FlowLog": (id) => ({ vpcId: id("vpc"), iamRoleArn: "arn:aws:iam::123456789012:role/role-value" }),
  "aws:ec2/natGateway:NatGateway": (id) => ({ subnetId: id("subnet"), allocationId: id("eip") }),
  "aws:ec2/route:Route": (id) => ({
    routeTableId: id("table"),
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: id("igw"),
  }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": (id) => ({
    routeTableId: id("table"),
    subnetId: id("subnet"),
  }),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": () => ({
    peerVpcId: "vpc-0123456789abcdef0",
    peerOwnerId: "111122223333",
  }),
  "aws:ec2/subnet:Subnet": (id) => ({ vpcId: id("vpc"), cidrBlock: "10.0.2.0/24" }),
  "aws:iam/policy:Policy": () => ({ policy }),
  "aws:iam/role:Role": () => ({ assumeRolePolicy: policy }),
  "aws:iam/rolePolicy:RolePolicy": () => ({ policy }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": () => ({ policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  "aws:kms/alias:Alias": (id) => ({ targetKeyId: id("key") }),
  "aws:s3/bucketPolicy:BucketPolicy": () => ({ policy }),
  "aws:s3/bucketVersioning:BucketVersioning": () => ({ versioningConfiguration: { status: "Enabled" } }),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (id) => ({
    securityGroupId: id("group"),
    cidrIpv4: "0.0.0.0/0",
  }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (id) => ({
    securityGroupId: id("group"),
    cidrIpv4: "10.0.0.0/8",
  }),
  "gcp:compute/firewall:Firewall": () => ({ denies: [{ protocol: "all" }] }),
  "gcp:compute/route:Route": () => ({ destRange: "0.0.0.0/0" }),
  "gcp:projects/iAMMember:IAMMember": () => ({ member: "user:a@example.com", role: "roles/viewer" }),
  "gcp:projects/service:Service": () => ({ service: "compute.googleapis.com" }),
  "gcp:storage/bucketIAMBinding:BucketIAMBinding": () => ({ role: "roles/storage.admin" }),
  "gcp:storage/bucketIAMMember:BucketIAMMember": () => ({ member: "allUsers", role: "roles/storage.objectViewer" }),
  "azure-native:authorization:RoleAssignment": () => ({
    scope: "/subscriptions/5ab5c21b-0000-4000-8000-000000000001",
    roleDefinitionId:
      "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/00000000-0000-4000-8000-000000000000",
  }),
  "azure-native:monitor:DiagnosticSetting": (id) => ({ workspaceId: id("workspace") }),
  "azure-native:network:SecurityRule": () => ({ access: "Deny", direction: "Inbound", protocol: "Tcp", priority: 100 }),
  "azure-native:network:Subnet": () => ({ addressPrefix: "10.0.1.0/24" }),
  "azure-native:network:VirtualNetwork": () => ({ addressSpace: { addressPrefixes: ["10.2.0.0/16"] } }),
  "azure-native:network:VirtualNetworkPeering": (id) => ({ remoteVirtualNetwork: { id: id("peer") } }),
  "azure-native:privatedns:PrivateZone": () => ({ location: "Global" }),
  "azure-native:privatedns:VirtualNetworkLink": () => ({ location: "Global" }),
  "azure-native:storage:StorageAccount": () => ({ kind: "StorageV2", sku: { name: "Standard_LRS" } }),
  "tls:index/privateKey:PrivateKey": () => ({ algorithm: "ED25519" }),
};

/** Outputs that the real cloud leaves out of an object that is only just made. */
const absentOutputs: Readonly<Record<string, readonly string[]>> = {
  "azure-native:network:PublicIPAddress": ["ipConfiguration"],
  "azure-native:network:VirtualNetworkPeering": ["remoteVirtualNetworkEncryption"],
  "azure-native:storage:BlobContainer": ["immutabilityPolicy"],
  "azure-native:storage:StorageAccount": ["blobRestoreStatus", "geoReplicationStats", "secondaryEndpoints"],
};

describe.each([
  ["aws", 1738],
  ["gcp", 1477],
  ["azure-native", 2288],
  ["kubernetes", 555],
  ["random", 10],
  ["tls", 4],
] as const)("every resource type of %s", (pkg, count) => {
  const sdk = schemaOf(pkg, installed(pkg));
  const session: Session = sessionOf(pkg);
  const tokens = sdk.tokens();

  it(`is read from the SDK: ${count} besides the provider, each with the lists of its class`, () => {
    expect(tokens).toHaveLength(count);
    const wrong = tokens.filter((token) => {
      const schema = sdk.resource(token);
      return (
        schema === undefined || schema.token !== token || [...schema.required].some((name) => !schema.inputs.has(name))
      );
    });
    expect(wrong).toEqual([]);
  });

  it("can be made from what it requires as planned, with an id and all outputs, and be changed, read and deleted", () => {
    const problems: string[] = [];
    for (const token of tokens) {
      const world = new TestWorld();
      before[pkg]?.((type, name, inputs) => world.create(session, type, name, inputs));
      const id = (name: string) => world.objects.find((o) => o.urn.endsWith(`::${name}`))?.id ?? "";
      const schema = sdk.resource(token);
      if (schema === undefined) continue;
      try {
        const inputs = { ...minimalInputs(sdk, schema), ...exceptions[token]?.(id) };
        const planned = world.preview(session, token, "thing", inputs);
        const object = world.create(session, token, "thing", inputs);
        const surprises = Object.keys(planned).filter(
          (k) => !hasUnknown(planned[k]) && !same(planned[k], object.outputs[k]),
        );
        // Kubernetes adds its own fields to the metadata that a program gives; the plan has the program's.
        const wrong = surprises.filter((key) => pkg !== "kubernetes" || key !== "metadata");
        if (wrong.length > 0) problems.push(`${token} planned otherwise: ${wrong.join(", ")}`);
        const absent = schema.outputOnly.filter((name) => !isSet(object.outputs[name]));
        if (object.id === "" || absent.join() !== (absentOutputs[token] ?? []).join())
          problems.push(`${token} id "${object.id}" lacks ${absent.join(", ")}`);
        const { urn } = object;
        const read = cloud.read({
          session,
          type: token,
          urn: urnOf(session, token, "thing"),
          id: object.id,
          object,
          inputs: {},
          state: {},
          world,
        });
        if (read === undefined || "error" in read || read.id !== object.id) problems.push(`${token} cannot be read`);
        const diff = cloud.diff({
          session,
          type: token,
          urn,
          id: object.id,
          olds: object.inputs,
          oldOutputs: object.outputs,
          news: object.inputs,
          ignoreChanges: [],
        });
        if (Object.keys(diff.detailed).length > 0) problems.push(`${token} differs from itself`);
        expect(world.update(session, object, inputs)).toEqual(object.outputs);
        world.remove(session, world.objects.at(-1) as WorldObject);
      } catch (error) {
        problems.push(`${token} ${(error as Error).message}`);
      }
    }
    expect(problems).toEqual([]);
  });
});
