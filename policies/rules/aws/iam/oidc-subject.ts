import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { CI_ISSUERS } from "../../../facts/ci-issuers.js";
import {
  covers,
  hasEffect,
  principalsOf,
  requiredValues,
  type Statement,
  statements,
} from "../../../facts/policy-document.js";

const ROLE = "aws:iam/role:Role";
const GITHUB = "token.actions.githubusercontent.com";

/**
 * Whether a condition lets in only what one owner runs. A condition on the claims of one issuer refuses the tokens of every
 * other, so it does not matter here which provider the statement names.
 */
function isPinned(statement: Statement): Tri {
  const required = CI_ISSUERS.flatMap(({ host, claims }) =>
    Object.entries(claims).flatMap(([claim, owned]) =>
      requiredValues(statement, (key) => key.startsWith(host) && key.endsWith(`:${claim}`)).map(
        (values) => [values, owned] as const,
      ),
    ),
  );
  return any(...required.map(([values, owned]) => allOwned(values, owned)));
}

function allOwned(values: Field, owned: RegExp): Tri {
  const listed = items(values);
  return listed.length > 0 && all(...listed.map((value) => holds(value, (text) => owned.test(String(text)))));
}

function judge(statement: Statement, who: Field): Verdict {
  const assumable = all(hasEffect(statement, "Allow"), covers(statement, "sts:AssumeRoleWithWebIdentity"));
  const named = CI_ISSUERS.map(({ host }) => holds(who, (text) => String(text).endsWith(`/${host}`)));
  const open = all(assumable, any(...named), not(isPinned(statement)));
  return forbid(open, statement, "lets the pipelines of strangers assume the role");
}

const trust = (conditions: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
        Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" }, ...conditions },
      },
    ],
  });

export const awsIamOidcSubject: ResourceRule = {
  id: "aws-iam-oidc-subject",
  title: "CI identity provider trust without a subject",
  severity: Severity.High,
  graph: false,
  judges: { [ROLE]: ["assumeRolePolicy"] },
  controls: {},
  checkov: ["CKV_AWS_393"],
  why: "The provider signs tokens for everybody's repositories, so without a subject any stranger's pipeline can assume the role.",
  fix: 'Add to `assumeRolePolicy` a condition on the subject that names the repository, such as "repo:acme/shop:ref:refs/heads/main".',
  bad: [{ type: ROLE, name: "deploy", props: { assumeRolePolicy: trust({}) } }],
  good: [
    {
      type: ROLE,
      name: "deploy",
      props: { assumeRolePolicy: trust({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/shop:*" } }) },
    },
  ],
  check(role) {
    const trusted = statements(get(role.props, "assumeRolePolicy"));
    return every(trusted.flatMap((one) => principalsOf(one, "Federated").map((who) => judge(one, who))));
  },
};
