import { type ResourceRule, Severity } from "../../../core/rule.js";
import { every, forbid } from "../../../core/verdict.js";
import { memberHolds } from "../../../facts/gcp-accounts.js";
import { grantsOf, isDefaultAccount, SCOPE_GRANTS } from "../../../facts/gcp-iam-policy.js";

const isDefault = (member: unknown): boolean => {
  const [kind, email] = String(member).trim().split(":");
  return kind?.toLowerCase() === "serviceaccount" && isDefaultAccount(email);
};

export const gcpIamDefaultSa: ResourceRule = {
  id: "gcp-iam-default-sa",
  title: "Rights for a default service account",
  severity: Severity.High,
  graph: false,
  judges: SCOPE_GRANTS,
  controls: {},
  checkov: ["CKV_GCP_46", "CKV_GCP_47", "CKV_GCP_48"],
  trivy: ["GCP-0006", "GCP-0008"],
  why: "Every machine and function that names no account runs as the default one: what it is granted for one of them, all of them get.",
  fix: "Make a service account for the program that needs the role, run the program as that account and grant it the role.",
  bad: [
    {
      type: "gcp:projects/iAMMember:IAMMember",
      name: "grant",
      props: {
        project: "acme",
        role: "roles/storage.objectViewer",
        member: "serviceAccount:123456789012-compute@developer.gserviceaccount.com",
      },
    },
  ],
  good: [
    {
      type: "gcp:projects/iAMMember:IAMMember",
      name: "grant",
      props: {
        project: "acme",
        role: "roles/storage.objectViewer",
        member: "serviceAccount:web@acme.iam.gserviceaccount.com",
      },
    },
  ],
  check: (resource) =>
    every(
      grantsOf(resource)
        .flatMap(({ members }) => members)
        .map((member) =>
          forbid(
            memberHolds(resource, member, isDefault, false),
            member,
            "gives rights to everything that runs as the default account",
          ),
        ),
    ),
};
