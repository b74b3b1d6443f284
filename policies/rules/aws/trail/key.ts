import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const TRAIL = "aws:cloudtrail/trail:Trail";
const STORE = "aws:cloudtrail/eventDataStore:EventDataStore";
const KEY = "kmsKeyId";

export const awsTrailKey: ResourceRule = {
  id: "aws-trail-key",
  title: "Audit trail without a customer key",
  severity: Severity.Low,
  graph: false,
  judges: { [TRAIL]: [KEY], [STORE]: [KEY] },
  groups: ["customer-keys"],
  controls: {
    "CIS AWS 5.0": ["3.5"],
    FSBP: ["CloudTrail.2"],
    NIST: ["AU-9", "CM-6", "CM-9", "CP-9", "SC-13", "SC-28", "SC-8", "SI-19"],
    PCI4: ["3.5.1", "8.3.2"],
  },
  checkov: ["CKV_AWS_35"],
  trivy: ["AWS-0015"],
  why: "Under S3's own key whoever may read the bucket reads who did what in the account; under a key of yours a reader needs the key as well, and each use of it is recorded.",
  fix: "Set `kmsKeyId` to the ARN of an aws.kms.Key whose policy lets CloudTrail encrypt with it.",
  bad: [{ type: TRAIL, name: "audit", props: { s3BucketName: "audit-1" } }],
  good: [
    {
      type: TRAIL,
      name: "audit",
      props: { s3BucketName: "audit-1", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    },
  ],
  check({ props }) {
    const key = get(props, KEY);
    return demand(isSet(key), key, "leaves the records under a key that its owner does not keep");
  },
};
