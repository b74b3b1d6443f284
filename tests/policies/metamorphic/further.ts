/** Programs in forms that the rules' own examples leave out, each with the rule that it is about and what that says. */

import type { Program } from "./harness.js";

const policy = (...Statement: readonly unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const rights = (...Statement: readonly unknown[]): Program => [
  { type: "aws:iam/policy:Policy", name: "deploy", props: { policy: policy(...Statement) } },
];

const bucketPolicy = (...Statement: readonly unknown[]): Program => [
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "assets",
    props: { bucket: "assets-1", policy: policy(...Statement) },
  },
];

const group = (...securityRules: readonly unknown[]): Program => [
  {
    type: "azure-native:network:NetworkSecurityGroup",
    name: "web",
    props: { resourceGroupName: "shop", securityRules },
  },
];

const inbound = {
  access: "Allow",
  direction: "Inbound",
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
};

const network = (...subnets: readonly unknown[]): Program => [
  { type: "azure-native:network:VirtualNetwork", name: "main", props: { resourceGroupName: "shop", subnets } },
];

const firewall = (...rules: readonly unknown[]): Program => [
  { type: "gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules", name: "main", props: { rules } },
];

const allow = { action: "allow", direction: "INGRESS", priority: 1000 };

const everything = { Effect: "Allow", Action: ["*"], Resource: ["*"] };
const some = { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["arn:aws:sqs:eu-west-1:123456789012:orders"] };
const read = {
  Effect: "Allow",
  Principal: { AWS: ["*"] },
  Action: ["s3:GetObject"],
  Resource: ["arn:aws:s3:::assets-1/*"],
};
const web = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };
const ssh = { protocol: "tcp", fromPort: 20, toPort: 25, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"], description: "x" };

const securityGroup = (ingress: unknown, egress: unknown): Program => [
  { type: "aws:ec2/securityGroup:SecurityGroup", name: "web", props: { ingress, egress } },
];

/** Rule -> a program that breaks it, and one that keeps to it. */
export const FURTHER: Readonly<Record<string, { readonly bad: Program; readonly good: Program }>> = {
  "aws-iam-admin-policy": { bad: rights(some, everything), good: rights(some) },
  "aws-iam-wildcard-write": {
    bad: rights(some, { Effect: "Allow", NotAction: ["iam:*"], Resource: ["*"] }),
    good: rights(some, { Effect: "Deny", NotAction: ["iam:*"], Resource: ["*"] }),
  },
  "aws-s3-policy-public": {
    bad: bucketPolicy({ ...read, Principal: { Service: ["cloudtrail.amazonaws.com"] } }, read),
    good: bucketPolicy({ ...read, Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } } }),
  },
  "aws-net-ssh-open": { bad: securityGroup([web, ssh], [web]), good: securityGroup([web], [ssh]) },
  "az-net-ssh-open": {
    bad: group(
      { name: "web", ...inbound, priority: 100, destinationPortRange: "443", sourceAddressPrefix: "Internet" },
      {
        name: "ssh",
        ...inbound,
        priority: 200,
        destinationPortRanges: ["20-25", "8022"],
        sourceAddressPrefixes: ["0.0.0.0/0"],
      },
    ),
    good: group(
      { name: "web", ...inbound, priority: 100, destinationPortRange: "443", sourceAddressPrefix: "Internet" },
      { name: "ssh", ...inbound, priority: 200, destinationPortRange: "22", sourceAddressPrefix: "VirtualNetwork" },
    ),
  },
  "az-net-subnet-nsg": {
    bad: network({ name: "web", addressPrefix: "10.0.1.0/24" }),
    good: network({ name: "web", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: "/subscriptions/s/web" } }),
  },
  "gcp-fw-ssh-open": {
    bad: firewall(
      { ...allow, match: { srcIpRanges: ["10.0.0.0/8"], layer4Configs: [{ ipProtocol: "all" }] } },
      {
        ...allow,
        match: {
          srcIpRanges: ["0.0.0.0/0"],
          layer4Configs: [{ ipProtocol: "udp" }, { ipProtocol: "tcp", ports: ["1-1024"] }],
        },
      },
    ),
    good: firewall({
      ...allow,
      match: { srcIpRanges: ["0.0.0.0/0"], layer4Configs: [{ ipProtocol: "tcp", ports: ["443"] }] },
    }),
  },
  "k8s-default-namespace": {
    bad: [{ type: "kubernetes:core/v1:Service", name: "web", props: { metadata: { name: "web" } } }],
    good: [{ type: "kubernetes:core/v1:Service", name: "api", props: { metadata: { name: "kubernetes" } } }],
  },
};
