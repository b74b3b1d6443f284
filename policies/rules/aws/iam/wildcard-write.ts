import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, not, type Tri } from "../../../core/tri.js";
import { items, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { DATA_READS, PERMISSIONS, SCOPED_WRITES, WITHOUT_RESOURCES } from "../../../facts/aws-actions.js";
import { IDENTITY_POLICIES, identityPoliciesOf } from "../../../facts/iam.js";
import {
  covers,
  coversEveryResource,
  hasEffect,
  isConfined,
  type Statement,
  statements,
} from "../../../facts/policy-document.js";

/** Whether the statement takes all actions of a service: `rds:*`. */
function takesService(statement: Statement): Tri {
  const whole = (action: unknown): boolean => {
    const [service = "", name = ""] = String(action).toLowerCase().split(":");
    return /^\*+$/.test(name) && !WITHOUT_RESOURCES.includes(service);
  };
  return any(...items(within(statement, "Action")).map((action) => holds(action, whole)));
}

function judge(statement: Statement): Verdict {
  const acts = any(
    takesService(statement),
    ...[...SCOPED_WRITES, ...PERMISSIONS, ...DATA_READS].map((a) => covers(statement, a)),
  );
  const wide = all(coversEveryResource(statement), not(isConfined(statement)));
  const granted = all(hasEffect(statement, "Allow"), wide, acts);
  return forbid(granted, statement, "lets its holder change or read the data of every resource of the service");
}

const policy = (resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: resource }],
  });

export const awsIamWildcardWrite: ResourceRule = {
  id: "aws-iam-wildcard-write",
  title: "Write actions on every resource",
  severity: Severity.Medium,
  graph: false,
  judges: IDENTITY_POLICIES,
  controls: {},
  checkov: ["CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355"],
  why: "A flaw in one program then reaches the data of all the others: every bucket, table, secret or queue of the account.",
  fix: "Name in `Resource` the buckets, tables, keys or queues that the program uses, and in `Action` what it does with them.",
  bad: [{ type: "aws:iam/rolePolicy:RolePolicy", name: "orders", props: { role: "orders", policy: policy("*") } }],
  good: [
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "orders",
      props: { role: "orders", policy: policy("arn:aws:s3:::orders-1/*") },
    },
  ],
  check: (resource) => every(identityPoliciesOf(resource).flatMap((document) => statements(document).map(judge))),
};
