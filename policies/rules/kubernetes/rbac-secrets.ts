import type { Resource } from "../../core/resource.js";
import { Severity, type StackRule } from "../../core/rule.js";
import type { Stack } from "../../core/stack.js";
import { all, any, isText, not, type Tri } from "../../core/tri.js";
import { of } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { names } from "../../facts/kubernetes.js";
import {
  allows,
  CLUSTER_ROLE,
  CLUSTER_ROLE_BINDING,
  CLUSTER_ROLES,
  isNarrowed,
  ROLE_BINDING,
  rulesOf,
} from "../../facts/rbac.js";

const SECRETS = { group: "", resources: ["secrets"] };

/** Whether the role holds in single namespaces only: the stack binds it, and nowhere for the whole cluster. */
function staysInNamespaces(role: Resource, stack: Stack): Tri {
  const bound = (type: string): Tri =>
    any(
      ...stack.ofType(type).map((binding) => {
        const named = names(binding, "roleRef", of(binding, "roleRef.name"), role);
        return all(isText(of(binding, "roleRef.kind"), "ClusterRole"), named);
      }),
    );
  return all(bound(ROLE_BINDING), not(bound(CLUSTER_ROLE_BINDING)));
}

export const k8sRbacSecrets: StackRule = {
  id: "k8s-rbac-secrets",
  title: "Role that reads every secret",
  severity: Severity.High,
  graph: true,
  judges: CLUSTER_ROLES,
  consults: {
    [ROLE_BINDING]: ["roleRef"],
    [CLUSTER_ROLE_BINDING]: ["roleRef"],
    [CLUSTER_ROLE]: ["metadata.name"],
  },
  controls: {
    "CIS K8s 1.11": ["5.1.2"],
    PCI4: [
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "10.2.1",
      "10.3.1",
      "10.6.3",
      "12.4.2",
      "3.5.1",
      "3.6.1",
      "3.7.6",
      "4.2.1",
      "7.2.1",
      "7.2.2",
      "7.2.3",
      "7.2.5",
      "7.3.1",
      "7.3.3",
      "8.3.4",
      "8.3.6",
      "8.6.3",
      "A1.1.2",
      "A3.2.5",
      "A3.4.1",
    ],
  },
  checkov: ["CKV2_K8S_5"],
  why: "Among the secrets of all namespaces are the tokens and passwords of everything in the cluster, those of its administrators too. A list shows their content as well as a get.",
  fix: "Name the secrets in `resourceNames`, or grant them in a Role, or bind the ClusterRole with RoleBindings in the namespaces that need it.",
  bad: [
    {
      type: CLUSTER_ROLE,
      name: "reader",
      props: { rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] }] },
    },
  ],
  good: [
    {
      type: CLUSTER_ROLE,
      name: "reader",
      props: { rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: ["registry"], verbs: ["get"] }] },
    },
  ],
  check(role, stack) {
    return every(
      rulesOf(role).map((rule) => {
        const reads = all(allows(rule, ["get", "list", "watch"], SECRETS), not(isNarrowed(rule)));
        const everywhere = reads === false ? false : all(reads, not(staysInNamespaces(role, stack)));
        return forbid(everywhere, rule, "reads the secrets of every namespace");
      }),
    );
  },
};
