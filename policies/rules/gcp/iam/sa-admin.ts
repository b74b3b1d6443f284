import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds } from "../../../core/tri.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { memberHolds } from "../../../facts/gcp-accounts.js";
import { type Grant, grantsOf, isOwnAccount, SCOPE_GRANTS } from "../../../facts/gcp-iam-policy.js";

/** Roles to act as an account: by running as it, with a token or a key of it, or by granting oneself the right to. */
const isImpersonation = (role: unknown): boolean =>
  /^roles\/iam\.(serviceAccount(User|TokenCreator|OpenIdTokenCreator|KeyAdmin|Admin)|workloadIdentityUser)$/.test(
    String(role),
  );

/** Predefined roles that rule a service; some end with a version. What a custom role may do, its name does not say. */
const isAdmin = (role: unknown): boolean => /^roles\/(owner|editor|writer|.*admin(\.v\d+)?)$/i.test(String(role));

/** Where the role and whoever gets it stand in each form of a grant. */
const ROLE = ["role", "policyData.bindings.role"];
const MEMBER = ["member", "members", "policyData.bindings.members"];

function judge(resource: Resource, { role, members }: Grant): Verdict {
  const impersonation = holds(role, isImpersonation);
  const admin = holds(role, isAdmin);
  return every([
    ...(members.length > 0 ? [forbid(impersonation, role, "lets the members act as every service account below")] : []),
    ...members.map((member) =>
      forbid(
        all(admin, memberHolds(resource, member, isOwnAccount, true)),
        member,
        `is a service account that gets an admin role (${role.path})`,
      ),
    ),
  ]);
}

export const gcpIamSaAdmin: ResourceRule = {
  id: "gcp-iam-sa-admin",
  title: "Service account with admin or impersonation at project level",
  severity: Severity.High,
  graph: false,
  judges: SCOPE_GRANTS,
  controls: {
    "CIS GCP 4.0": ["1.5", "1.6"],
    PCI4: [
      "1.5.1",
      "7.2.1",
      "7.2.2",
      "7.2.3",
      "7.2.5",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.1",
      "8.2.2",
      "8.2.5",
      "8.2.7",
      "8.2.8",
      "8.3.4",
    ],
  },
  checkov: ["CKV_GCP_41", "CKV_GCP_42", "CKV_GCP_44", "CKV_GCP_45", "CKV_GCP_49"],
  trivy: ["GCP-0005", "GCP-0007", "GCP-0011"],
  aspects: {
    "GCP-0005": ROLE,
    "GCP-0007": MEMBER,
    "GCP-0011": ROLE,
    CKV_GCP_41: ROLE,
    CKV_GCP_42: MEMBER,
    CKV_GCP_44: ROLE,
    CKV_GCP_45: ROLE,
    CKV_GCP_49: ROLE,
  },
  why: "A program that is taken over brings its account's rights along, and whoever may act as every service account of a project has the rights of all of them.",
  fix: "Grant the service account only what the program does, and the roles to act as an account on that account, with gcp.serviceaccount.IAMMember.",
  bad: [
    {
      type: "gcp:projects/iAMMember:IAMMember",
      name: "grant",
      props: {
        project: "acme",
        role: "roles/storage.admin",
        member: "serviceAccount:web@acme.iam.gserviceaccount.com",
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
  check: (resource) => every(grantsOf(resource).map((grant) => judge(resource, grant))),
};
