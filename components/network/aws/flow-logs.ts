import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { FlowLog, Vpc } from "@pulumi/aws/ec2";
import type { Role, RolePolicy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { accountOf, arnOf } from "../../core/aws-arns.js";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";

/** All traffic of the VPC, into a log group of its own, through a role that can write there and nowhere else. */
export function createFlowLogs(scope: AwsNetworkScope, plan: NetworkPlan, vpc: Vpc): FlowLog | undefined {
  if (plan.flowLogs === undefined) return undefined;
  const group = scope.child("flowLogGroup", "flow-logs", { retentionInDays: plan.flowLogs.retentionDays });
  const role = scope.child("flowLogRole", "flow-logs", {
    description: "Writes the flow logs of a VPC",
    assumeRolePolicy: trust(accountOf(scope)),
  });
  const policy = createPolicy(scope, role, group);
  const args = {
    vpcId: vpc.id,
    trafficType: "ALL",
    logDestinationType: "cloud-watch-logs",
    logDestination: group.arn,
    iamRoleArn: role.arn,
  };
  return scope.child("flowLog", "flow-logs", args, { dependsOn: policy });
}

/** The service may act for this account only, so that nobody else's flow log can borrow the role. */
function trust(account: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}

function createPolicy(scope: AwsNetworkScope, role: Role, group: LogGroup): RolePolicy {
  const arn = arnOf(scope, "logs", pulumi.interpolate`log-group:${group.name}`);
  const policy = pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [arn, pulumi.interpolate`${arn}:*`],
      },
    ],
  });
  return scope.child("flowLogPolicy", "flow-logs", { role: role.name, policy });
}
