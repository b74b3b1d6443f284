import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { isPublic, statements } from "../../../facts/policy-document.js";

const POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const TEMPLATE = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";

const policy = (principal: object | string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "ecr:BatchGetImage" }],
  });

export const awsEcrPublicPolicy: ResourceRule = {
  id: "aws-ecr-public-policy",
  title: "Repository policy for everybody",
  severity: Severity.Critical,
  graph: false,
  judges: {
    [POLICY]: ["policy"],
    "aws:ecr/registryPolicy:RegistryPolicy": ["policy"],
    "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": ["policy"],
    [TEMPLATE]: ["repositoryPolicy"],
  },
  controls: {},
  checkov: ["CKV_AWS_32"],
  trivy: ["AWS-0032"],
  why: "Strangers can pull your images with what is in them, or push their own, which your clusters then run.",
  fix: "Name in the `policy` the accounts and roles that pull and push, or add a condition on aws:PrincipalOrgID.",
  bad: [{ type: POLICY, name: "shop", props: { repository: "shop", policy: policy("*") } }],
  good: [
    {
      type: POLICY,
      name: "shop",
      props: { repository: "shop", policy: policy({ AWS: "arn:aws:iam::123456789012:role/cluster" }) },
    },
  ],
  check({ type, props }) {
    const document = get(props, type === TEMPLATE ? "repositoryPolicy" : "policy");
    return every(statements(document).map((s) => forbid(isPublic(s), s, "lets everybody use the repository")));
  },
};
