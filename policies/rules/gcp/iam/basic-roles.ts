import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import type { Field } from "../../../core/value.js";
import { every, forbid, graded, type Verdict } from "../../../core/verdict.js";
import { grantsOf, SCOPE_GRANTS } from "../../../facts/gcp-iam-policy.js";

const CHANGES: ReadonlySet<unknown> = new Set(["roles/owner", "roles/editor", "roles/admin", "roles/writer"]);
const READS: ReadonlySet<unknown> = new Set(["roles/viewer", "roles/reader"]);

function judge(role: Field): Verdict {
  return every([
    forbid(
      holds(role, (name) => CHANGES.has(name)),
      role,
      "lets the members change nearly everything",
    ),
    graded(
      forbid(
        holds(role, (name) => READS.has(name)),
        role,
        "lets the members read nearly everything",
      ),
      Severity.Medium,
    ),
  ]);
}

export const gcpIamBasicRoles: ResourceRule = {
  id: "gcp-iam-basic-roles",
  title: "Basic role granted",
  severity: Severity.High,
  severities: [Severity.Medium],
  graph: false,
  judges: SCOPE_GRANTS,
  controls: {},
  checkov: ["CKV_GCP_115", "CKV_GCP_116", "CKV_GCP_117", "CKV_GCP_44", "CKV_GCP_45", "CKV_GCP_49"],
  why: "Owners and editors may change nearly everything in the project, in all services at once: whoever gets hold of one such member gets all of it. A viewer changes nothing, but reads what every service of the project shows.",
  fix: "Grant in `role` the predefined or custom roles that the member needs.",
  bad: [
    {
      type: "gcp:projects/iAMMember:IAMMember",
      name: "grant",
      props: { project: "acme", role: "roles/editor", member: "group:developers@example.com" },
    },
  ],
  good: [
    {
      type: "gcp:projects/iAMMember:IAMMember",
      name: "grant",
      props: { project: "acme", role: "roles/run.developer", member: "group:developers@example.com" },
    },
  ],
  check(resource) {
    const granted = grantsOf(resource).filter(({ members }) => members.length > 0);
    return every(granted.map(({ role }) => judge(role)));
  },
};
