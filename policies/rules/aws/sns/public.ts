import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { isPublic, statements } from "../../../facts/policy-document.js";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const ARN = "arn:aws:sns:eu-west-1:123456789012:orders";

const policy = (principal: object | string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sns:Publish", Resource: ARN }],
  });

export const awsSnsPublic: ResourceRule = {
  id: "aws-sns-public",
  title: "Topic policy for everybody",
  severity: Severity.Critical,
  graph: false,
  judges: { [POLICY]: ["policy"], [TOPIC]: ["policy"] },
  controls: {},
  checkov: ["CKV_AWS_169"],
  why: "Strangers can subscribe to what the topic says, or send their own messages to everyone who is subscribed.",
  fix: "Name in the `policy` the principals that publish or subscribe, or add a condition on aws:SourceArn or aws:SourceAccount.",
  bad: [{ type: POLICY, name: "orders", props: { arn: ARN, policy: policy({ AWS: "*" }) } }],
  good: [{ type: POLICY, name: "orders", props: { arn: ARN, policy: policy({ Service: "events.amazonaws.com" }) } }],
  check: ({ props }) =>
    every(statements(get(props, "policy")).map((s) => forbid(isPublic(s), s, "lets everybody use the topic"))),
};
