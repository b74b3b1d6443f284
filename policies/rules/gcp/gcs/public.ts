import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

const PUBLIC: ReadonlySet<string> = new Set(["publicRead", "publicReadWrite", "authenticatedRead"]);

export const gcpGcsPublic: ResourceRule = {
  id: "gcp-gcs-public",
  title: "Bucket open to everybody",
  severity: Severity.Critical,
  graph: false,
  judges: {
    ...grants("gcp:storage/bucketIAM"),
    ...grants("gcp:storage/managedFolderIam"),
    "gcp:storage/bucketAccessControl:BucketAccessControl": ["entity"],
    "gcp:storage/bucketACL:BucketACL": ["predefinedAcl", "defaultAcl", "roleEntities"],
    "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl": ["entity"],
    "gcp:storage/defaultObjectACL:DefaultObjectACL": ["roleEntities"],
    "gcp:storage/objectAccessControl:ObjectAccessControl": ["entity"],
    "gcp:storage/objectACL:ObjectACL": ["predefinedAcl", "roleEntities"],
  },
  controls: {
    "CIS GCP 4.0": ["5.1"],
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
  checkov: ["CKV_GCP_28"],
  why: "allUsers is the whole internet, and allAuthenticatedUsers is everybody with a Google account, which is the same.",
  fix: "Grant the role to the service accounts or groups that need it; for a web site put a CDN in front.",
  bad: [
    {
      type: "gcp:storage/bucketIAMMember:BucketIAMMember",
      name: "readers",
      props: { bucket: "assets-1", role: "roles/storage.objectViewer", member: "allUsers" },
    },
  ],
  good: [
    {
      type: "gcp:storage/bucketIAMMember:BucketIAMMember",
      name: "readers",
      props: { bucket: "assets-1", role: "roles/storage.objectViewer", member: "group:readers@example.com" },
    },
  ],
  check(resource) {
    const open = "opens the bucket to everybody";
    const canned = ["predefinedAcl", "defaultAcl"].map((name) => get(resource.props, name));
    return every([
      namesSomebody(resource, open),
      ...canned.map((acl) =>
        forbid(
          holds(acl, (value) => PUBLIC.has(String(value))),
          acl,
          open,
        ),
      ),
    ]);
  },
};
