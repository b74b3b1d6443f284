import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../core/aws-arns.js";
import { implementation } from "../core/implementation.js";
import { cloudWatchRetentionDays } from "../core/log-retention.js";
import { identityKey } from "../core/names.js";
import { awsRole } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { given } from "../core/values.js";
import { Runtime } from "./args.js";
import { type AwsFunctionContext, type AwsFunctionScope, awsFunctionChildren } from "./aws/children.js";
import { createAlias, createFunction, createSecurityGroup } from "./aws/function.js";
import { createRole } from "./aws/role.js";
import { createTriggers } from "./build-triggers.js";
import { awsUnsupported } from "./capabilities.js";
import { awsRuntimes } from "./runtimes.js";
import { bucketOnAws } from "./triggers/bucket-aws.js";
import { httpOnAws } from "./triggers/http-aws.js";
import { scheduleOnAws } from "./triggers/schedule-aws.js";
import type {
  FunctionAccess,
  FunctionImplementation,
  FunctionParts,
  FunctionPlan,
  FunctionRules,
  InvokeRequest,
  TriggerKinds,
} from "./types.js";

export { type AwsFunctionNative, type AwsFunctionOverrides, awsFunctionChildren } from "./aws/children.js";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const rules: FunctionRules = {
  runtimes: awsRuntimes,
  external: [],
  installsPackages: false,
  refusedPackages: {},
  memoryMiB: { least: 128, most: 10_240 },
  timeoutSeconds: { direct: 900, http: 900, schedule: 900, bucket: 900 },
  maxAttempts: 3,
  maxConcurrency: { least: 1, most: 100_000 },
  minInstances: 10_000,
  logRetentionDays: cloudWatchRetentionDays,
  usualLogRetentionDays: 30,
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
  reservedEnv:
    /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_.+|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/,
  envBytes: 4096,
  archiveBytes: 50 * 1024 * 1024,
  delegation: undefined,
  principal: awsRole,
};

const triggers: TriggerKinds<AwsFunctionContext> = {
  http: httpOnAws,
  schedule: scheduleOnAws,
  bucket: bucketOnAws,
};

function build(scope: AwsFunctionScope, plan: FunctionPlan): FunctionParts<"aws"> {
  const logGroup = scope.child("logGroup", "", { retentionInDays: plan.logRetentionDays });
  const [role, policy] = createRole(scope, plan, logGroup);
  const securityGroup = createSecurityGroup(scope, plan);
  const made = createFunction(scope, plan, { role, policy, logGroup, securityGroup });
  const alias = createAlias(scope, plan, made);
  const { arn: id } = alias ?? made;
  const arn = functionArn(scope, made.name, alias?.name);
  scope.child(
    "eventInvoke",
    "events",
    given({ functionName: made.name, qualifier: alias?.name, maximumRetryAttempts: plan.maxAttempts - 1 }),
  );
  const context = { scope, plan, name: made.name, arn, qualifier: alias?.name };
  const built = createTriggers(triggers, context, plan);
  return {
    ...accessOf(scope, id, made.name, arn),
    url: built.url,
    addTrigger: built.add,
    identity: { key: identityKey(scope.name), roleName: role.name },
    source: securityGroup === undefined ? undefined : { securityGroupId: securityGroup.id },
    native: { cloud: "aws", function: made, role, logGroup, securityGroup, alias, triggers: built.triggers },
  };
}

/** What is to be called, as policies name it. */
function functionArn(
  scope: AwsFunctionScope,
  name: pulumi.Output<string>,
  alias: pulumi.Output<string> | undefined,
): pulumi.Output<string> {
  const resource = pulumi.interpolate`function:${name}`;
  return arnOf(scope, "lambda", alias === undefined ? resource : pulumi.interpolate`${resource}:${alias}`);
}

/** The right to call it is an inline policy of the caller's role, so the function's own policy never changes. */
function accessOf(
  scope: AwsFunctionScope,
  id: pulumi.Output<string>,
  name: pulumi.Output<string>,
  arn = id,
): FunctionAccess<"aws"> {
  return {
    id,
    name,
    grantInvoke: ({ identity, suffix }: InvokeRequest<"aws">) =>
      scope.child("grant", suffix, {
        role: identity.roleName,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], Resource: arn },
          ],
        }),
      }),
  };
}

/** Functions on AWS. */
export const awsFunction: FunctionImplementation<"aws"> = {
  ...implementation({ children: awsFunctionChildren, unsupported: awsUnsupported, build }),
  rules,
  triggers,
  checkPackage(problems, { runtime, entry }) {
    if (runtime === Runtime.Custom && entry.file !== "bootstrap")
      problems.add("entry", `"${entry.text}" is never run: Lambda runs the file "bootstrap"; rename it`);
  },
  existing(context, id) {
    const scope: AwsFunctionScope = new Scope(context, awsFunctionChildren);
    const arn = pulumi.output(id);
    return accessOf(
      scope,
      arn,
      arn.apply((text) => text.split(":").at(6) ?? text),
    );
  },
};
