import { describe, expect, it } from "vitest";
import { type Edit, edited } from "../../policies/core/remedy.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { resourcesOf } from "./support.js";

function edits(id: string, type: string, props: Props): readonly Edit[] {
  const remedy = rules.find((rule) => rule.id === id)?.remedy;
  return resourcesOf([{ type, name: "it", props }]).flatMap((resource) => remedy?.edits(resource, {}) ?? []);
}

/** The properties after the remedy of the rule. */
const mended = (id: string, type: string, props: Props): Props => edited(props, edits(id, type, props));

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

describe("remedies on AWS", () => {
  it("ask for tokens of what can be changed in place, and of nothing that a template decides", () => {
    const tokens = [{ path: "metadataOptions.httpTokens", value: "required" }];
    expect(edits("aws-ec2-imdsv2", INSTANCE, {})).toEqual(tokens);
    expect(edits("aws-ec2-imdsv2", TEMPLATE, { metadataOptions: { httpEndpoint: "enabled" } })).toEqual(tokens);
    expect(edits("aws-ec2-imdsv2", INSTANCE, { launchTemplate: { id: "lt-1" } })).toEqual([]);
    expect(edits("aws-ec2-imdsv2", INSTANCE, { metadataOptions: { httpEndpoint: "disabled" } })).toEqual([]);
    expect(edits("aws-ec2-imdsv2", INSTANCE, { metadataOptions: { httpEndpoint: UNKNOWN.string } })).toEqual([]);
    expect(edits("aws-ec2-imdsv2", "aws:ec2/launchConfiguration:LaunchConfiguration", {})).toEqual([]);
    expect(edits("aws-ec2-imdsv2", "aws:ec2/spotInstanceRequest:SpotInstanceRequest", {})).toEqual([]);
  });

  it("take public addresses away: from a template in place, from a machine by replacing it", () => {
    const nics = [
      { subnetId: UNKNOWN.string, associatePublicIpAddress: "true" },
      { associatePublicIpAddress: "false" },
    ];
    expect(edits("aws-ec2-public-ip", TEMPLATE, { networkInterfaces: nics })).toEqual([
      {
        path: "networkInterfaces",
        value: [{ subnetId: UNKNOWN.string, associatePublicIpAddress: "false" }, nics[1]],
        inPlace: true,
      },
    ]);
    expect(edits("aws-ec2-public-ip", INSTANCE, { associatePublicIpAddress: true })).toEqual([
      { path: "associatePublicIpAddress", value: false },
    ]);
    expect(edits("aws-ec2-public-ip", INSTANCE, { associatePublicIpAddress: UNKNOWN.boolean })).toEqual([]);
    expect(edits("aws-ec2-public-ip", INSTANCE, { subnetId: "subnet-1" })).toEqual([]);
  });

  it("encrypt every disk that the resource brings, and no other", () => {
    const disks = { rootBlockDevice: { volumeSize: 20 }, ebsBlockDevices: [{ encrypted: true }, { encrypted: false }] };
    expect(mended("aws-ec2-ebs-encrypted", INSTANCE, disks)).toEqual({
      rootBlockDevice: { volumeSize: 20, encrypted: true },
      ebsBlockDevices: [{ encrypted: true }, { encrypted: true }],
    });
    expect(edits("aws-ec2-ebs-encrypted", INSTANCE, { launchTemplate: { id: "lt-1" } })).toEqual([]);
    const mappings = [
      { virtualName: "ephemeral0" },
      { ebs: { volumeSize: 8 } },
      { ebs: { encrypted: UNKNOWN.string } },
    ];
    expect(edits("aws-ec2-ebs-encrypted", TEMPLATE, { blockDeviceMappings: mappings })).toEqual([
      {
        path: "blockDeviceMappings",
        value: [mappings[0], { ebs: { volumeSize: 8, encrypted: "true" } }, mappings[2]],
        inPlace: true,
      },
    ]);
  });

  it("complete a public access block, and leave the bucket to the program", () => {
    const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    const props = { bucket: UNKNOWN.string, blockPublicAcls: true, ignorePublicAcls: UNKNOWN.boolean };
    const on = { ...props, blockPublicPolicy: true, restrictPublicBuckets: true };
    expect(mended("aws-s3-public-access-block", block, props)).toEqual(on);
    expect(edits("aws-s3-public-access-block", "aws:s3/bucket:Bucket", {})).toEqual([]);
  });

  it("turn versions on where they are written, in all forms", () => {
    const versions = (type: string, props: Props) => mended("aws-s3-versioning", type, props);
    const split = { bucket: "b", versioningConfiguration: { status: "Suspended", mfaDelete: "Disabled" } };
    expect(versions("aws:s3/bucketVersioning:BucketVersioning", split)).toEqual({
      bucket: "b",
      versioningConfiguration: { status: "Enabled", mfaDelete: "Disabled" },
    });
    const inline = { versionings: [{ enabled: false, mfaDelete: true }] };
    expect(versions("aws:s3/bucketV2:BucketV2", inline)).toEqual({ versionings: [{ enabled: true, mfaDelete: true }] });
    expect(edits("aws-s3-versioning", "aws:s3/bucket:Bucket", {})).toEqual([]);
  });

  it("close a cluster's endpoint to the world and keep it within reach of its network", () => {
    const closed = (vpcConfig: Props) => mended("aws-eks-public-endpoint", "aws:eks/cluster:Cluster", { vpcConfig });
    const open = { publicAccessCidrs: ["0.0.0.0/0"], subnetIds: UNKNOWN.array };
    expect(closed(open)).toEqual({
      vpcConfig: { ...open, endpointPublicAccess: false, endpointPrivateAccess: true },
    });
    expect(closed({ ...open, endpointPrivateAccess: UNKNOWN.boolean })).toEqual({
      vpcConfig: { ...open, endpointPrivateAccess: UNKNOWN.boolean, endpointPublicAccess: false },
    });
    const narrow = { publicAccessCidrs: ["198.51.100.0/24"] };
    expect(closed(narrow)).toEqual({ vpcConfig: narrow });
  });
});

describe("remedies on Azure", () => {
  it("keep out HTTP, except where the account may serve NFS", () => {
    const account = (props: Props) => edits("az-storage-https", "azure-native:storage:StorageAccount", props);
    const plain = { kind: "StorageV2", enableHttpsTrafficOnly: false };
    expect(account(plain)).toEqual([{ path: "enableHttpsTrafficOnly", value: true }]);
    expect(account({ ...plain, enableNfsV3: true })).toEqual([]);
    expect(account({ ...plain, kind: "FileStorage" })).toEqual([]);
    expect(account({ kind: "StorageV2" })).toEqual([]);
  });

  it("close an account that says nothing, and a container that is open", () => {
    const container = "azure-native:storage:BlobContainer";
    expect(edits("az-storage-blob-public", "azure-native:storage:StorageAccount", {})).toEqual([
      { path: "allowBlobPublicAccess", value: false },
    ]);
    expect(edits("az-storage-blob-public", container, { publicAccess: "Blob" })).toEqual([
      { path: "publicAccess", value: "None" },
    ]);
    expect(edits("az-storage-blob-public", container, {})).toEqual([]);
  });

  it("leave a perimeter alone, and ask leave only for what a hub is made with", () => {
    const server = (publicNetworkAccess: string) =>
      edits("az-sql-public", "azure-native:sql:Server", { publicNetworkAccess });
    expect(server("SecuredByPerimeter")).toEqual([]);
    expect(server("Enabled")).toEqual([{ path: "publicNetworkAccess", value: "Disabled" }]);
    expect(edits("az-iothub-network", "azure-native:iothub:IotHubResource", {})).toEqual([
      { path: "properties.publicNetworkAccess", value: "Disabled", inPlace: true },
      { path: "properties.minTlsVersion", value: "1.2" },
      { path: "properties.disableLocalAuth", value: true, inPlace: true },
    ]);
  });
});

describe("remedies on GCP", () => {
  it("record traffic where a subnetwork can", () => {
    const subnet = (props: Props) => edits("gcp-net-flow-logs", "gcp:compute/subnetwork:Subnetwork", props);
    expect(subnet({})).toEqual([{ path: "logConfig.flowSampling", value: 0.5 }]);
    expect(subnet({ purpose: "REGIONAL_MANAGED_PROXY" })).toEqual([]);
    expect(subnet({ logConfig: UNKNOWN.object })).toEqual([]);
  });

  it("take addresses from a machine, not from a template, and leave IPv6 to its owner", () => {
    const nics = [{ network: UNKNOWN.string, accessConfigs: [{ natIp: "203.0.113.7" }] }, { ipv6AccessConfigs: [{}] }];
    const machine = (type: string) => edits("gcp-vm-public-ip", `gcp:compute/${type}`, { networkInterfaces: nics });
    expect(machine("instance:Instance")).toEqual([
      { path: "networkInterfaces", value: [{ network: UNKNOWN.string }, { ipv6AccessConfigs: [{}] }] },
    ]);
    expect(machine("instanceTemplate:InstanceTemplate")).toEqual([]);
    expect(machine("instanceFromTemplate:InstanceFromTemplate")).toEqual([]);
  });

  it("demand TLS of a database that has settings", () => {
    const database = (props: Props) => edits("gcp-sql-tls", "gcp:sql/databaseInstance:DatabaseInstance", props);
    const path = "settings.ipConfiguration.sslMode";
    expect(database({ settings: { tier: "db-f1-micro" } })).toEqual([{ path, value: "ENCRYPTED_ONLY" }]);
    expect(database({ settings: { ipConfiguration: { requireSsl: true } } })).toEqual([]);
    expect(database({ settings: { ipConfiguration: UNKNOWN.object } })).toEqual([]);
    expect(database({})).toEqual([]);
  });

  it("let a function be reached through a load balancer only", () => {
    const first = (props: Props) => edits("gcp-fn-ingress", "gcp:cloudfunctions/function:Function", props);
    const second = (props: Props) => edits("gcp-fn-ingress", "gcp:cloudfunctionsv2/function:Function", props);
    const level = { path: "httpsTriggerSecurityLevel", value: "SECURE_ALWAYS" };
    expect(first({ triggerHttp: true, ingressSettings: "ALLOW_INTERNAL_ONLY" })).toEqual([level]);
    expect(first({ eventTrigger: { eventType: "google.pubsub.topic.publish" } })).toEqual([]);
    expect(second({})).toEqual([{ path: "serviceConfig.ingressSettings", value: "ALLOW_INTERNAL_AND_GCLB" }]);
    expect(second({ serviceConfig: { ingressSettings: UNKNOWN.string } })).toEqual([]);
  });

  it("turn IP forwarding off in place where the machine is no template's", () => {
    const forward = (type: string) => edits("gcp-vm-ip-forward", `gcp:compute/${type}`, { canIpForward: true });
    expect(forward("instance:Instance")).toEqual([{ path: "canIpForward", value: false, inPlace: true }]);
    expect(forward("instanceTemplate:InstanceTemplate")).toEqual([
      { path: "canIpForward", value: false, inPlace: false },
    ]);
  });
});
