import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, not } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { forEverybody, forEverybodyBut, hasEffect, isNarrowed, statements } from "../../../facts/policy-document.js";

/** KMS's own keys that tie a call to an account, or to a service that asks for it. */
const OF_KMS = ["kms:CallerAccount", "kms:ViaService"];

function judge(statement: Field): Verdict {
  const everybody = any(forEverybody(statement), forEverybodyBut(statement));
  const open = all(hasEffect(statement, "Allow"), everybody, not(isNarrowed(statement, OF_KMS)));
  return forbid(open, statement, "allows everybody without a condition that keeps strangers out");
}

const example = (principal: unknown): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*" }],
  });

export const awsKmsPolicyPublic: ResourceRule = {
  id: "aws-kms-policy-public",
  title: "Key policy for everybody",
  severity: Severity.Critical,
  graph: false,
  judges: {
    "aws:kms/key:Key": ["policy"],
    "aws:kms/keyPolicy:KeyPolicy": ["policy"],
    "aws:kms/externalKey:ExternalKey": ["policy"],
    "aws:kms/replicaKey:ReplicaKey": ["policy"],
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ["policy"],
  },
  controls: { FSBP: ["KMS.5"] },
  checkov: ["CKV_AWS_33"],
  why: "Whoever has an AWS account may use the key: what it encrypts is as good as plain text to them, and they may be able to delete it.",
  fix: "Name in `Principal` the account or the roles that use the key, or add a condition on kms:CallerAccount or aws:PrincipalOrgID.",
  bad: [{ type: "aws:kms/key:Key", name: "data", props: { description: "Orders", policy: example("*") } }],
  good: [
    {
      type: "aws:kms/key:Key",
      name: "data",
      props: { description: "Orders", policy: example({ AWS: "arn:aws:iam::123456789012:root" }) },
    },
  ],
  check: ({ props }) => every(statements(get(props, "policy")).map(judge)),
};
