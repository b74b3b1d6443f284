import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isTimeZone } from "../time-zone.js";
import { at, isSet, records, text, texts } from "../values.js";
import { projectNumber } from "./identifiers.js";
import { projectOf } from "./references.js";
import { bucketType } from "./storage.js";

/**
 * The refusal of events of a bucket while Cloud Storage's own service account may not publish: Eventarc checks that when it
 * makes the trigger.
 */
export function noPublisher(c: ObjectContext): CloudError | undefined {
  const agent = `serviceAccount:service-${projectNumber(c.account)}@gs-project-accounts.iam.gserviceaccount.com`;
  const kinds = ["gcp:projects/iAMMember:IAMMember", "gcp:projects/iAMBinding:IAMBinding"];
  const granted = kinds
    .flatMap((type) => c.world.byType(type))
    .filter(
      (o) =>
        projectOf(o) === c.account &&
        ["roles/pubsub.publisher", "roles/pubsub.admin", "roles/owner"].includes(String(o.inputs.role)),
    )
    .some((o) => texts([o.inputs.member, o.inputs.members]).includes(agent));
  if (granted) return undefined;
  return {
    code: "Error 400",
    message: `Invalid resource state for "": The Cloud Storage service account for your bucket is unable to publish to Cloud Pub/Sub topics in the specified project: grant roles/pubsub.publisher on ${c.account} to ${agent} first (dependsOn)`,
  };
}

function refuseTrigger(c: ObjectContext): CloudError | undefined {
  const criteria = records(c.inputs.matchingCriterias);
  const type = text(criteria.find((m) => m.attribute === "type")?.value);
  if (type === undefined)
    return {
      code: "Error 400",
      message: 'The request was invalid: event filters must have the attribute "type" (matchingCriterias)',
    };
  if (!type.startsWith("google.cloud.storage.object.v1.")) return undefined;
  const name = text(criteria.find((m) => m.attribute === "bucket")?.value);
  const bucket = name === undefined ? undefined : c.world.find(bucketType, name);
  if (bucket === undefined)
    return {
      code: "Error 400",
      message: `The request was invalid: the bucket "${name}" was not found (matchingCriterias); create it first`,
    };
  const home = String(bucket.inputs.location).toLowerCase();
  if (home !== String(c.inputs.location).toLowerCase())
    return {
      code: "Error 400",
      message: `The request was invalid: Bucket "${bucket.id}" location "${home}" does not match trigger location "${String(c.inputs.location)}"; use the bucket's location`,
    };
  return noPublisher(c);
}

/** Five fields: minutes, hours, day of month, month, day of week. */
function isCron(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return fields.length === 5 && fields.every((f) => /^[\w*,/-]+$/.test(f));
}

function checkJob(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const { schedule, timeZone } = c.inputs;
  // The older words of App Engine ("every 5 minutes") are taken as well.
  if (typeof schedule === "string" && !isCron(schedule) && !/^every /.test(schedule))
    failures.push({
      property: "schedule",
      reason: `"${schedule}" is not a schedule; use five fields as in unix-cron, for example "0 3 * * *"`,
    });
  if (typeof timeZone === "string" && !isTimeZone(timeZone))
    failures.push({
      property: "timeZone",
      reason: `"${timeZone}" is not a time zone; use a name such as Etc/UTC or Europe/Berlin`,
    });
  const targets = ["httpTarget", "pubsubTarget", "appEngineHttpTarget"].filter((key) => isSet(c.inputs[key]));
  if (targets.length > 1)
    failures.push({ property: targets[1] ?? "", reason: `conflicts with ${targets[0]}: a job has one target` });
  const deadline = /^(\d+)s$/.exec(text(c.inputs.attemptDeadline) ?? "")?.[1];
  if (deadline !== undefined && isSet(c.inputs.httpTarget) && (Number(deadline) < 15 || Number(deadline) > 1800))
    failures.push({ property: "attemptDeadline", reason: `${deadline}s is not allowed; use 15s to 1800s` });
  return failures;
}

/** Eventarc triggers and scheduled jobs. */
export const eventingModels: Models = {
  "gcp:eventarc/trigger:Trigger": {
    refuse: refuseTrigger,
    outputs: {
      conditions: () => ({}),
      createTime: (c) => c.derive.time(),
      eventDataContentType: () => "application/json",
      transport: (c) => ({
        pubsubs: [
          {
            subscription: `projects/${c.account}/subscriptions/eventarc-${String(c.inputs.location)}-${c.name}-sub-${c.derive.digits("sub", 3)}`,
            topic: `projects/${c.account}/topics/eventarc-${String(c.inputs.location)}-${c.name}-${c.derive.digits("topic", 3)}`,
          },
        ],
      }),
      uid: (c) => c.derive.uuid("uid"),
      updateTime: (c) => c.derive.time(),
    },
  },
  "gcp:cloudscheduler/job:Job": {
    defaults: { attemptDeadline: "180s", timeZone: "Etc/UTC" },
    check: checkJob,
    refuse: (c) => {
      const email = text(at(c.inputs, "httpTarget.oidcToken.serviceAccountEmail"));
      if (email === undefined || !email.endsWith(`@${c.account}.iam.gserviceaccount.com`)) return undefined;
      return c.world.byIdentity(email).length > 0
        ? undefined
        : { code: "Error 404", message: `Service account ${email} does not exist (httpTarget.oidcToken)` };
    },
    outputs: { paused: () => false, state: (c) => (c.inputs.paused === true ? "PAUSED" : "ENABLED") },
  },
};
