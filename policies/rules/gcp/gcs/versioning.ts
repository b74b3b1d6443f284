import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isSet, isTrue, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const versions = sets({ "versioning.enabled": true });

/** Whether a retention policy keeps every object as it is. Cloud Storage refuses versions beside one. */
const retains = (props: Props): Tri => isSet(get(props, "retentionPolicy"));

export const gcpGcsVersioning: ResourceRule = {
  id: "gcp-gcs-versioning",
  title: "Versioning off",
  severity: Severity.Low,
  graph: false,
  judges: { "gcp:storage/bucket:Bucket": ["versioning.enabled", "retentionPolicy"] },
  controls: {},
  checkov: ["CKV_GCP_78"],
  trivy: ["GCP-0078"],
  remedy: {
    ...versions,
    edits: (bucket, settings) => (retains(bucket.props) === false ? versions.edits(bucket, settings) : []),
  },
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
    return demand(any(isTrue(field), retains(bucket.props)), field, "keeps no earlier version of an object");
  },
};
