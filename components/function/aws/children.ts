import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";
import { awsTriggerChildren } from "../triggers/aws-children.js";
import type { FunctionPlan } from "../types.js";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const functionName: NameRule = { limit: 64, charset: "A-Za-z0-9-" };
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const roleName: NameRule = { limit: 64, charset: "A-Za-z0-9-_." };
const policyName: NameRule = { limit: 128, charset: "A-Za-z0-9-_." };
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const logGroupName: NameRule = { limit: 512, charset: "A-Za-z0-9-_." };
/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const groupName: NameRule = { limit: 255, charset: "A-Za-z0-9-_." };

/** Every kind of child of a function on AWS. The keys are the keys of overrides. */
export const awsFunctionChildren = childKinds({
  role: { type: () => iam.Role, tags: "tags", name: roleName },
  policy: { type: () => iam.RolePolicy, name: policyName },
  logGroup: { type: () => cloudwatch.LogGroup, tags: "tags", name: logGroupName },
  securityGroup: { type: () => ec2.SecurityGroup, tags: "tags", nameTag: true, name: groupName },
  egress: { type: () => vpc.SecurityGroupEgressRule, tags: "tags" },
  function: { type: () => lambda.Function, tags: "tags", name: functionName },
  alias: { type: () => lambda.Alias, name: policyName },
  provisioned: { type: () => lambda.ProvisionedConcurrencyConfig },
  eventInvoke: { type: () => lambda.FunctionEventInvokeConfig },
  url: { type: () => lambda.FunctionUrl },
  publicInvoke: { type: () => lambda.Permission },
  grant: { type: () => iam.RolePolicy, name: policyName },
  ...awsTriggerChildren,
});

export type AwsFunctionOverrides = OverridesOf<typeof awsFunctionChildren>;
export type AwsFunctionScope = Scope<"aws", typeof awsFunctionChildren>;

/** What triggers know of the function that they call. */
export interface AwsFunctionContext {
  readonly scope: AwsFunctionScope;
  readonly plan: FunctionPlan;
  /** The name of the function. */
  readonly name: pulumi.Output<string>;
  /** What is to be called: the ARN of the function, or of its alias where instances are kept ready. */
  readonly arn: pulumi.Output<string>;
  /** The alias's name, where there is one. */
  readonly qualifier: pulumi.Output<string> | undefined;
}

/** The AWS resources of a function, for what the neutral outputs do not say. */
export interface AwsFunctionNative {
  readonly cloud: "aws";
  readonly function: lambda.Function;
  readonly role: iam.Role;
  readonly logGroup: cloudwatch.LogGroup;
  readonly securityGroup: ec2.SecurityGroup | undefined;
  readonly alias: lambda.Alias | undefined;
  /** By name of the trigger. */
  readonly triggers: Readonly<Record<string, readonly pulumi.Resource[]>>;
}
