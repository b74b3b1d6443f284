import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, any, holds, isText } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { BINDINGS, CLUSTER_ROLE_BINDING, subjectsOf } from "../../facts/rbac.js";

/** The same account, written as the user that it signs in as. */
const AS_USER = /^system:serviceaccount:[^:]+:default$/;

export const k8sDefaultSaBound: ResourceRule = {
  id: "k8s-default-sa-bound",
  title: "Default service account bound",
  severity: Severity.Medium,
  graph: false,
  judges: BINDINGS,
  controls: {},
  checkov: ["CKV_K8S_42"],
  why: "Every pod that names no service account runs as default, so each pod of the namespace gets the role, those that come later too.",
  fix: "Make a service account for the pods that need the role and name it in `subjects`.",
  bad: [
    {
      type: CLUSTER_ROLE_BINDING,
      name: "viewers",
      props: {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: [{ kind: "ServiceAccount", name: "default", namespace: "shop" }],
      },
    },
  ],
  good: [
    {
      type: CLUSTER_ROLE_BINDING,
      name: "viewers",
      props: {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: [{ kind: "ServiceAccount", name: "dashboard", namespace: "shop" }],
      },
    },
  ],
  check(binding) {
    return every(
      subjectsOf(binding).map((subject) => {
        const [kind, name] = [within(subject, "kind"), within(subject, "name")];
        const account = all(
          isText(kind, "ServiceAccount"),
          holds(name, (text) => text === "default"),
        );
        const user = holds(name, (text) => AS_USER.test(String(text)));
        return forbid(any(account, user), name, "gives the role to every pod without a service account of its own");
      }),
    );
  },
};
