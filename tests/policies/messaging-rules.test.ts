import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const BAD = ["violation it"];
const OPEN = ["undecided it"];

const at = (rule: string, type: string, props: Props) => verdicts(rule, { type, name: "it", props });
const statement = (more: Props) => ({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*", ...more }],
});
const SOURCE = { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:123456789012:orders" } };

describe("aws-sqs-public", () => {
  const queue = (more: Props) => {
    const policy = statement(more);
    const found = [
      at("aws-sqs-public", "aws:sqs/queue:Queue", { policy: JSON.stringify(policy) }),
      at("aws-sqs-public", "aws:sqs/queuePolicy:QueuePolicy", { policy }),
    ];
    expect(found[0]).toEqual(found[1]);
    return found[0];
  };

  it("finds everybody in each way to name them", () => {
    for (const Principal of [
      "*",
      { AWS: "*" },
      { AWS: ["arn:aws:iam::1:role/a", "*"] },
      { AWS: "arn:aws:iam::*:role/a" },
    ])
      expect(queue({ Principal })).toEqual(BAD);
    expect(queue({ Effect: "Deny" })).toEqual([]);
    expect(queue({ Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "SQS:*" })).toEqual([]);
    expect(queue({ Principal: { AWS: UNKNOWN.string } })).toEqual(OPEN);
  });

  it("takes a condition on the source for single actions only", () => {
    expect(queue({ Condition: SOURCE })).toEqual([]);
    for (const Action of ["*", "sqs:*", "SQS:Set*"]) expect(queue({ Action, Condition: SOURCE })).toEqual(BAD);
    expect(queue({ Condition: UNKNOWN.object })).toEqual(OPEN);
  });

  it("says nothing about a queue without a policy", () => {
    expect(at("aws-sqs-public", "aws:sqs/queue:Queue", {})).toEqual([]);
  });
});

describe("aws-sns-public", () => {
  const topic = (more: Props) =>
    at("aws-sns-public", "aws:sns/topic:Topic", {
      policy: JSON.stringify(statement({ Action: "SNS:Publish", ...more })),
    });

  it("takes the service's default policy and services, not a condition on what is subscribed", () => {
    expect(topic({})).toEqual(BAD);
    expect(topic({ Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } } })).toEqual([]);
    expect(topic({ Principal: { Service: "s3.amazonaws.com" } })).toEqual([]);
    expect(topic({ Condition: { StringLike: { "sns:Endpoint": "*@acme.example" } } })).toEqual(BAD);
  });
});

describe("encryption of messages and streams", () => {
  it("knows what a queue does when it says nothing", () => {
    const queue = (props: Props) => at("aws-sqs-encrypted", "aws:sqs/queue:Queue", props);
    expect(queue({})).toEqual([]);
    expect(queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: "alias/aws/sqs" })).toEqual([]);
    expect(queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: "" })).toEqual(BAD);
    expect(queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: UNKNOWN.string })).toEqual(OPEN);
  });

  it("takes any key of a topic", () => {
    const topic = (props: Props) => at("aws-sns-encrypted", "aws:sns/topic:Topic", props);
    expect(topic({ kmsMasterKeyId: UNKNOWN.string })).toEqual(OPEN);
    expect(topic({ kmsMasterKeyId: "" })).toEqual(BAD);
  });

  it("asks Firehose only where it takes records itself", () => {
    const firehose = (props: Props) =>
      at("aws-kinesis-encrypted", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", props);
    expect(firehose({})).toEqual(BAD);
    expect(firehose({ serverSideEncryption: { enabled: false } })).toEqual(BAD);
    expect(firehose({ serverSideEncryption: [{ enabled: "true" }] })).toEqual([]);
    expect(firehose({ kinesisSourceConfiguration: { kinesisStreamArn: UNKNOWN.string } })).toEqual([]);
    expect(firehose({ mskSourceConfiguration: {} })).toEqual([]);
    expect(at("aws-kinesis-encrypted", "aws:kinesis/stream:Stream", { encryptionType: "NONE" })).toEqual(BAD);
  });
});

describe("aws-iot-policy-wide", () => {
  const device = (Action: unknown, Resource: unknown, more: Props = {}) =>
    at("aws-iot-policy-wide", "aws:iot/policy:Policy", {
      policy: { Statement: [{ Effect: "Allow", Action, Resource, ...more }] },
    });
  const ARN = "arn:aws:iot:eu-west-1:123456789012";

  it("finds every topic behind patterns", () => {
    for (const action of ["iot:*", "*", "iot:Publish", ["iot:Connect", "iot:Rec*"]])
      for (const resource of ["*", `${ARN}:*`, `${ARN}:topic/*`, [`${ARN}:topicfilter/*`], "arn:aws:iot:*:*:topic/*"])
        expect(device(action, resource)).toEqual(BAD);
    expect(device("iot:Publish", undefined, { NotResource: `${ARN}:topic/admin` })).toEqual(BAD);
  });

  it("leaves narrower topics and other actions alone", () => {
    for (const resource of [`${ARN}:topic/sensors/*`, `${ARN}:topic/\${iot:ClientId}`, `${ARN}:client/*`])
      expect(device("iot:Publish", resource)).toEqual([]);
    expect(device("iot:Connect", "*")).toEqual([]);
    expect(device("iot:Publish", UNKNOWN.string)).toEqual(OPEN);
  });
});

describe("aws-iot-logging", () => {
  const one = (type: string, name: string, props: Props = {}): ExampleResource => ({ type, name, props });
  const [sensor, other] = ["a", "b"].map((name) => one("aws:iot/thing:Thing", name));
  const rule = one("aws:iot/topicRule:TopicRule", "rule");
  const logs = (props: Props) => one("aws:iot/loggingOptions:LoggingOptions", "logs", props);
  const found = (...resources: readonly (ExampleResource | undefined)[]) =>
    verdicts("aws-iot-logging", ...resources.filter((resource) => resource !== undefined));

  it("says once that there are none, and says of those that are there what they lack", () => {
    expect(found(sensor, other, rule)).toEqual(["violation a"]);
    expect(found(sensor, rule, logs({ defaultLogLevel: "error" }))).toEqual([]);
    expect(found(sensor, logs({ defaultLogLevel: "DISABLED" }))).toEqual(["violation logs"]);
    expect(found(logs({ defaultLogLevel: "INFO", disableAllLogs: true }))).toEqual(["violation logs"]);
    expect(found(logs({ defaultLogLevel: UNKNOWN.string, disableAllLogs: true }))).toEqual(["violation logs"]);
    expect(found(logs({ defaultLogLevel: UNKNOWN.string }))).toEqual(["undecided logs"]);
  });

  it("counts options of the same region only", () => {
    const there = one("aws:iot/thing:Thing", "there", { region: "us-east-1" });
    expect(found(sensor, there, logs({ defaultLogLevel: "INFO" }))).toEqual(["violation there"]);
  });
});
