import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { BINDINGS, CLUSTER_ROLE_BINDING, subjectsOf } from "../../facts/rbac.js";

const WRONG: ReadonlyMap<unknown, string> = new Map([
  ["system:anonymous", "gives rights to everybody who reaches the API, without a sign-in"],
  ["system:unauthenticated", "gives rights to everybody who reaches the API, without a sign-in"],
  ["system:masters", "names the group that no role limits and that nobody can be removed from"],
]);

export const k8sRbacAnonymous: ResourceRule = {
  id: "k8s-rbac-anonymous",
  title: "Anonymous subjects bound",
  severity: Severity.Critical,
  graph: false,
  judges: BINDINGS,
  controls: {},
  why: "A right of system:anonymous or system:unauthenticated is a right of whoever reaches the API server; system:masters has every right, past all roles.",
  fix: "Name in `subjects` the users, groups or service accounts that need the role.",
  bad: [
    {
      type: CLUSTER_ROLE_BINDING,
      name: "viewers",
      props: {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: [{ kind: "Group", name: "system:unauthenticated" }],
      },
    },
  ],
  good: [
    {
      type: CLUSTER_ROLE_BINDING,
      name: "viewers",
      props: {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: [{ kind: "Group", name: "developers" }],
      },
    },
  ],
  check(binding) {
    return every(
      subjectsOf(binding).map((subject) => {
        const name = within(subject, "name");
        const wrong = name.state === "known" ? WRONG.get(name.value) : undefined;
        return forbid(
          holds(name, (text) => WRONG.has(text)),
          name,
          wrong ?? "gives rights to everybody",
        );
      }),
    );
  },
};
