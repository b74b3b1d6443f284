import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, not } from "../../../core/tri.js";
import { every, forbid } from "../../../core/verdict.js";
import { IDENTITY_POLICIES, identityPoliciesOf } from "../../../facts/iam.js";
import {
  coversEveryAction,
  coversEveryResource,
  hasEffect,
  isConfined,
  type Statement,
  statements,
} from "../../../facts/policy-document.js";

function judge(statement: Statement) {
  const everything = all(coversEveryAction(statement), coversEveryResource(statement));
  const granted = all(hasEffect(statement, "Allow"), everything, not(isConfined(statement)));
  return forbid(granted, statement, "grants every action on every resource");
}

const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

export const awsIamAdminPolicy: ResourceRule = {
  id: "aws-iam-admin-policy",
  title: "Policy that grants everything",
  severity: Severity.Critical,
  graph: false,
  judges: IDENTITY_POLICIES,
  controls: {
    "CIS AWS 5.0": ["1.15"],
    FSBP: ["IAM.1"],
    NIST: ["AC-2", "AC-24", "AC-3", "AC-4", "AC-5", "AC-6", "CM-5", "CM-6", "CM-9", "MP-2", "SC-23", "SC-25"],
  },
  checkov: ["CKV_AWS_62", "CKV_AWS_63"],
  why: "Whoever holds the policy, or takes over what holds it, owns the account: every piece of data, every user and every bill.",
  fix: "List in `policy` the actions and resources that the holder needs; give administrators a role of their own that asks for MFA.",
  bad: [
    {
      type: "aws:iam/policy:Policy",
      name: "deploy",
      props: { policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) },
    },
  ],
  good: [
    {
      type: "aws:iam/policy:Policy",
      name: "deploy",
      props: { policy: policy({ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::site-1/*" }) },
    },
  ],
  check: (resource) => every(identityPoliciesOf(resource).flatMap((document) => statements(document).map(judge))),
};
