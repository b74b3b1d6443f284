import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { SecurityGroup } from "@pulumi/aws/ec2";
import type { Role, RolePolicy } from "@pulumi/aws/iam";
import type * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { storeArchive } from "../code/store.js";
import { awsRuntimes } from "../runtimes.js";
import type { FunctionPlan } from "../types.js";
import type { AwsFunctionScope } from "./children.js";

/** What a function is made from. */
export interface FunctionInputs {
  readonly role: Role;
  readonly policy: RolePolicy;
  readonly logGroup: LogGroup;
  readonly securityGroup: SecurityGroup | undefined;
}

export function createFunction(scope: AwsFunctionScope, plan: FunctionPlan, inputs: FunctionInputs): lambda.Function {
  const { role, policy, logGroup, securityGroup } = inputs;
  const { network, maxConcurrency } = plan;
  const args: lambda.FunctionArgs = {
    code: new pulumi.asset.FileArchive(storeArchive(plan.files).path),
    role: role.arn,
    handler: plan.entry.text,
    architectures: [plan.arch],
    memorySize: plan.memoryMiB,
    timeout: plan.timeoutSeconds,
    loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
    tracingConfig: { mode: "Active" },
    // A version of its own for each change, which the alias points at.
    publish: plan.minInstances > 0,
  };
  const runtime = awsRuntimes[plan.runtime]?.name;
  if (runtime !== undefined) args.runtime = runtime;
  if (Object.keys(plan.env).length > 0) args.environment = { variables: plan.env };
  if (maxConcurrency !== undefined) args.reservedConcurrentExecutions = maxConcurrency;
  if (network !== undefined && securityGroup !== undefined)
    args.vpcConfig = { subnetIds: [...network.network.subnetsOf(network.tier)], securityGroupIds: [securityGroup.id] };
  // Lambda tries the role's rights while it makes the function.
  return scope.child("function", "", args, { dependsOn: [policy] });
}

/** A security group that lets nothing in and everything out; rules elsewhere can name it. */
export function createSecurityGroup(scope: AwsFunctionScope, { network }: FunctionPlan): SecurityGroup | undefined {
  if (network === undefined) return undefined;
  const group = scope.child("securityGroup", "", {
    vpcId: network.network.id,
    description: `Function ${scope.name}`.slice(0, 255),
  });
  scope.child("egress", "egress", {
    securityGroupId: group.id,
    description: "The function reaches what its tier reaches",
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
  });
  return group;
}

/** Instances that are kept ready belong to an alias, which has to be what is called. */
export function createAlias(
  scope: AwsFunctionScope,
  plan: FunctionPlan,
  { name, version }: lambda.Function,
): lambda.Alias | undefined {
  if (plan.minInstances === 0) return undefined;
  const alias = scope.child("alias", "live", { name: "live", functionName: name, functionVersion: version });
  scope.child("provisioned", "live", {
    functionName: name,
    qualifier: alias.name,
    provisionedConcurrentExecutions: plan.minInstances,
  });
  return alias;
}
