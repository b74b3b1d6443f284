import { describe, expect, it } from "vitest";
import { conditions } from "../../sandbox/models/conditions/index.js";
import type { Props } from "../../sandbox/types.js";
import { verdicts } from "./support/verdicts.js";

type Case = readonly [type: string, olds: Props, news: Props, expected: Record<string, "replace" | "in place">];

const capacity = (read: number) => ({ warmThroughput: { readUnitsPerSecond: read } });
const scaling = { serverlessV2ScalingConfiguration: { maxCapacity: 4, minCapacity: 1 } };
const zones = [{ availabilityZone: "eu-west-1a" }];
const policies = { resourcePolicies: { workloadPolicy: "w" } };
const mine = { expectedBucketOwner: "123456789012" };
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const sse = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const gateway = "aws:ec2transitgateway/transitGateway:TransitGateway";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const authorizer = "aws:apigateway/authorizer:Authorizer";

/** Of each condition one change that replaces, and one of the same property that does not. */
const cases: readonly Case[] = [
  [authorizer, { type: "TOKEN" }, { type: "COGNITO_USER_POOLS" }, { type: "replace" }],
  [authorizer, { type: "TOKEN" }, { type: "REQUEST" }, { type: "in place" }],
  ["aws:cognito/userPoolDomain:UserPoolDomain", {}, { certificateArn: "arn:a" }, { certificateArn: "replace" }],
  [
    "aws:cognito/userPoolDomain:UserPoolDomain",
    { certificateArn: "arn:a" },
    { certificateArn: "arn:b" },
    { certificateArn: "in place" },
  ],
  ["aws:docdb/cluster:Cluster", scaling, {}, { serverlessV2ScalingConfiguration: "replace" }],
  ["aws:docdb/cluster:Cluster", {}, scaling, { serverlessV2ScalingConfiguration: "in place" }],
  ["aws:dynamodb/table:Table", {}, { restoreSourceName: "t" }, { restoreSourceName: "replace" }],
  ["aws:dynamodb/table:Table", { restoreSourceName: "t" }, {}, { restoreSourceName: "in place" }],
  ["aws:dynamodb/table:Table", capacity(2), capacity(1), { "warmThroughput.readUnitsPerSecond": "replace" }],
  ["aws:dynamodb/table:Table", capacity(1), capacity(2), { "warmThroughput.readUnitsPerSecond": "in place" }],
  ["aws:ec2/natGateway:NatGateway", {}, { availabilityZoneAddresses: zones }, { availabilityZoneAddresses: "replace" }],
  [endpoint, { privateDnsEnabled: false }, { privateDnsEnabled: true }, { privateDnsEnabled: "replace" }],
  [
    endpoint,
    { vpcEndpointType: "Interface", privateDnsEnabled: false },
    { vpcEndpointType: "Interface", privateDnsEnabled: true },
    { privateDnsEnabled: "in place" },
  ],
  [
    gateway,
    { defaultRouteTableAssociation: "disable" },
    { defaultRouteTableAssociation: "enable" },
    { defaultRouteTableAssociation: "replace" },
  ],
  [
    gateway,
    { defaultRouteTableAssociation: "enable" },
    { defaultRouteTableAssociation: "disable" },
    { defaultRouteTableAssociation: "in place" },
  ],
  ["aws:msk/cluster:Cluster", { kafkaVersion: "3.9.0" }, { kafkaVersion: "3.8.1" }, { kafkaVersion: "replace" }],
  ["aws:msk/cluster:Cluster", { kafkaVersion: "3.8.1" }, { kafkaVersion: "3.9.0" }, { kafkaVersion: "in place" }],
  [
    "aws:rds/cluster:Cluster",
    { engine: "mysql", storageType: "io1" },
    { engine: "mysql", storageType: "gp3" },
    { storageType: "replace" },
  ],
  [
    "aws:rds/cluster:Cluster",
    { engine: "aurora-mysql" },
    { engine: "aurora-mysql", storageType: "aurora-iopt1" },
    { storageType: "in place" },
  ],
  [sse, mine, {}, { expectedBucketOwner: "replace" }],
  [sse, {}, mine, { expectedBucketOwner: "in place" }],
  [ingress, { cidrIpv4: "10.0.0.0/8" }, { cidrIpv4: "10.1.0.0/16" }, { cidrIpv4: "in place" }],
  [ingress, { cidrIpv4: "10.0.0.0/8" }, { cidrIpv6: "fd00::/8" }, { cidrIpv4: "replace", cidrIpv6: "replace" }],
  [
    "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
    policies,
    { resourcePolicies: {} },
    { "resourcePolicies.workloadPolicy": "replace" },
  ],
  [
    "gcp:container/cluster:Cluster",
    { enableL4IlbSubsetting: true },
    { enableL4IlbSubsetting: false },
    { enableL4IlbSubsetting: "replace" },
  ],
  [
    "gcp:container/cluster:Cluster",
    { enableL4IlbSubsetting: false },
    { enableL4IlbSubsetting: true },
    { enableL4IlbSubsetting: "in place" },
  ],
  ["gcp:spanner/database:Database", { ddls: ["a"] }, { ddls: ["a", "b"] }, { "ddls[1]": "in place" }],
  ["gcp:spanner/database:Database", { ddls: ["a"] }, { ddls: ["b"] }, { "ddls[0]": "replace" }],
  ["gcp:vpcaccess/connector:Connector", { minInstances: 3 }, { minInstances: 2 }, { minInstances: "replace" }],
  ["gcp:vpcaccess/connector:Connector", { minInstances: 2 }, { minInstances: 3 }, { minInstances: "in place" }],
];

describe("a change whose values decide", () => {
  it.each(cases)("of %s from %j to %j", (type, olds, news, expected) => {
    expect(conditions).toHaveProperty([type]);
    expect(verdicts(type, olds, news)).toEqual(expected);
  });
});
