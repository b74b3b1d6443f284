import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const REPOSITORY = "aws:ecr/repository:Repository";
const MUTABILITY = "imageTagMutability";
const IMMUTABLE: ReadonlySet<unknown> = new Set(["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]);

export const awsEcrImmutable: ResourceRule = {
  id: "aws-ecr-immutable",
  title: "Image tags can be overwritten",
  severity: Severity.Medium,
  graph: false,
  judges: { [REPOSITORY]: [MUTABILITY], "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": [MUTABILITY] },
  controls: { FSBP: ["ECR.2"] },
  checkov: ["CKV_AWS_51"],
  trivy: ["AWS-0031"],
  remedy: {
    replaces: false,
    // With exclusions the list says which tags may not move; turned around it would say the opposite.
    edits({ props }) {
      const mutable = isText(get(props, MUTABILITY), "MUTABLE", true) === true;
      return mutable ? [{ path: MUTABILITY, value: "IMMUTABLE" }] : [];
    },
  },
  why: "Whoever can push replaces the image behind a tag that is already deployed, and nobody sees it.",
  fix: 'Set `imageTagMutability` to "IMMUTABLE", or to "IMMUTABLE_WITH_EXCLUSION" where a tag such as latest must move.',
  bad: [{ type: REPOSITORY, name: "shop", props: { name: "shop" } }],
  good: [{ type: REPOSITORY, name: "shop", props: { name: "shop", imageTagMutability: "IMMUTABLE" } }],
  check({ props }) {
    const at = get(props, MUTABILITY);
    return demand(
      holds(at, (value) => IMMUTABLE.has(value)),
      at,
      "lets a push replace the image behind a tag",
    );
  },
};
