import { describe, expect, it } from "vitest";
import type { Props } from "../../../sandbox/types.js";
import { UNKNOWN } from "../../../sandbox/types.js";
import { judged, policy } from "./judge.js";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
/** What IAM puts in for the user. */
const variable = ["$", "{aws:username}"].join("");
const instance = "aws:ec2/instance:Instance";
const role = "aws:iam/role:Role";
const identity = "aws:iam/policy:Policy";
const keyOwner = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Resource: "*" };

type Case = readonly [why: string, token: string, inputs: Props];

const aws: readonly Case[] = [
  ["a type that exists", instance, { instanceType: "m7i-flex.large" }],
  ["a size of a bare-metal machine", instance, { instanceType: "c7i.metal-24xl" }],
  ["a family that is newer than the table", instance, { instanceType: "m19zz.3xlarge" }],
  ["a type of many generations ago", instance, { instanceType: "t1.micro" }],
  ["something unknown", instance, { instanceType: UNKNOWN, metadataOptions: { httpTokens: UNKNOWN } }],
  ["an empty string, which is not set", instance, { instanceInitiatedShutdownBehavior: "" }],
  ["another case of a value", instance, { metadataOptions: { httpTokens: "Required" } }],
  ["a serverless class", "aws:rds/clusterInstance:ClusterInstance", { instanceClass: "db.serverless" }],
  ["a class with threads", "aws:rds/instance:Instance", { instanceClass: "db.r5.2xlarge.tpc2.mem4x" }],
  ["a class of a new family", "aws:rds/instance:Instance", { instanceClass: "db.x99g.large" }],
  ["a node type", "aws:elasticache/replicationGroup:ReplicationGroup", { nodeType: "cache.r7g.xlarge" }],
  ["a runtime of next year", "aws:lambda/function:Function", { runtime: "python3.19" }],
  ["the largest memory", "aws:lambda/function:Function", { memorySize: 10_240 }],
  ["a path as name of a log group", "aws:cloudwatch/logGroup:LogGroup", { name: "/aws/lambda/orders" }],
  ["a nested repository", "aws:ecr/repository:Repository", { name: "team/app_1" }],
  ["a domain of one's own", "aws:cognito/userPoolDomain:UserPoolDomain", { domain: "auth.example.com" }],
  ["headers on several lines", "aws:amplify/app:App", { customHeaders: "customHeaders:\n  - pattern: '**'\n" }],
  ["a table's modes", "aws:dynamodb/table:Table", { billingMode: "PAY_PER_REQUEST", tableClass: "STANDARD" }],
  ["a port", "aws:lb/targetGroup:TargetGroup", { port: 65_535, protocol: "TCP_UDP", targetType: "alb" }],
  ["a block of /28", "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", { cidrBlock: "10.1.0.0/28" }],
  ["a name of 64 characters", role, { name: "a".repeat(64), assumeRolePolicy: policy(trust) }],
];

const policies: readonly Case[] = [
  ["a trust policy", role, { assumeRolePolicy: policy(trust) }],
  ["a trust policy as an object", role, { assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] } }],
  ["an object with an unknown ARN", role, { assumeRolePolicy: { Statement: [{ ...trust, Principal: UNKNOWN }] } }],
  [
    "web identity with conditions",
    role,
    {
      assumeRolePolicy: policy({
        ...trust,
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/example.com" },
        Condition: { StringEquals: { "example.com:aud": "sts.amazonaws.com" } },
      }),
    },
  ],
  ["a policy of one statement without a list", identity, { policy: policy(allow, { Statement: allow }) }],
  ["the older version", identity, { policy: policy(allow, { Version: "2008-10-17" }) }],
  ["no version", identity, { policy: JSON.stringify({ Statement: [allow] }) }],
  ["every action", identity, { policy: policy({ ...allow, Action: "*" }) }],
  ["actions with wildcards", identity, { policy: policy({ ...allow, Action: ["s3:Get*", "ec2:Describe?mages"] }) }],
  ["NotAction and NotResource", identity, { policy: policy({ Effect: "Deny", NotAction: "iam:*", NotResource: "*" }) }],
  [
    "ARNs with wildcards",
    identity,
    { policy: policy({ ...allow, Resource: ["arn:aws:s3:::*", "arn:*:iam::*:role/*"] }) },
  ],
  ["variables in an ARN", identity, { policy: policy({ ...allow, Resource: `arn:aws:s3:::b/${variable}/*` }) }],
  ["a Sid and an Id", identity, { policy: policy({ ...allow, Sid: "Read1" }, { Id: "my policy" }) }],
  [
    "an indented document that is small without its spaces",
    identity,
    { policy: `{"Statement":[${JSON.stringify(allow)}]${" ".repeat(7000)}}` },
  ],
  ["a bucket's policy", "aws:s3/bucketPolicy:BucketPolicy", { policy: policy({ ...allow, Principal: "*" }) }],
  [
    "a Sid with spaces in a bucket's policy",
    "aws:s3/bucketPolicy:BucketPolicy",
    { policy: policy({ ...allow, Principal: "*", Sid: "all of them" }) },
  ],
  ["the usual key policy", "aws:kms/key:Key", { policy: policy({ ...keyOwner, Action: "kms:*" }) }],
  [
    "a key policy with single actions",
    "aws:kms/key:Key",
    { policy: policy({ ...keyOwner, Action: ["kms:Put*", "kms:Describe*"] }) },
  ],
  [
    "a key that nobody is to change",
    "aws:kms/key:Key",
    { bypassPolicyLockoutSafetyCheck: true, policy: policy({ ...keyOwner, Action: "kms:Decrypt" }) },
  ],
  [
    "a queue's policy",
    "aws:sqs/queuePolicy:QueuePolicy",
    { policy: policy({ ...allow, Action: "sqs:SendMessage", Principal: { Service: "sns.amazonaws.com" } }) },
  ],
  [
    "a redrive policy",
    "aws:sqs/queue:Queue",
    { redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":"5"}' },
  ],
  ["an event pattern", "aws:cloudwatch/eventRule:EventRule", { eventPattern: '{"source":["aws.ec2"]}' }],
  [
    "a member that is everybody",
    "gcp:projects/iAMMember:IAMMember",
    { member: "allAuthenticatedUsers", role: "roles/viewer" },
  ],
  [
    "a principal of a pool",
    "gcp:projects/iAMMember:IAMMember",
    { member: "principalSet://iam.googleapis.com/projects/1/x", role: "projects/p/roles/mine" },
  ],
  [
    "a role of an organization",
    "gcp:projects/iAMBinding:IAMBinding",
    { members: ["user:a@example.com"], role: "organizations/1/roles/some.role" },
  ],
  ["a policy's data", "gcp:projects/iAMPolicy:IAMPolicy", { policyData: '{"bindings":[]}' }],
  [
    "an Azure policy rule with a parameter",
    "azure-native:authorization:PolicyDefinition",
    { policyRule: JSON.parse(`{"if":{"field":"type","equals":"x"},"then":{"effect":"[parameters('effect')]"}}`) },
  ],
];

const others: readonly Case[] = [
  ["a machine type", "gcp:compute/instance:Instance", { machineType: "c3-standard-88-lssd" }],
  [
    "a machine type as a link",
    "gcp:compute/instance:Instance",
    { machineType: "zones/europe-west1-b/machineTypes/e2-medium" },
  ],
  ["a custom machine", "gcp:compute/instance:Instance", { machineType: "n2-custom-4-8192-ext" }],
  ["an accelerator machine", "gcp:compute/instance:Instance", { machineType: "a2-highgpu-1g" }],
  ["a family that is newer than the table", "gcp:compute/instance:Instance", { machineType: "n9-standard-3" }],
  ["a new kind of a growing family", "gcp:compute/instance:Instance", { machineType: "c4-superhigh-4" }],
  [
    "a machine of another node pool",
    "gcp:container/nodePool:NodePool",
    { nodeConfig: { machineType: "t2a-standard-4" } },
  ],
  [
    "tiers",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { settings: { tier: "db-perf-optimized-N-8", availabilityType: "REGIONAL" } },
  ],
  ["a custom tier", "gcp:sql/databaseInstance:DatabaseInstance", { settings: { tier: "db-custom-1-3840" } }],
  [
    "lower case where the API has upper case",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { settings: { tier: "db-f1-micro", activationPolicy: "always" } },
  ],
  ["a stack type", "gcp:compute/subnetwork:Subnetwork", { stackType: "IPV4_IPV6", purpose: "REGIONAL_MANAGED_PROXY" }],
  [
    "a channel's settings, which are no labels",
    "gcp:monitoring/notificationChannel:NotificationChannel",
    { type: "email", labels: { email_address: "a@example.com" } },
  ],
  ["a name", "gcp:compute/snapshot:Snapshot", { name: "snap-1" }],
  ["an unknown nested value", "gcp:compute/instance:Instance", { scheduling: { onHostMaintenance: UNKNOWN } }],
  ["a vault's name", "azure-native:keyvault:Vault", { vaultName: "my-vault" }],
  ["an account's name", "azure-native:storage:StorageAccount", { accountName: "abc" }],
  ["a pool's name", "azure-native:containerservice:AgentPool", { agentPoolName: "pool1", vmSize: "Standard_D4ds_v5" }],
  [
    "ranges of a cluster",
    "azure-native:containerservice:ManagedCluster",
    { networkProfile: { podCidr: "10.244.0.0/16", dnsServiceIP: "10.0.0.10" } },
  ],
  [
    "a size with an accelerator",
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_NC24ads_A100_v4" } },
  ],
  [
    "a constrained size",
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_E96-48ads_v6" } },
  ],
  [
    "a size of the first version",
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_DS3_v2" } },
  ],
  [
    "a size without a version",
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_M416-208s_v2" } },
  ],
  ["a basic size", "azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Basic_A1" } }],
  [
    "a promotional size",
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_DS2_v2_Promo" } },
  ],
  [
    "a size that is newer than anybody knows",
    "azure-native:compute:VirtualMachine",
    { hardwareProfile: { vmSize: "Standard_Q8z_v11" } },
  ],
];

describe("what the clouds take", () => {
  it.each([...aws, ...policies, ...others])("%s: %s", (_, token, inputs) => {
    expect(judged(token, inputs)).toBe("");
  });
});
