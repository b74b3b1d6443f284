import { BucketEvent } from "../args.js";
import type { GcpFunctionContext } from "../gcp/children.js";
import type { BucketTriggerPlan, TriggerKind, TriggerParts } from "../types.js";
import { gcpTriggersUnsupported } from "./capabilities.js";
import { checkBucketTrigger } from "./check-bucket.js";
import { callerFor } from "./gcp-caller.js";

/**
 * An Eventarc trigger listens to one type of event. Deleting the object of a bucket with versions archives it, and only
 * deleting the version later deletes it; so both are listened to.
 *
 * https://cloud.google.com/eventarc/docs/reference/supported-events#cloud-storage
 */
const types: Readonly<Record<BucketEvent, readonly string[]>> = {
  [BucketEvent.Created]: ["finalized"],
  [BucketEvent.Deleted]: ["archived", "deleted"],
};

/** Eventarc triggers on the bucket, with an account of their own that may receive events and call this function. */
export const bucketOnGcp: TriggerKind<"bucket", GcpFunctionContext> = {
  check(problems, path, trigger) {
    checkBucketTrigger(problems, "gcp", path, trigger);
    for (const part of ["prefix", "suffix"] as const)
      if (trigger[part] !== undefined)
        problems.unsupported("Function", "gcp", `${path}.${part}`, gcpTriggersUnsupported[`triggers.*.${part}`]);
  },
  create(context: GcpFunctionContext, { key, bucket, on }: BucketTriggerPlan): TriggerParts {
    const { scope, project, location, service, plan } = context;
    const { account, member, mayCall } = callerFor(context, key);
    const receiver = scope.child("eventReceiver", `${key}-receiver`, {
      project,
      role: "roles/eventarc.eventReceiver",
      member,
    });
    const kinds = Object.values(BucketEvent).flatMap((event) => (on.includes(event) ? types[event] : []));
    const triggers = kinds.map((kind) =>
      scope.child(
        "eventTrigger",
        `${key}-${kind}`,
        {
          project,
          // Where the bucket is; the function may be elsewhere.
          location: bucket.target.region,
          matchingCriterias: [
            { attribute: "type", value: `google.cloud.storage.object.v1.${kind}` },
            { attribute: "bucket", value: bucket.name },
          ],
          destination: { cloudRunService: { service, region: location } },
          serviceAccount: account.email,
          ...(plan.maxAttempts === 1 ? { retryPolicy: { maxAttempts: 1 } } : {}),
        },
        { dependsOn: [...bucket.events().ready, receiver, mayCall] },
      ),
    );
    return { resources: [...triggers, account] };
  },
};
