/** Roles of Kubernetes and who they are bound to, read in three values. */

import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isSet, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";

export const ROLE = "kubernetes:rbac.authorization.k8s.io/v1:Role";
export const CLUSTER_ROLE = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole";
export const ROLE_BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
export const CLUSTER_ROLE_BINDING = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";

const RULE = ["rules[].apiGroups", "rules[].resources", "rules[].resourceNames", "rules[].verbs"];
const SUBJECT = ["subjects[].kind", "subjects[].name"];

/** What a rule on the rights of a cluster role reads. */
export const CLUSTER_ROLES: Reads = { [CLUSTER_ROLE]: RULE };

/** What a rule on the rights of roles reads. */
export const ROLES: Reads = { ...CLUSTER_ROLES, [ROLE]: RULE };

/** What a rule on bindings reads. */
export const BINDINGS: Reads = {
  [ROLE_BINDING]: [...SUBJECT, "roleRef.kind", "roleRef.name"],
  [CLUSTER_ROLE_BINDING]: [...SUBJECT, "roleRef.kind", "roleRef.name"],
};

/** The rules of a role. */
export function rulesOf(role: Resource): readonly Field[] {
  return items(get(role.props, "rules"));
}

/** The subjects of a binding. */
export function subjectsOf(binding: Resource): readonly Field[] {
  return items(get(binding.props, "subjects"));
}

/** Whether a list of a rule has one of the words; RBAC compares them as they are written. */
export function lists(rule: Field, list: string, ...words: readonly string[]): Tri {
  return any(...items(within(rule, list)).map((entry) => holds(entry, (word) => words.includes(String(word)))));
}

/** Whether a rule is only for some objects, which it names. */
export function isNarrowed(rule: Field): Tri {
  return isSet(within(rule, "resourceNames"));
}

/** Resources of one API group; a subresource is written `pods/exec`. */
export interface Target {
  readonly group: string;
  readonly resources: readonly string[];
}

/** Whether a rule allows one of the verbs on one of the resources, by name or by `*`. */
export function allows(rule: Field, verbs: readonly string[], { group, resources }: Target): Tri {
  const anyOf = resources.flatMap((name) => [name, name.replace(/^.*(?=\/)/, "*")]);
  return all(
    lists(rule, "verbs", "*", ...verbs),
    lists(rule, "apiGroups", "*", group),
    lists(rule, "resources", "*", ...anyOf),
  );
}
