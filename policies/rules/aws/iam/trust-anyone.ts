import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, not, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import {
  accountOf,
  covers,
  hasCondition,
  hasEffect,
  isPublic,
  principalsOf,
  type Statement,
  statements,
} from "../../../facts/policy-document.js";

const ROLE = "aws:iam/role:Role";
const ASSUME = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/** The accounts that the role itself may be in, as far as its ARN or its provider tells. */
function ownAccounts({ identities, provider }: Resource): ReadonlySet<string> {
  const arns = [...identities, JSON.stringify(provider?.props.assumeRoles), JSON.stringify(provider?.props.assumeRole)];
  const ofArns = arns.flatMap((text) =>
    [...(text ?? "").matchAll(/arn:[^:]*:[^:]*:[^:]*:(\d{12}):/g)].map(([, id]) => id),
  );
  const allowed = JSON.stringify(provider?.props.allowedAccountIds)?.match(/\d{12}/g) ?? [];
  return new Set([...ofArns, ...allowed].filter((id) => id !== undefined));
}

function judge(statement: Statement, own: ReadonlySet<string>): Verdict {
  const assumable = all(hasEffect(statement, "Allow"), any(...ASSUME.map((action) => covers(statement, action))));
  const foreign = (who: unknown): boolean => {
    const account = accountOf(who);
    return account !== undefined && !own.has(account);
  };
  const account = (who: Field): Tri => all(assumable, not(hasCondition(statement)), holds(who, foreign));
  return every([
    forbid(all(assumable, isPublic(statement)), statement, "lets everybody with an AWS account assume the role"),
    ...principalsOf(statement, "AWS", "*").map((who) =>
      forbid(account(who), who, "lets whatever another account trusts assume the role, without a condition"),
    ),
  ]);
}

const trust = (principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }],
  });

export const awsIamTrustAnyone: ResourceRule = {
  id: "aws-iam-trust-anyone",
  title: "Role that anybody can assume",
  severity: Severity.Critical,
  graph: false,
  judges: { [ROLE]: ["assumeRolePolicy"] },
  controls: {},
  checkov: ["CKV_AWS_60", "CKV_AWS_61"],
  why: "Whoever can assume the role has its rights: strangers where everybody may, and where a whole account may, everyone whom that account lets.",
  fix: "Name in `assumeRolePolicy` the roles or the service that assume the role; for another account add a condition on sts:ExternalId or aws:PrincipalArn.",
  bad: [{ type: ROLE, name: "reader", props: { assumeRolePolicy: trust({ AWS: "*" }) } }],
  good: [{ type: ROLE, name: "reader", props: { assumeRolePolicy: trust({ Service: "lambda.amazonaws.com" }) } }],
  check(role) {
    const own = ownAccounts(role);
    return every(statements(get(role.props, "assumeRolePolicy")).map((statement) => judge(statement, own)));
  },
};
