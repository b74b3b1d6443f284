import { dnsSuffixOf } from "../arn.js";
import { type Model, type Models, need } from "../model.js";
import { text } from "../values.js";
import { arn } from "./identifiers.js";

/** A queue is known by its URL: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
const queue: Model = {
  name: { property: "name", limit: 80, prefixProperty: "namePrefix", suffix: fifo("fifoQueue") },
  id: (c) => `https://sqs.${c.region}.${dnsSuffixOf(c.region)}/${c.account}/${need(c, "name")}`,
  unique: true,
  outputs: {
    url: (_, id) => id,
    arn: (c) => arn(c, "sqs", need(c, "name")),
    policy: () => "",
    redriveAllowPolicy: () => "",
    redrivePolicy: () => "",
    kmsMasterKeyId: () => "",
    sqsManagedSseEnabled: (c) => text(c.inputs.kmsMasterKeyId) === undefined,
    deduplicationScope: (c) => (c.inputs.fifoQueue === true ? "queue" : ""),
    fifoThroughputLimit: (c) => (c.inputs.fifoQueue === true ? "perQueue" : ""),
  },
  identities: (o) => [text(o.outputs.name) ?? ""],
};

/** A setting of a queue has the queue's id. */
const ofQueue: Model = { id: (c) => need(c, "queueUrl") };

const topic: Model = {
  name: { property: "name", limit: 256, prefixProperty: "namePrefix", suffix: fifo("fifoTopic") },
  id: (c) => arn(c, "sns", need(c, "name")),
  outputs: {
    arn: (_, id) => id,
    owner: (c) => c.account,
    beginningArchiveTime: () => "",
    fifoThroughputScope: (c) => (c.inputs.fifoTopic === true ? "Topic" : ""),
    signatureVersion: () => 0,
    tracingConfig: () => "PassThrough",
    policy: (c) =>
      JSON.stringify({
        Version: "2008-10-17",
        Id: "__default_policy_ID",
        Statement: [
          {
            Sid: "__default_statement_ID",
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: [
              "SNS:GetTopicAttributes",
              "SNS:SetTopicAttributes",
              "SNS:AddPermission",
              "SNS:RemovePermission",
              "SNS:DeleteTopic",
              "SNS:Subscribe",
              "SNS:ListSubscriptionsByTopic",
              "SNS:Publish",
            ],
            Resource: arn(c, "sns", need(c, "name")),
            Condition: { StringEquals: { "AWS:SourceOwner": c.account } },
          },
        ],
      }),
  },
};

function fifo(property: string) {
  return (inputs: Readonly<Record<string, unknown>>) => (inputs[property] === true ? ".fifo" : "");
}

export const messagingModels: Models = {
  "aws:sqs/queue:Queue": queue,
  "aws:sqs/queuePolicy:QueuePolicy": ofQueue,
  "aws:sqs/redrivePolicy:RedrivePolicy": ofQueue,
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ofQueue,
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicPolicy:TopicPolicy": { id: (c) => need(c, "arn"), outputs: { owner: (c) => c.account } },
  "aws:sns/topicSubscription:TopicSubscription": {
    id: (c) => `${need(c, "topic")}:${c.derive.uuid("id")}`,
    outputs: {
      arn: (_, id) => id,
      confirmationWasAuthenticated: () => true,
      filterPolicyScope: () => "",
      ownerId: (c) => c.account,
      pendingConfirmation: () => false,
    },
  },
  "aws:kinesis/stream:Stream": {
    id: (c) => arn(c, "kinesis", `stream/${need(c, "name")}`),
    outputs: {
      arn: (_, id) => id,
      shardCount: () => 0,
      streamModeDetails: () => ({ streamMode: "PROVISIONED" }),
      maxRecordSizeInKib: () => 1024,
    },
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    id: (c) => arn(c, "firehose", `deliverystream/${need(c, "name")}`),
    outputs: { arn: (_, id) => id, destinationId: () => "destinationId-000000000001", versionId: () => "1" },
  },
};
