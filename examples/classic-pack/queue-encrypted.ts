import type { ResourceValidationPolicy } from "@pulumi/policy";

/** Reads a value that a preview may not know, the key, only once the one that decides alone has not. */
export const queueEncrypted: ResourceValidationPolicy = {
  name: "queue-encrypted",
  description: "Queues are encrypted, under a key of ours where they hold orders.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, name, props }, reportViolation) => {
    if (type !== "aws:sqs/queue:Queue") return;
    if (props.sqsManagedSseEnabled === false) return reportViolation("sqsManagedSseEnabled is false");
    if (name.startsWith("orders") && !props.kmsMasterKeyId) reportViolation("kmsMasterKeyId is not set");
  },
};
