import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const gcpGcsVersioning: ResourceRule = {
  id: "gcp-gcs-versioning",
  title: "Versioning off",
  severity: Severity.Low,
  graph: false,
  judges: { "gcp:storage/bucket:Bucket": ["versioning.enabled"] },
  groups: ["further"],
  controls: {},
  checkov: ["CKV_GCP_78"],
  remedy: sets({ "versioning.enabled": true }),
  why: "Without versions an object that is overwritten is gone, and one that is deleted is gone once soft deletion ends.",
  fix: "Set `versioning.enabled` to true, and delete old versions with a lifecycle rule.",
  bad: [
    { type: "gcp:storage/bucket:Bucket", name: "assets", props: { location: "EU", versioning: { enabled: false } } },
  ],
  good: [
    { type: "gcp:storage/bucket:Bucket", name: "assets", props: { location: "EU", versioning: { enabled: true } } },
  ],
  check(bucket) {
    const field = get(bucket.props, "versioning.enabled");
    return demand(isTrue(field), field, "keeps no earlier version of an object");
  },
};
