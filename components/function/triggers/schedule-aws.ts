import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../../core/aws-arns.js";
import type { AwsFunctionContext } from "../aws/children.js";
import type { ScheduleTriggerPlan, TriggerKind, TriggerParts } from "../types.js";
import { awsTriggersUnsupported } from "./capabilities.js";
import { checkSchedule } from "./check-schedule.js";
import { parseCron } from "./cron.js";
import { awsCron } from "./cron-clouds.js";

/** A schedule of EventBridge Scheduler, with a role that may call this function and nothing else. */
export const scheduleOnAws: TriggerKind<"schedule", AwsFunctionContext> = {
  check(problems, path, trigger) {
    const bothDays = awsTriggersUnsupported["triggers.*.schedule.cron with both days"];
    checkSchedule(problems, "aws", path, trigger, { bothDays, timezone: undefined });
  },
  create({ scope, arn }: AwsFunctionContext, { key, cron, timezone }: ScheduleTriggerPlan): TriggerParts {
    const role = scope.child("scheduleRole", `${key}-schedule`, { assumeRolePolicy: schedulerOnly(accountOf(scope)) });
    const policy = scope.child("schedulePolicy", `${key}-schedule`, { role: role.name, policy: mayCall(arn) });
    const schedule = scope.child(
      "schedule",
      key,
      {
        scheduleExpression: awsCron(parseCron(cron)),
        scheduleExpressionTimezone: timezone,
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn, roleArn: role.arn },
      },
      // A schedule that fires before its role may call loses that call.
      { dependsOn: [policy] },
    );
    return { resources: [schedule, role] };
  },
};

/** The service takes the role for schedules of the function's own account only. */
function schedulerOnly(account: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}

function mayCall(arn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn }],
  });
}
