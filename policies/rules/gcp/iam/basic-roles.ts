import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { every, forbid } from "../../../core/verdict.js";
import { grantsOf, SCOPE_GRANTS } from "../../../facts/gcp-iam-policy.js";

/** A viewer changes nothing, so that role is not among them. */
const isBasic = (role: unknown): boolean => /^roles\/(owner|editor)$/.test(String(role));

export const gcpIamBasicRoles: ResourceRule = {
  id: "gcp-iam-basic-roles",
  title: "Owner or editor granted",
  severity: Severity.High,
  graph: false,
  judges: SCOPE_GRANTS,
  controls: {},
  checkov: ["CKV_GCP_115", "CKV_GCP_116", "CKV_GCP_117"],
  why: "Owners and editors may change nearly everything in the project, in all services at once: whoever gets hold of one such member gets all of it.",
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
    return every(
      granted.map(({ role }) => forbid(holds(role, isBasic), role, "lets the members change nearly everything")),
    );
  },
};
