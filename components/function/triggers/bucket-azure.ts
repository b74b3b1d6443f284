import type * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { roleAssignment } from "../../core/azure-roles.js";
import { BucketEvent } from "../args.js";
import type { AzureFunctionContext } from "../azure/children.js";
import { functionJson } from "../azure/package.js";
import type { BucketTriggerPlan, TriggerKind, TriggerParts } from "../types.js";
import { eventQueueName, poisonQueueName } from "./azure-names.js";
import { checkBucketTrigger } from "./check-bucket.js";

/** https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage */
const eventTypes: Readonly<Record<BucketEvent, string>> = {
  [BucketEvent.Created]: "Microsoft.Storage.BlobCreated",
  [BucketEvent.Deleted]: "Microsoft.Storage.BlobDeleted",
};

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage */
const roles = {
  /** Storage Queue Data Reader: how long the queue is, which decides how many instances there are. */
  reader: "19e7f393-937e-4f77-808e-94535e297925",
  /** Storage Queue Data Message Processor: takes messages out. */
  processor: "8a0f0c08-91a1-4084-bc3d-661d67233fed",
  /** Storage Queue Data Message Sender: puts messages in. */
  sender: "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
};

/**
 * A subscription on the bucket's topic that fills a queue of the function's own account, and a function in the package
 * that empties it. A queue is what Event Grid delivers to with nothing but its identity: an address of the function would
 * need a key.
 */
export const bucketOnAzure: TriggerKind<"bucket", AzureFunctionContext> = {
  check(problems, path, trigger) {
    checkBucketTrigger(problems, "azure", path, trigger);
  },
  files({ key }, plan) {
    const queue = {
      type: "queueTrigger",
      direction: "in",
      name: "event",
      queueName: eventQueueName(key),
      // The host's own settings name the account and the identity.
      connection: "AzureWebJobsStorage",
    };
    return [functionJson(key, plan, { bindings: [queue] })];
  },
  create(context: AzureFunctionContext, trigger: BucketTriggerPlan): TriggerParts {
    const { scope, account, at } = context;
    const { key, bucket } = trigger;
    const { ready, topic } = bucket.events();
    if (topic === undefined) throw new Error(`bucket "${bucket.bucketName}" has no topic`);
    const inAccount = { resourceGroupName: at.resourceGroupName, accountName: account.name };
    const queue = scope.child("eventQueue", key, { ...inAccount, queueName: eventQueueName(key) });
    const poison = scope.child("eventQueue", `${key}-poison`, { ...inAccount, queueName: poisonQueueName(key) });
    const maySend = roleOn(context, `${key}-topic`, queue, topic.principalId, roles.sender);
    const { principalId } = context.identity;
    roleOn(context, `${key}-reader`, queue, principalId, roles.reader);
    roleOn(context, `${key}-processor`, queue, principalId, roles.processor);
    roleOn(context, `${key}-poison`, poison, principalId, roles.sender);
    const subscription = scope.child(
      "eventSubscription",
      key,
      {
        resourceGroupName: topic.resourceGroupName,
        systemTopicName: topic.name,
        eventDeliverySchema: "CloudEventSchemaV1_0",
        filter: filterOf(trigger),
        deliveryWithResourceIdentity: {
          identity: { type: "SystemAssigned" },
          destination: { endpointType: "StorageQueue", resourceId: account.id, queueName: queue.name },
        },
      },
      { dependsOn: [...ready, maySend] },
    );
    return { resources: [subscription, queue] };
  },
};

/** A role on one queue. */
function roleOn(
  { scope, account }: AzureFunctionContext,
  suffix: string,
  queue: storage.Queue,
  principalId: pulumi.Input<string>,
  role: string,
): pulumi.Resource {
  const queueId = pulumi.interpolate`${account.id}/queueServices/default/queues/${queue.name}`;
  return scope.child("eventRole", suffix, roleAssignment({ scope: queueId, principalId, role }));
}

function filterOf({ bucket, on, prefix, suffix }: BucketTriggerPlan) {
  return {
    includedEventTypes: Object.values(BucketEvent).flatMap((event) => (on.includes(event) ? [eventTypes[event]] : [])),
    isSubjectCaseSensitive: true,
    subjectBeginsWith: pulumi.interpolate`/blobServices/default/containers/${bucket.name}/blobs/${prefix ?? ""}`,
    ...(suffix === undefined ? {} : { subjectEndsWith: suffix }),
  };
}
