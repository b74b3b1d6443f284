import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, type Tri } from "../../../core/tri.js";
import type { Field } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { IDENTITY_POLICIES, identityPoliciesOf } from "../../../facts/iam.js";
import { ESCALATIONS, type Escalation } from "../../../facts/iam-escalations.js";
import { grants, type Statement, statements } from "../../../facts/policy-document.js";

function granted({ everywhere, somewhere = [] }: Escalation, policy: readonly Statement[]): Tri {
  return all(
    ...everywhere.map((action) => grants(policy, action, "every resource")),
    ...somewhere.map((action) => grants(policy, action, "any resource")),
  );
}

function judge(document: Field): Verdict {
  const policy = statements(document);
  const found = ESCALATIONS.map((escalation) => ({ escalation, granted: granted(escalation, policy) }));
  const certain = found.find((one) => one.granted === true)?.escalation;
  const names = certain ? [...certain.everywhere, ...(certain.somewhere ?? [])].join(" and ") : "";
  const wrong = `lets its holder take more rights with ${names} on every resource`;
  return forbid(any(...found.map((one) => one.granted)), document, wrong);
}

const policy = (resource: string) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: "*" },
    { Effect: "Allow", Action: "iam:PassRole", Resource: resource },
  ],
});

export const awsIamPrivilegeEscalation: ResourceRule = {
  id: "aws-iam-privilege-escalation",
  title: "Policy that lets its holder raise its own rights",
  severity: Severity.High,
  graph: false,
  judges: IDENTITY_POLICIES,
  controls: {},
  checkov: ["CKV_AWS_286", "CKV_AWS_289", "CKV2_AWS_40"],
  why: "Whoever may rewrite policies, mint keys for other users or pass any role to code of their own is an administrator in one step.",
  fix: "Name in `policy` the roles, users and policies that the action is for, and keep iam:PassRole to one role with a condition on iam:PassedToService.",
  bad: [
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "deploy",
      props: { role: "deploy", policy: JSON.stringify(policy("*")) },
    },
  ],
  good: [
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "deploy",
      props: { role: "deploy", policy: JSON.stringify(policy("arn:aws:iam::123456789012:role/orders")) },
    },
  ],
  check: (resource) => every(identityPoliciesOf(resource).map(judge)),
};
