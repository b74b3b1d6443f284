import type { PackageName, Props, WorldObject } from "../../sandbox/types.js";
import { kubernetesInputs } from "./models-kubernetes-inputs.js";

import { identityPolicy as policy, resourcePolicy } from "./models-minimal.js";

const services = ["ec2", "eks", "lambda", "scheduler", "pods.eks"].map((name) => `${name}.amazonaws.com`);
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" }],
});

const keyPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" },
  ],
});

const source = { __asset: "0".repeat(64), text: "" };
const machine = { machineType: "e2-medium", bootDisk: {}, networkInterfaces: [{ network: "default" }] };
const roleArn = "arn:aws:iam::123456789012:role/role-value";
const lambda = { code: { __archive: "0".repeat(64) }, handler: "index.handler", runtime: "nodejs22.x" };

type Make = (type: string, name: string, inputs: Props) => WorldObject;

/** What exists before a type is tried, so that what it refers to is there. */
export const before: Partial<Record<PackageName, (make: Make) => void>> = {
  aws: (make) => {
    const vpc = make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    make("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: vpc.id });
    make("aws:ec2/subnet:Subnet", "subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
    make("aws:ec2/eip:Eip", "eip", {});
    make("aws:ec2/routeTable:RouteTable", "table", { vpcId: vpc.id });
    make("aws:iam/role:Role", "role", { name: "role-value", assumeRolePolicy: trust });
    make("aws:kms/key:Key", "key", {});
    make("aws:s3/bucket:Bucket", "bucket", { bucket: "bucket-value", objectLockEnabled: true });
    make("aws:s3/bucket:Bucket", "logs", { bucket: "targetbucket-value" });
    make("aws:ec2/securityGroup:SecurityGroup", "group", { vpcId: vpc.id });
    const zones = ["a", "b"].map(
      (zone, i) =>
        make("aws:ec2/subnet:Subnet", `nodes-${zone}`, {
          vpcId: vpc.id,
          cidrBlock: `10.0.${10 + i}.0/24`,
          availabilityZone: `eu-west-1${zone}`,
        }).id,
    );
    const accessConfig = { authenticationMode: "API" };
    const cluster = { name: "clustername-value", roleArn, vpcConfig: { subnetIds: zones }, accessConfig };
    make("aws:eks/cluster:Cluster", "cluster", cluster);
    make("aws:eks/accessEntry:AccessEntry", "entry", { clusterName: "clustername-value", principalArn: roleArn });
    make("aws:ec2/instance:Instance", "machine", { ami: "ami-0123456789abcdef0", instanceType: "t3.micro" });
    make("aws:ebs/volume:Volume", "volume", { availabilityZone: "eu-west-1a", size: 8 });
    make("aws:lambda/function:Function", "function", { ...lambda, role: roleArn, name: "function-value" });
    make("aws:cloudwatch/eventRule:EventRule", "rule", { name: "rule-value", eventPattern: "{}" });
  },
  gcp: (make) => {
    make("gcp:compute/network:Network", "network", { name: "network-value" });
    make("gcp:compute/router:Router", "router", { name: "router-value", network: "network-value" });
    make("gcp:storage/bucket:Bucket", "bucket", { name: "bucket-value", location: "EU" });
    make("gcp:storage/bucketObject:BucketObject", "code", { bucket: "bucket-value", name: "code.zip", source });
    make("gcp:compute/disk:Disk", "disk", { name: "disk-value", size: 10, zone: "europe-west1-b" });
    make("gcp:compute/instance:Instance", "machine", { ...machine, name: "instance-value", zone: "europe-west1-b" });
    make("gcp:container/cluster:Cluster", "cluster", { name: "cluster-value", initialNodeCount: 1 });
  },
  "azure-native": (make) => {
    const source = "/subscriptions/5ab5c21b-0000-4000-8000-000000000001";
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
    make("azure-native:compute:VirtualMachine", "machine", { ...rg, vmName: "vmname-value" });
    make("azure-native:network:NetworkInterface", "nic", { ...rg, networkInterfaceName: "nic" });
    make("azure-native:network:NetworkWatcher", "watcher", {
      ...rg,
      networkWatcherName: "watcher",
      location: "northeurope",
    });
    make("azure-native:eventgrid:SystemTopic", "topic", { ...rg, systemTopicName: "systemtopicname-value", source });
    make("azure-native:managedidentity:UserAssignedIdentity", "identity", {
      ...rg,
      resourceName: "resourcename-value",
    });
    make("azure-native:operationalinsights:Workspace", "workspace", { ...rg, workspaceName: "workspace" });
  },
};

type More = (id: (name: string) => string) => Props;
/**
 * Types for which the required properties alone do not make a valid resource, with what they need besides. Everything that
 * is not in this table is made from its required properties only.
 */
export const exceptions: Readonly<Record<string, More>> = {
  ...kubernetesInputs,
  "aws:cloudwatch/eventRule:EventRule": () => ({ scheduleExpression: "rate(1 day)" }),
  "aws:ebs/volume:Volume": () => ({ availabilityZone: "eu-west-1a", size: 8 }),
  "aws:ec2/instance:Instance": () => ({ ami: "ami-0123456789abcdef0", instanceType: "t3.micro" }),
  "aws:ec2/volumeAttachment:VolumeAttachment": (id) => ({ instanceId: id("machine"), volumeId: id("volume") }),
  "aws:eks/accessEntry:AccessEntry": () => ({ principalArn: "arn:aws:iam::111122223333:role/admin" }),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": () => ({
    principalArn: roleArn,
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
  }),
  "aws:efs/mountTarget:MountTarget": (id) => ({ subnetId: id("subnet") }),
  "aws:fsx/fileCache:FileCache": (id) => ({ subnetIds: [id("subnet")] }),
  "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation": (id) => ({ vpcId: id("vpc") }),
  "aws:s3outposts/endpoint:Endpoint": (id) => ({ securityGroupId: id("group"), subnetId: id("subnet") }),
  "aws:workspacesweb/networkSettings:NetworkSettings": (id) => ({
    securityGroupIds: [id("group")],
    subnetIds: [id("nodes-a"), id("nodes-b")],
    vpcId: id("vpc"),
  }),
  "aws:eks/cluster:Cluster": (id) => ({ roleArn, vpcConfig: { subnetIds: [id("nodes-a"), id("nodes-b")] } }),
  "aws:eks/nodeGroup:NodeGroup": () => ({ nodeRoleArn: roleArn }),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": () => ({ roleArn }),
  "aws:lambda/function:Function": () => ({ ...lambda, role: roleArn }),
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": () => ({ functionName: "function-value" }),
  "aws:lambda/functionUrl:FunctionUrl": () => ({ functionName: "function-value", authorizationType: "AWS_IAM" }),
  "aws:lambda/permission:Permission": () => ({ function: "function-value", action: "lambda:InvokeFunction" }),
  "aws:scheduler/schedule:Schedule": () => ({
    scheduleExpression: "rate(1 day)",
    flexibleTimeWindow: { mode: "OFF" },
    target: { arn: "arn:aws:lambda:eu-west-1:123456789012:function:function-value", roleArn },
  }),
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
  "aws:docdb/cluster:Cluster": () => ({ skipFinalSnapshot: true }),
  "aws:neptune/cluster:Cluster": () => ({ skipFinalSnapshot: true }),
  "aws:rds/cluster:Cluster": () => ({ skipFinalSnapshot: true }),
  "aws:rds/instance:Instance": () => ({ skipFinalSnapshot: true }),
  "aws:redshift/cluster:Cluster": () => ({ skipFinalSnapshot: true }),
  "aws:dax/cluster:Cluster": () => ({ nodeType: "dax.t3.small" }),
  "aws:iam/groupPolicy:GroupPolicy": () => ({ policy }),
  "aws:iam/policy:Policy": () => ({ policy }),
  "aws:iam/userPolicy:UserPolicy": () => ({ policy }),
  "aws:kms/keyPolicy:KeyPolicy": () => ({ policy: keyPolicy }),
  "aws:iam/role:Role": () => ({ assumeRolePolicy: trust }),
  "aws:iam/rolePolicy:RolePolicy": () => ({ policy }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": () => ({ policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  "aws:kms/alias:Alias": (id) => ({ targetKeyId: id("key") }),
  "aws:s3/bucketPolicy:BucketPolicy": () => ({ policy: resourcePolicy }),
  "aws:s3/bucketVersioning:BucketVersioning": () => ({ versioningConfiguration: { status: "Enabled" } }),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (id) => ({
    securityGroupId: id("group"),
    cidrIpv4: "0.0.0.0/0",
  }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (id) => ({
    securityGroupId: id("group"),
    cidrIpv4: "10.0.0.0/8",
  }),
  "gcp:cloudfunctionsv2/function:Function": () => ({
    location: "europe-west1",
    buildConfig: { source: { storageSource: { bucket: "bucket-value", object: "code.zip" } } },
  }),
  ...Object.fromEntries(
    ["bigquery/table:Table", "cloudrunv2/job:Job", "cloudrunv2/service:Service", "spanner/database:Database"]
      .concat("sql/databaseInstance:DatabaseInstance")
      .map((name) => [`gcp:${name}`, () => ({ deletionProtection: false })]),
  ),
  "gcp:compute/instance:Instance": () => machine,
  "gcp:container/cluster:Cluster": () => ({ initialNodeCount: 1, deletionProtection: false }),
  "gcp:eventarc/trigger:Trigger": () => ({
    matchingCriterias: [{ attribute: "type", value: "google.cloud.pubsub.topic.v1.messagePublished" }],
  }),
  "gcp:serviceaccount/iAMMember:IAMMember": () => ({ member: "user:a@example.com", role: "roles/viewer" }),
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
  "azure-native:compute:VirtualMachineExtension": () => ({
    publisher: "Microsoft.Azure.ActiveDirectory",
    type: "AADSSHLoginForLinux",
    typeHandlerVersion: "1.0",
  }),
  "azure-native:monitor:DiagnosticSetting": (id) => ({ workspaceId: id("workspace") }),
  "azure-native:network:SecurityRule": () => ({ access: "Deny", direction: "Inbound", protocol: "Tcp", priority: 100 }),
  "azure-native:network:Subnet": () => ({ addressPrefix: "10.0.1.0/24" }),
  "azure-native:network:VirtualNetwork": () => ({ addressSpace: { addressPrefixes: ["10.2.0.0/16"] } }),
  "azure-native:network:VirtualNetworkPeering": (id) => ({ remoteVirtualNetwork: { id: id("peer") } }),
  "azure-native:privatedns:PrivateZone": () => ({ location: "Global" }),
  "azure-native:privatedns:VirtualNetworkLink": () => ({ location: "Global" }),
  "azure-native:dbforpostgresql:PrivateEndpointConnection": () => ({ privateEndpointConnectionName: "thing.0" }),
  "azure-native:storage:StorageAccount": () => ({ kind: "StorageV2", sku: { name: "Standard_LRS" } }),
  "tls:index/privateKey:PrivateKey": () => ({ algorithm: "ED25519" }),
};

/** Outputs that the real cloud leaves out of an object that is only just made. */
export const absentOutputs: Readonly<Record<string, readonly string[]>> = {
  "azure-native:containerregistry:Registry": ["status"],
  "azure-native:network:PublicIPAddress": ["ipConfiguration"],
  "azure-native:network:VirtualNetworkPeering": ["remoteVirtualNetworkEncryption"],
  "azure-native:storage:BlobContainer": ["immutabilityPolicy"],
  "azure-native:storage:StorageAccount": ["blobRestoreStatus", "geoReplicationStats", "secondaryEndpoints"],
};
