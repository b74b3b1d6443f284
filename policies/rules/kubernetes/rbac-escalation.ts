import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, any, not, type Tri } from "../../core/tri.js";
import type { Field } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { allows, CLUSTER_ROLE, isNarrowed, lists, ROLES, rulesOf } from "../../facts/rbac.js";

const ROLE_OBJECTS = { group: "rbac.authorization.k8s.io", resources: ["roles", "clusterroles"] };
const IDENTITIES = { group: "", resources: ["users", "groups", "serviceaccounts"] };
const FURTHER = { group: "authentication.k8s.io", resources: ["uids", "userextras"] };
const NODES = { group: "", resources: ["nodes/proxy"] };
const PODS = { group: "", resources: ["pods/exec"] };

/** Whether the rule names objects, and none that is as good as all of them. */
function isLimited(rule: Field): Tri {
  return all(isNarrowed(rule), not(lists(rule, "resourceNames", "cluster-admin", "admin", "edit", "system:masters")));
}

/** What a rule lets its holder do to get further rights. */
function ways(rule: Field): readonly (readonly [open: Tri, wrong: string])[] {
  const named = (verb: string): Tri => lists(rule, "verbs", verb);
  const impersonates = any(named("impersonate"), allows(rule, [], IDENTITIES), allows(rule, [], FURTHER));
  return [
    [
      any(named("escalate"), allows(rule, [], ROLE_OBJECTS)),
      "lets a role be given rights that its author does not have",
    ],
    [all(named("bind"), not(isLimited(rule))), "lets every role be bound, also one with more rights"],
    [all(impersonates, not(isLimited(rule))), "lets its holder act as others"],
    [allows(rule, ["get", "create"], NODES), "reaches the kubelet of every node, past the rules of the API"],
    [allows(rule, ["create"], PODS), "opens a shell in every pod, with that pod's rights"],
  ];
}

export const k8sRbacEscalation: ResourceRule = {
  id: "k8s-rbac-escalation",
  title: "Role that can raise its own rights",
  severity: Severity.High,
  graph: false,
  judges: ROLES,
  controls: { "CIS K8s 1.11": ["5.1.10"] },
  checkov: ["CKV_K8S_157", "CKV_K8S_158"],
  why: "These rights are all rights in the end: their holder writes a stronger role, acts as an administrator, or takes over pods and nodes that have more.",
  fix: "Remove from `rules` the verbs bind, escalate and impersonate and the resources nodes/proxy and pods/exec, or limit bind and impersonate with `resourceNames`.",
  bad: [
    {
      type: CLUSTER_ROLE,
      name: "support",
      props: { rules: [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }] },
    },
  ],
  good: [
    {
      type: CLUSTER_ROLE,
      name: "support",
      props: { rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list"] }] },
    },
  ],
  check(role) {
    return every(rulesOf(role).flatMap((rule) => ways(rule).map(([open, wrong]) => forbid(open, rule, wrong))));
  },
};
