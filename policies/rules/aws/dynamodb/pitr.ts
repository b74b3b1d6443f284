import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const TABLE = "aws:dynamodb/table:Table";
const PROPERTY = "pointInTimeRecovery.enabled";

export const awsDynamodbPitr: ResourceRule = {
  id: "aws-dynamodb-pitr",
  title: "Table without point-in-time recovery",
  severity: Severity.Medium,
  graph: false,
  judges: { [TABLE]: [PROPERTY] },
  controls: {
    FSBP: ["DynamoDB.2"],
    NIST: ["CP-1", "CP-10", "CP-2", "CP-6", "CP-9", "SC-5", "SI-13"],
    PCI4: ["10.3.3", "10.5.1", "3.2.1", "3.3.1", "3.3.2", "3.3.3"],
  },
  checkov: ["CKV_AWS_28"],
  trivy: ["AWS-0024"],
  remedy: sets({ [PROPERTY]: true }),
  why: "One faulty deployment can overwrite every item; without point-in-time recovery the items are gone.",
  fix: "Set `pointInTimeRecovery.enabled` to true.",
  bad: [
    {
      type: TABLE,
      name: "carts",
      props: { hashKey: "id", attributes: [{ name: "id", type: "S" }], billingMode: "PAY_PER_REQUEST" },
    },
  ],
  good: [
    {
      type: TABLE,
      name: "carts",
      props: {
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        billingMode: "PAY_PER_REQUEST",
        pointInTimeRecovery: { enabled: true },
      },
    },
  ],
  check(table) {
    const recovery = get(table.props, PROPERTY);
    return demand(isTrue(recovery), recovery, "leaves no way back to an earlier state of the table");
  },
};
