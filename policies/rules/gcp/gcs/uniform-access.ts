import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const gcpGcsUniformAccess: ResourceRule = {
  id: "gcp-gcs-uniform-access",
  title: "Object ACLs still enabled",
  severity: Severity.Medium,
  graph: false,
  judges: { "gcp:storage/bucket:Bucket": ["uniformBucketLevelAccess"] },
  controls: {
    "CIS GCP 4.0": ["5.2"],
    PCI4: [
      "1.2.5",
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "1.5.1",
      "10.3.2",
      "10.3.3",
      "10.3.4",
      "10.6.3",
      "2.2.5",
      "2.2.7",
      "3.5.1",
      "4.2.1",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.2.6",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.2",
      "8.3.4",
      "A1.1.2",
      "A1.1.3",
      "A1.2.1",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_GCP_29"],
  remedy: sets({ uniformBucketLevelAccess: true }),
  why: "With object ACLs each object can be opened on its own, where no review of the bucket's roles sees it.",
  fix: "Set `uniformBucketLevelAccess` to true.",
  bad: [
    {
      type: "gcp:storage/bucket:Bucket",
      name: "assets",
      props: { location: "EU", publicAccessPrevention: "enforced" },
    },
  ],
  good: [
    {
      type: "gcp:storage/bucket:Bucket",
      name: "assets",
      props: { location: "EU", publicAccessPrevention: "enforced", uniformBucketLevelAccess: true },
    },
  ],
  check(bucket) {
    const field = get(bucket.props, "uniformBucketLevelAccess");
    return demand(isTrue(field), field, "leaves object ACLs in force");
  },
};
