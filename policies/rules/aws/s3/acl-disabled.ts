import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const CONTROLS = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

export const awsS3AclDisabled: ResourceRule = {
  id: "aws-s3-acl-disabled",
  title: "ACLs still enabled",
  severity: Severity.Low,
  graph: false,
  // A bucket without controls has its ACLs disabled: so S3 makes it.
  judges: { [CONTROLS]: ["rule.objectOwnership"] },
  controls: {
    FSBP: ["S3.12"],
    PCI4: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.2.7", "8.2.8", "8.3.4"],
  },
  checkov: ["CKV2_AWS_65"],
  remedy: sets({ "rule.objectOwnership": "BucketOwnerEnforced" }),
  why: "With ACLs on, whoever writes an object decides who may read it, beside all policies, and nobody sees that in one place.",
  fix: 'Set `rule.objectOwnership` to "BucketOwnerEnforced", and grant with a bucket policy what ACLs grant today.',
  bad: [
    { type: CONTROLS, name: "owner", props: { bucket: "assets-1", rule: { objectOwnership: "BucketOwnerPreferred" } } },
  ],
  good: [
    { type: CONTROLS, name: "owner", props: { bucket: "assets-1", rule: { objectOwnership: "BucketOwnerEnforced" } } },
  ],
  check({ props }) {
    const ownership = get(props, "rule.objectOwnership");
    return demand(isText(ownership, "BucketOwnerEnforced"), ownership, "lets ACLs grant access to objects");
  },
};
