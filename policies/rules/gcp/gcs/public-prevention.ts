import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const gcpGcsPublicPrevention: ResourceRule = {
  id: "gcp-gcs-public-prevention",
  title: "Public access prevention not enforced",
  severity: Severity.High,
  graph: false,
  judges: { "gcp:storage/bucket:Bucket": ["publicAccessPrevention"] },
  controls: {},
  checkov: ["CKV_GCP_114"],
  remedy: sets({ publicAccessPrevention: "enforced" }),
  why: "Enforced prevention keeps the bucket private whatever role or ACL is added later.",
  fix: 'Set `publicAccessPrevention` to "enforced".',
  bad: [
    {
      type: "gcp:storage/bucket:Bucket",
      name: "assets",
      props: { location: "EU", uniformBucketLevelAccess: true, publicAccessPrevention: "inherited" },
    },
  ],
  good: [
    {
      type: "gcp:storage/bucket:Bucket",
      name: "assets",
      props: { location: "EU", uniformBucketLevelAccess: true, publicAccessPrevention: "enforced" },
    },
  ],
  check(bucket) {
    const field = get(bucket.props, "publicAccessPrevention");
    return demand(isText(field, "enforced"), field, "lets a later role or ACL open the bucket");
  },
};
