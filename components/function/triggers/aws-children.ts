import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as scheduler from "@pulumi/aws/scheduler";
import { childKinds, type NameRule } from "../../core/children.js";

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const scheduleName: NameRule = { limit: 64, charset: "A-Za-z0-9-_." };
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const roleName: NameRule = { limit: 64, charset: "A-Za-z0-9-_." };
const policyName: NameRule = { limit: 128, charset: "A-Za-z0-9-_." };
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const ruleName: NameRule = { limit: 64, charset: "A-Za-z0-9-_." };

/** Every kind of child that the triggers of a function make on this cloud, besides those of http. */
export const awsTriggerChildren = childKinds({
  scheduleRole: { type: () => iam.Role, tags: "tags", name: roleName },
  schedulePolicy: { type: () => iam.RolePolicy, name: policyName },
  schedule: { type: () => scheduler.Schedule, name: scheduleName },
  eventRule: { type: () => cloudwatch.EventRule, tags: "tags", name: ruleName },
  eventPermission: { type: () => lambda.Permission },
  eventTarget: { type: () => cloudwatch.EventTarget },
});
