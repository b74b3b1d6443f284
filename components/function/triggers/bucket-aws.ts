import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../../core/aws-arns.js";
import { given } from "../../core/values.js";
import { BucketEvent } from "../args.js";
import type { AwsFunctionContext } from "../aws/children.js";
import type { BucketTriggerPlan, TriggerKind, TriggerParts } from "../types.js";
import { awsTriggersUnsupported } from "./capabilities.js";
import { checkBucketTrigger } from "./check-bucket.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html */
const detailTypes: Readonly<Record<BucketEvent, string>> = {
  [BucketEvent.Created]: "Object Created",
  [BucketEvent.Deleted]: "Object Deleted",
};

/** A rule on the events that the bucket sends to EventBridge. */
export const bucketOnAws: TriggerKind<"bucket", AwsFunctionContext> = {
  check(problems, path, trigger, _plan, target) {
    checkBucketTrigger(problems, "aws", path, trigger);
    const region = trigger.bucket?.target?.region;
    const limitation = awsTriggersUnsupported["triggers.*.bucket in another region"];
    if (region !== undefined && region !== target.region)
      problems.unsupported("Function", "aws", `${path}.bucket in another region (${region})`, limitation);
  },
  create({ scope, name, arn, qualifier }: AwsFunctionContext, trigger: BucketTriggerPlan): TriggerParts {
    const { key, bucket } = trigger;
    const rule = scope.child(
      "eventRule",
      key,
      { eventPattern: eventPattern(trigger) },
      { dependsOn: [...bucket.events().ready] },
    );
    const permission = scope.child(
      "eventPermission",
      key,
      given({
        action: "lambda:InvokeFunction",
        function: name,
        qualifier,
        principal: "events.amazonaws.com",
        sourceArn: arnOf(scope, "events", pulumi.interpolate`rule/${rule.name}`),
      }),
    );
    const target = { rule: rule.name, arn, targetId: "function" };
    return { resources: [rule, scope.child("eventTarget", key, target, { dependsOn: [permission] })] };
  },
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
function eventPattern(trigger: BucketTriggerPlan): pulumi.Output<string> {
  const { bucket, on } = trigger;
  const name = nameFilter(trigger);
  return pulumi.jsonStringify({
    source: ["aws.s3"],
    "detail-type": Object.values(BucketEvent).flatMap((event) => (on.includes(event) ? [detailTypes[event]] : [])),
    detail: { bucket: { name: [bucket.name] }, ...(name === undefined ? {} : { object: { key: [name] } }) },
  });
}

/** Filters side by side would be alternatives, so one with both ends says both. */
function nameFilter({ prefix, suffix }: BucketTriggerPlan): object | undefined {
  if (prefix === undefined) return suffix === undefined ? undefined : { suffix };
  return suffix === undefined ? { prefix } : { wildcard: `${literal(prefix)}*${literal(suffix)}` };
}

function literal(text: string): string {
  return text.replace(/[*\\]/g, "\\$&");
}
