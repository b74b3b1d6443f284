import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { violation } from "../../../core/verdict.js";

const KEY = "gcp:serviceaccount/key:Key";

export const gcpIamSaKey: ResourceRule = {
  id: "gcp-iam-sa-key",
  title: "User-managed service account key",
  severity: Severity.Medium,
  graph: false,
  judges: { [KEY]: ["serviceAccountId"] },
  controls: {
    "CIS GCP 4.0": ["1.4"],
    PCI4: ["3.5.1", "3.6.1", "3.7.2", "3.7.7", "7.2.1", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.2.1", "8.2.2", "8.2.5"],
  },
  checkov: ["CKV2_GCP_3"],
  why: "A key file works from everywhere until somebody deletes it: it ends up in mailboxes, repositories and the state of the stack, and whoever finds it is the account.",
  fix: "Remove the key; attach the account to what runs in Google Cloud, and let everything else in through workload identity federation.",
  bad: [{ type: KEY, name: "ci", props: { serviceAccountId: "ci@acme.iam.gserviceaccount.com" } }],
  good: [
    {
      type: "gcp:serviceaccount/iAMMember:IAMMember",
      name: "ci",
      props: {
        serviceAccountId: "projects/acme/serviceAccounts/ci@acme.iam.gserviceaccount.com",
        role: "roles/iam.workloadIdentityUser",
        member:
          "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/acme/shop",
      },
    },
  ],
  check: ({ props }) =>
    violation(get(props, "serviceAccountId"), "gets a key that does not expire and that only people manage"),
};
