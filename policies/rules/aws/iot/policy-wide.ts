import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, type Tri } from "../../../core/tri.js";
import { get, items, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { covers, hasEffect, type Statement, statements } from "../../../facts/policy-document.js";

const POLICY = "aws:iot/policy:Policy";
const MESSAGES = ["iot:Publish", "iot:Subscribe", "iot:Receive"];

/** Whether a pattern takes in every topic: all of the ARN, or all that follows the word for topics, is left open. */
function isEveryTopic(pattern: unknown): boolean {
  const [, , , , , ...rest] = String(pattern).split(":");
  return /^(topic|topicfilter|\*)?\/?\*+$/.test(rest.join(":")) || /^(arn:)?[*:]+$/.test(String(pattern));
}

function reachesEveryTopic(statement: Statement): Tri {
  const excepted = holds(within(statement, "NotResource"), () => true);
  return any(excepted, ...items(within(statement, "Resource")).map((pattern) => holds(pattern, isEveryTopic)));
}

function judge(statement: Statement): Verdict {
  const acts = any(...MESSAGES.map((action) => covers(statement, action)));
  const wide = all(hasEffect(statement, "Allow"), acts, reachesEveryTopic(statement));
  return forbid(wide, statement, "lets a device read or write the topics of all the others");
}

const topics = (topic: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iot:Publish", Resource: topic }],
  });

export const awsIotPolicyWide: ResourceRule = {
  id: "aws-iot-policy-wide",
  title: "Device policy for every topic",
  severity: Severity.High,
  graph: false,
  judges: { [POLICY]: ["policy"] },
  controls: {},
  why: "One device that is opened or stolen can then listen to the whole fleet and give orders to it.",
  fix: "Name in the `policy` the topics of the device itself, with a variable such as iot:Connection.Thing.ThingName.",
  bad: [{ type: POLICY, name: "sensor", props: { policy: topics("*") } }],
  good: [
    {
      type: POLICY,
      name: "sensor",
      props: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy, which AWS fills in
        policy: topics("arn:aws:iot:eu-west-1:123456789012:topic/sensors/${iot:Connection.Thing.ThingName}"),
      },
    },
  ],
  check: (resource) => every(statements(get(resource.props, "policy")).map(judge)),
};
