import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, holds, isText, not } from "../../core/tri.js";
import { get, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { BINDINGS, CLUSTER_ROLE_BINDING, subjectsOf } from "../../facts/rbac.js";

/** Parts of the control plane that have these rights anyway. */
const CONTROL_PLANE = /^system:(masters|apiserver|kube-controller-manager|kube-scheduler)$/;

export const k8sRbacClusterAdmin: ResourceRule = {
  id: "k8s-rbac-cluster-admin",
  title: "cluster-admin bound",
  severity: Severity.Critical,
  graph: false,
  judges: BINDINGS,
  controls: {
    "CIS K8s 1.11": ["5.1.1"],
    PCI4: [
      "10.6.3",
      "3.5.1",
      "3.6.1",
      "3.7.4",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.2.6",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.5",
      "8.2.7",
      "8.2.8",
      "8.3.11",
      "8.3.4",
    ],
  },
  why: "cluster-admin may do everything to everything, secrets and nodes included; whoever gets the token of such a subject has the cluster.",
  fix: "Bind a role in `roleRef` that has the rights that are needed; keep cluster-admin for breaking the glass.",
  bad: [
    {
      type: CLUSTER_ROLE_BINDING,
      name: "ci",
      props: {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "ServiceAccount", name: "ci", namespace: "ci" }],
      },
    },
  ],
  good: [
    {
      type: CLUSTER_ROLE_BINDING,
      name: "ci",
      props: {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: [{ kind: "ServiceAccount", name: "ci", namespace: "ci" }],
      },
    },
  ],
  check(binding) {
    const role = get(binding.props, "roleRef.name");
    const admin = all(isText(get(binding.props, "roleRef.kind"), "ClusterRole"), isText(role, "cluster-admin"));
    return every(
      subjectsOf(binding).map((subject) => {
        const name = within(subject, "name");
        const known = holds(name, (text) => CONTROL_PLANE.test(String(text)));
        return forbid(all(admin, not(known)), name, "gets the rights of cluster-admin");
      }),
    );
  },
};
