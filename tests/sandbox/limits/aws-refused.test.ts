import { describe, expect, it } from "vitest";
import type { Props } from "../../../sandbox/types.js";
import { judged } from "./judge.js";

type Case = readonly [token: string, inputs: Props, says: string];

const refused: readonly Case[] = [
  [
    "aws:ec2/instance:Instance",
    { metadataOptions: { httpTokens: "requird" } },
    'metadataOptions.httpTokens: expected metadata_options.http_tokens to be one of ["optional" "required"], got requird; did you mean "required"?; see https://docs.aws.amazon.com/goto/WebAPI/ec2-2016-11-15/RunInstances',
  ],
  [
    "aws:ec2/instance:Instance",
    { instanceType: "t3.gigantic" },
    'InvalidParameterValue: Value (t3.gigantic) for parameter instanceType is invalid. There is no such type as of 2026-11-21; did you mean "t3.large"?; see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-types.html',
  ],
  [
    "aws:ec2/instance:Instance",
    { instanceType: "m5.larg" },
    'InvalidParameterValue: Value (m5.larg) for parameter instanceType is invalid. There is no such type as of 2026-11-21; did you mean "m5.large"?; see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-types.html',
  ],
  [
    "aws:ec2/instance:Instance",
    { instanceType: "t2.metal" },
    'InvalidParameterValue: Value (t2.metal) for parameter instanceType is invalid. There is no such type as of 2026-11-21; did you mean "t2.large"?; see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-types.html',
  ],
  [
    "aws:ec2/instance:Instance",
    { instanceType: "t3" },
    'InvalidParameterValue: Value (t3) for parameter instanceType is invalid. There is no such type as of 2026-11-21; did you mean "t3.large"?; see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-types.html',
  ],
  [
    "aws:rds/instance:Instance",
    { instanceClass: "t3.medium" },
    'InvalidParameterValue: Value (t3.medium) for parameter instanceClass is invalid. There is no such type as of 2026-11-21; did you mean "db.t3.medium"?',
  ],
  [
    "aws:rds/instance:Instance",
    { instanceClass: "db.t3.huge" },
    'InvalidParameterValue: Value (db.t3.huge) for parameter instanceClass is invalid. There is no such type as of 2026-11-21; did you mean "db.t3.large"?',
  ],
  [
    "aws:elasticache/cluster:Cluster",
    { nodeType: "cache.m5.tiny" },
    'InvalidParameterValue: Value (cache.m5.tiny) for parameter nodeType is invalid. There is no such type as of 2026-11-21; did you mean "cache.m5.large"?',
  ],
  [
    "aws:elasticache/cluster:Cluster",
    { nodeType: "t3.micro" },
    'InvalidParameterValue: Value (t3.micro) for parameter nodeType is invalid. There is no such type as of 2026-11-21; did you mean "cache.t3.micro"?',
  ],
  [
    "aws:dynamodb/table:Table",
    { billingMode: "ON_DEMAND" },
    'billingMode: expected billing_mode to be one of ["PROVISIONED" "PAY_PER_REQUEST"], got ON_DEMAND; see https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/CreateTable',
  ],
  [
    "aws:dynamodb/table:Table",
    { tableClass: "STANDARD_IA" },
    'tableClass: expected table_class to be one of ["STANDARD" "STANDARD_INFREQUENT_ACCESS"], got STANDARD_IA; see https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/CreateTable',
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    { port: 70000 },
    "ValidationError: 1 validation error detected: Value '70000' at 'port' failed to satisfy constraint: Member must have value less than or equal to 65535; see https://docs.aws.amazon.com/goto/WebAPI/elasticloadbalancingv2-2015-12-01/CreateTargetGroup",
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    { protocol: "HTPP" },
    'protocol: expected protocol to be one of ["HTTP" "HTTPS" "TCP" "TLS" "UDP" "TCP_UDP" "GENEVE" "QUIC" "TCP_QUIC"], got HTPP; see https://docs.aws.amazon.com/goto/WebAPI/elasticloadbalancingv2-2015-12-01/CreateTargetGroup',
  ],
  [
    "aws:lambda/function:Function",
    { packageType: "zip file" },
    'packageType: expected package_type to be one of ["Zip" "Image"], got zip file; see https://docs.aws.amazon.com/goto/WebAPI/lambda-2015-03-31/CreateFunction',
  ],
  [
    "aws:lambda/function:Function",
    { architectures: ["amd64"] },
    "ValidationException: 1 validation error detected: Value 'amd64' at 'architectures[0]' failed to satisfy constraint: Member must satisfy enum value set: [x86_64, arm64] (values as of 2026-11-21); see https://docs.aws.amazon.com/goto/WebAPI/lambda-2015-03-31/CreateFunction",
  ],
  [
    "aws:ecs/service:Service",
    { launchType: "FARGAT" },
    'launchType: expected launch_type to be one of ["EC2" "FARGATE" "EXTERNAL" "MANAGED_INSTANCES"], got FARGAT; did you mean "FARGATE"?; see https://docs.aws.amazon.com/goto/WebAPI/ecs-2014-11-13/CreateService',
  ],
  [
    "aws:kms/key:Key",
    { keyUsage: "ENCRYPT" },
    'keyUsage: expected key_usage to be one of ["SIGN_VERIFY" "ENCRYPT_DECRYPT" "GENERATE_VERIFY_MAC" "KEY_AGREEMENT" "ENCAPSULATE_DECAPSULATE"], got ENCRYPT; see https://docs.aws.amazon.com/goto/WebAPI/kms-2014-11-01/CreateKey',
  ],
  [
    "aws:ecr/repository:Repository",
    { name: "Team/App" },
    "ValidationException: 1 validation error detected: Value 'Team/App' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)* or ^(?=.{2,256}$)([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*)$; see https://docs.aws.amazon.com/goto/WebAPI/ecr-2015-09-21/CreateRepository",
  ],
  [
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    { vpcId: "vpc-1", cidrBlock: "10.1.0.0/8" },
    'cidrBlock: "10.1.0.0/8" has host bits set; the block that contains it is 10.0.0.0/8',
  ],
  [
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    { vpcId: "vpc-1", cidrBlock: "10.0.0.0/8" },
    'cidrBlock: expected "cidr_block" to contain a network value with between 16 and 28 significant bits, got: 8; see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions',
  ],
];

describe("values that AWS does not take", () => {
  it("are not shown where they are secret", () => {
    const secret = judged("aws:timestreaminfluxdb/dbInstance:DbInstance", { password: "not-allowed!" });
    expect(secret).toContain("Value '***' at 'password'");
    expect(secret).not.toContain("not-allowed");
  });

  it.each(refused)("%s %j", (token, inputs, says) => {
    expect(judged(token, inputs)).toBe(says);
  });
});
