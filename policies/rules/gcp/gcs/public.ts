import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get, items } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

const PUBLIC: ReadonlySet<string> = new Set(["publicRead", "publicReadWrite", "authenticatedRead"]);

/** An entity of an access list, with its role before it in a list of them. */
const isEverybody = (entity: unknown): boolean => /^(.*:)?(allUsers|allAuthenticatedUsers)$/i.test(String(entity));

export const gcpGcsPublic: ResourceRule = {
  id: "gcp-gcs-public",
  title: "Bucket open to everybody",
  severity: Severity.Critical,
  graph: false,
  judges: {
    ...grants("gcp:storage/bucketIAM"),
    "gcp:storage/bucketAccessControl:BucketAccessControl": ["entity"],
    "gcp:storage/bucketACL:BucketACL": ["predefinedAcl", "defaultAcl", "roleEntities"],
    "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl": ["entity"],
    "gcp:storage/defaultObjectACL:DefaultObjectACL": ["roleEntities"],
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
    const entities = [get(resource.props, "entity"), ...items(get(resource.props, "roleEntities"))];
    const canned = ["predefinedAcl", "defaultAcl"].map((name) => get(resource.props, name));
    return every([
      namesSomebody(resource, open),
      ...entities.map((entity) => forbid(holds(entity, isEverybody), entity, open)),
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
