import * as pulumi from "@pulumi/pulumi";
import type { GcpFunctionContext } from "../gcp/children.js";
import type { ScheduleTriggerPlan, TriggerKind, TriggerParts } from "../types.js";
import { checkSchedule } from "./check-schedule.js";
import { parseCron } from "./cron.js";
import { gcpCron } from "./cron-clouds.js";
import { callerFor } from "./gcp-caller.js";

/** How long a job of Cloud Scheduler waits for an answer, at least and at most. */
const deadline = { least: 15, most: 1800 };

/**
 * A job of Cloud Scheduler that posts to the function with an identity token. The headers make the request a CloudEvent
 * as well, so that code which registers `functions.cloudEvent` understands it; other code sees a plain request.
 */
export const scheduleOnGcp: TriggerKind<"schedule", GcpFunctionContext> = {
  check(problems, path, trigger) {
    checkSchedule(problems, "gcp", path, trigger, { bothDays: undefined, timezone: undefined });
  },
  create(context: GcpFunctionContext, { key, cron, timezone }: ScheduleTriggerPlan): TriggerParts {
    const { scope, project, location, uri, plan } = context;
    const { account, mayCall } = callerFor(context, key);
    const job = scope.child(
      "schedule",
      key,
      {
        project,
        region: location,
        schedule: gcpCron(parseCron(cron)),
        timeZone: timezone,
        attemptDeadline: `${Math.min(Math.max(plan.timeoutSeconds, deadline.least), deadline.most)}s`,
        retryConfig: { retryCount: plan.maxAttempts - 1 },
        httpTarget: {
          uri,
          httpMethod: "POST",
          headers: {
            "Content-Type": "application/json",
            "ce-specversion": "1.0",
            "ce-type": "groundplan.schedule.v1",
            "ce-source": pulumi.interpolate`//cloudscheduler.googleapis.com/projects/${project}/locations/${location}`,
            "ce-id": key,
          },
          body: Buffer.from(JSON.stringify({ schedule: key })).toString("base64"),
          oidcToken: { serviceAccountEmail: account.email, audience: uri },
        },
      },
      { dependsOn: [mayCall] },
    );
    return { resources: [job, account] };
  },
};
