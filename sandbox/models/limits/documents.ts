import type { CheckFailure, CloudError, Props } from "../../types.js";
import { parseArn } from "../arn.js";
import type { CheckContext, ObjectContext } from "../model.js";
import { isRecord, isSet, texts } from "../values.js";

type Context = Pick<CheckContext | ObjectContext, "session" | "schema" | "inputs">;

/** Properties that hold JSON, which the provider reads before anything is made. */
const jsonPlaces: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardBody"],
  "aws:cloudwatch/eventRule:EventRule": ["eventPattern"],
  "aws:ecs/taskDefinition:TaskDefinition": ["containerDefinitions"],
  "aws:sns/topic:Topic": ["deliveryPolicy"],
  "aws:sns/topicSubscription:TopicSubscription": ["deliveryPolicy", "filterPolicy", "redrivePolicy"],
  "aws:sqs/queue:Queue": ["redriveAllowPolicy", "redrivePolicy"],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ["redriveAllowPolicy"],
  "aws:sqs/redrivePolicy:RedrivePolicy": ["redrivePolicy"],
};

/** The provider's refusal of text that is no JSON, of a policy of Google's IAM and of a member that is none. */
export function documentFailures(c: Context): CheckFailure[] {
  const { token } = c.schema;
  const json = (jsonPlaces[token] ?? []).flatMap((property) => {
    const value = c.inputs[property];
    if (typeof value !== "string" || value === "" || parsed(value) !== undefined) return [];
    return [
      { property, reason: `"${property}" contains an invalid JSON: ${jsonError(value)}; write it with JSON.stringify` },
    ];
  });
  return c.session.pkg === "gcp" ? [...json, ...policyData(c), ...memberFailures(c)] : json;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonError(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

function policyData(c: Context): CheckFailure[] {
  const { policyData: value } = c.inputs;
  if (!/IamPolicy$/i.test(c.schema.className) || typeof value !== "string") return [];
  const policy = parsed(value);
  if (isRecord(policy)) return [];
  const why = policy === undefined ? jsonError(value) : "it is not an object";
  const fix = "take it from gcp.organizations.getIAMPolicy";
  return [{ property: "policyData", reason: `Could not unmarshal policy data: ${why}; ${fix}` }];
}

const memberRule = "https://cloud.google.com/billing/docs/reference/rest/v1/Policy#Binding";

function memberFailures(c: Context): CheckFailure[] {
  if (!/IAM(Member|Binding)$/i.test(c.schema.className)) return [];
  const judge = (value: unknown, property: string): CheckFailure[] =>
    typeof value !== "string" || /^(allUsers|allAuthenticatedUsers|.+:.+)$/s.test(value)
      ? []
      : [
          {
            property,
            reason: `invalid value for ${property} ("${value}"): IAM members must have one of the values outlined here: ${memberRule}, for example "serviceAccount:${value.includes("@") ? value : "name@project.iam.gserviceaccount.com"}"`,
          },
        ];
  const members = Array.isArray(c.inputs.members) ? c.inputs.members : [];
  return [...judge(c.inputs.member, "member"), ...members.flatMap((m, i) => judge(m, `members[${i}]`))];
}

/** What the service says of a document that is JSON and yet not what it needs. */
export function documentRefusal(c: Context): CloudError | undefined {
  return redriveRefusal(c) ?? roleRefusal(c) ?? policyRuleRefusal(c);
}

const redriveRule = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";

function redriveRefusal(c: Context): CloudError | undefined {
  const { redrivePolicy } = c.inputs;
  const queue = /^aws:sqs\/(queue|redrivePolicy):/.test(c.schema.token);
  const policy = queue && typeof redrivePolicy === "string" ? parsed(redrivePolicy) : undefined;
  if (!isRecord(policy)) return undefined;
  const refuse = (reason: string): CloudError => ({
    code: "InvalidParameterValue",
    message: `Value ${String(redrivePolicy)} for parameter RedrivePolicy is invalid. Reason: ${reason}; see ${redriveRule}`,
  });
  for (const key of ["deadLetterTargetArn", "maxReceiveCount"])
    if (!isSet(policy[key])) return refuse(`Redrive policy does not contain mandatory attribute: ${key}.`);
  const count = Number(policy.maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    return refuse("Invalid value for maxReceiveCount: it must be a whole number from 1 to 1000.");
  const target = String(policy.deadLetterTargetArn);
  return parseArn(target)?.service === "sqs"
    ? undefined
    : refuse(`Dead letter target ${target} is not the ARN of a queue.`);
}

function roleRefusal(c: Context): CloudError | undefined {
  if (c.session.pkg !== "gcp" || !/IAM(Member|Binding)$/i.test(c.schema.className)) return undefined;
  const { role } = c.inputs;
  if (typeof role !== "string" || /^((organizations|projects)\/[^/]+\/)?roles\/[\w.]+$/.test(role)) return undefined;
  return {
    code: "Error 400",
    message: `Role ${role} is not supported for this resource., badRequest: use roles/NAME, or projects/PROJECT/roles/NAME for one of your own; see https://cloud.google.com/iam/docs/roles-overview`,
  };
}

const policyEffects = [
  ...["addToNetworkGroup", "append", "audit", "auditIfNotExists", "deny", "denyAction", "deployIfNotExists"],
  ...["disabled", "enforceOPAConstraint", "enforceRegoPolicy", "manual", "modify", "mutate"],
];

function policyRuleRefusal(c: Context): CloudError | undefined {
  const rule = c.inputs.policyRule;
  if (!/^azure-native:authorization:PolicyDefinition/.test(c.schema.token) || !isRecord(rule)) return undefined;
  const refuse = (why: string): CloudError => ({
    code: "InvalidPolicyRule",
    message: `Failed to parse policy rule: ${why}; see https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule`,
  });
  for (const key of ["if", "then"])
    if (!isRecord(rule[key])) return refuse(`Required property '${key}' not found in JSON`);
  const { effect } = rule.then as Props;
  if (effect === undefined) return refuse("Required property 'effect' not found in JSON");
  const known = policyEffects.map((e) => e.toLowerCase());
  const bad = texts(effect).find((e) => !e.startsWith("[") && !known.includes(e.toLowerCase()));
  return bad === undefined
    ? undefined
    : refuse(`'${bad}' is not a valid effect; use one of ${policyEffects.join(", ")}`);
}
