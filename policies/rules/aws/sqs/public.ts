import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import {
  covers,
  forEverybody,
  forEverybodyBut,
  hasEffect,
  isPublic,
  type Statement,
  statements,
} from "../../../facts/policy-document.js";

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";

function judge(statement: Statement): Verdict {
  const everybody = any(forEverybody(statement), forEverybodyBut(statement));
  // Whoever may change the queue's attributes may change its policy, whatever the condition says today.
  const owns = all(hasEffect(statement, "Allow"), everybody, covers(statement, "sqs:SetQueueAttributes"));
  return every([
    forbid(isPublic(statement), statement, "lets everybody use the queue"),
    forbid(all(owns, not(isPublic(statement))), statement, "lets whoever meets the condition administer the queue"),
  ]);
}

const policy = (principal: object | string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: principal,
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:eu-west-1:123456789012:orders",
      },
    ],
  });

export const awsSqsPublic: ResourceRule = {
  id: "aws-sqs-public",
  title: "Queue policy for everybody",
  severity: Severity.Critical,
  graph: false,
  judges: { [POLICY]: ["policy"], [QUEUE]: ["policy"] },
  controls: {},
  checkov: ["CKV_AWS_168", "CKV_AWS_387", "CKV_AWS_72"],
  why: "Strangers can read the messages, delete them, or feed the programs behind the queue with their own.",
  fix: "Name in the `policy` the principals that use the queue, or add a condition on aws:SourceArn or aws:SourceAccount; list the actions.",
  bad: [
    {
      type: POLICY,
      name: "orders",
      props: { queueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders", policy: policy("*") },
    },
  ],
  good: [
    {
      type: POLICY,
      name: "orders",
      props: {
        queueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
        policy: policy({ AWS: "arn:aws:iam::123456789012:role/shop" }),
      },
    },
  ],
  check: (resource) => every(statements(get(resource.props, "policy")).map(judge)),
};
