import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, any } from "../../core/tri.js";
import { every, forbid } from "../../core/verdict.js";
import { CLUSTER_ROLE, lists, ROLES, rulesOf } from "../../facts/rbac.js";

export const k8sRbacWildcard: ResourceRule = {
  id: "k8s-rbac-wildcard",
  title: "Role with wildcards",
  severity: Severity.High,
  graph: false,
  judges: ROLES,
  controls: { "CIS K8s 1.11": ["5.1.3"], PCI4: ["7.2.3"] },
  checkov: ["CKV_K8S_49"],
  why: "A rule with every verb on every resource is the rights of an administrator, on kinds too that are added to the cluster later.",
  fix: "Name in `rules` the verbs, the API groups and the resources that are needed.",
  bad: [
    { type: CLUSTER_ROLE, name: "deployer", props: { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] } },
  ],
  good: [
    {
      type: CLUSTER_ROLE,
      name: "deployer",
      props: { rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "list", "patch"] }] },
    },
  ],
  check(role) {
    return every(
      rulesOf(role).map((rule) => {
        const wide = any(lists(rule, "resources", "*"), lists(rule, "apiGroups", "*"));
        return forbid(all(lists(rule, "verbs", "*"), wide), rule, "allows every verb on whole groups of resources");
      }),
    );
  },
};
