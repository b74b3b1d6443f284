import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { Role, RolePolicy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../../core/aws-arns.js";
import type { FunctionPlan } from "../types.js";
import type { AwsFunctionScope } from "./children.js";

/** Who the function is: it may write its own log and traces and, in a network, have Lambda keep its network interfaces. */
export function createRole(scope: AwsFunctionScope, plan: FunctionPlan, logGroup: LogGroup): [Role, RolePolicy] {
  const role = scope.child("role", "", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  const policy = scope.child("policy", "policy", {
    role: role.name,
    policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements(scope, plan, logGroup) }),
  });
  return [role, policy];
}

function statements(scope: AwsFunctionScope, { network }: FunctionPlan, logGroup: LogGroup): object[] {
  const log = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: arnOf(scope, "logs", pulumi.interpolate`log-group:${logGroup.name}:*`),
  };
  // X-Ray knows no resources that the right could be kept to.
  const traces = { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" };
  if (network === undefined) return [log, traces];
  return [
    log,
    traces,
    { Effect: "Allow", Action: interfaceActions, Resource: "*" },
    // Lambda itself has the function's role when it makes the interfaces; the code must not use the right.
    {
      Effect: "Deny",
      Action: interfaceActions,
      Resource: "*",
      Condition: { ArnLike: { "lambda:SourceFunctionArn": "arn:*:lambda:*:*:function:*" } },
    },
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const interfaceActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
