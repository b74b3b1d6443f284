import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const TABLE = "aws:dynamodb/table:Table";
const [ENABLED, KEY] = ["serverSideEncryption.enabled", "serverSideEncryption.kmsKeyArn"];

/** The key that AWS manages for DynamoDB is nobody's own. */
const isOwn = (key: unknown): boolean => key !== "" && !/alias\/aws\//.test(String(key));

export const awsDynamodbKey: ResourceRule = {
  id: "aws-dynamodb-key",
  title: "Table without a customer key",
  severity: Severity.Low,
  graph: false,
  judges: { [TABLE]: [ENABLED, KEY] },
  controls: { NIST: ["AU-9", "SC-13", "SC-28", "SC-8", "SI-19"], PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV_AWS_119"],
  trivy: ["AWS-0025"],
  groups: ["customer-keys"],
  why: "Only a key of your own lets you say who may decrypt the table, see each use of it, and withdraw it.",
  fix: "Set `serverSideEncryption.enabled` to true and `serverSideEncryption.kmsKeyArn` to a key of your own.",
  bad: [
    {
      type: TABLE,
      name: "carts",
      props: { hashKey: "id", attributes: [{ name: "id", type: "S" }], serverSideEncryption: { enabled: true } },
    },
  ],
  good: [
    {
      type: TABLE,
      name: "carts",
      props: {
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        serverSideEncryption: {
          enabled: true,
          kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/0d1f9b2c-6a0f-4c55-9b0e-2a1f3c5d7e9b",
        },
      },
    },
  ],
  check(table) {
    const [enabled, key] = [get(table.props, ENABLED), get(table.props, KEY)];
    return every([
      demand(isTrue(enabled), enabled, "leaves the table to a key that AWS owns"),
      demand(holds(key, isOwn), key, "names no key of your own"),
    ]);
  },
};
