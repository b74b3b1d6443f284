import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isSet, isTrue } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const QUEUE = "aws:sqs/queue:Queue";

/** SQS encrypts with its own key unless it is told not to. */
const encrypted = (props: Props) =>
  any(isTrue(get(props, "sqsManagedSseEnabled"), true), isSet(get(props, "kmsMasterKeyId")));

export const awsSqsEncrypted: ResourceRule = {
  id: "aws-sqs-encrypted",
  title: "Queue unencrypted",
  severity: Severity.Medium,
  graph: false,
  judges: { [QUEUE]: ["sqsManagedSseEnabled", "kmsMasterKeyId"] },
  controls: { FSBP: ["SQS.1"] },
  checkov: ["CKV_AWS_27"],
  trivy: ["AWS-0096"],
  remedy: {
    replaces: false,
    edits: ({ props }) => (encrypted(props) === false ? [{ path: "sqsManagedSseEnabled", value: true }] : []),
  },
  why: "The messages lie on the service's disks in clear, readable by whoever gets hold of the storage.",
  fix: "Remove `sqsManagedSseEnabled: false`, or name a KMS key in `kmsMasterKeyId`.",
  bad: [{ type: QUEUE, name: "orders", props: { visibilityTimeoutSeconds: 60, sqsManagedSseEnabled: false } }],
  good: [{ type: QUEUE, name: "orders", props: { visibilityTimeoutSeconds: 60, sqsManagedSseEnabled: true } }],
  check: ({ props }) => demand(encrypted(props), get(props, "sqsManagedSseEnabled"), "leaves the messages unencrypted"),
};
