import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { FlowLog, Vpc } from "@pulumi/aws/ec2";
import type { Role, RolePolicy } from "@pulumi/aws/iam";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";

/** All traffic of the VPC, into a log group of its own, through a role that can write there and nowhere else. */
export function createFlowLogs(scope: AwsNetworkScope, plan: NetworkPlan, vpc: Vpc): FlowLog | undefined {
  if (plan.flowLogs === undefined) return undefined;
  const group = scope.child("flowLogGroup", "flow-logs", { retentionInDays: plan.flowLogs.retentionDays });
  const role = scope.child("flowLogRole", "flow-logs", {
    description: "Writes the flow logs of a VPC",
    assumeRolePolicy: vpc.ownerId.apply(trust),
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
function trust(account: string): string {
  return JSON.stringify({
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
  const policy = group.arn.apply((arn) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [arn, `${arn}:*`],
        },
      ],
    }),
  );
  return scope.child("flowLogPolicy", "flow-logs", { role: role.name, policy });
}
