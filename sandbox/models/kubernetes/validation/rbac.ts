import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records } from "../../values.js";
import { pathSegment, subdomain } from "./names.js";
import type { Report } from "./report.js";

const group = "rbac.authorization.k8s.io";

const none = (list: unknown): boolean => !isSet(list) || (Array.isArray(list) && list.length === 0);

export function checkRole(report: Report, object: Props): void {
  checkRules(report, object, true);
}

export function checkClusterRole(report: Report, object: Props): void {
  checkRules(report, object, false);
}

function checkRules(report: Report, { rules }: Props, namespaced: boolean): void {
  for (const [index, rule] of records(rules).entries()) {
    const path = `rules[${index}]`;
    if (none(rule.verbs)) report.required(`${path}.verbs`, "verbs must contain at least one value");
    if (!none(rule.nonResourceURLs)) {
      if (rule.nonResourceURLs === UNKNOWN) continue;
      if (namespaced)
        report.invalid(
          `${path}.nonResourceURLs`,
          rule.nonResourceURLs,
          "namespaced rules cannot apply to non-resource URLs",
        );
      if (["apiGroups", "resources", "resourceNames"].some((name) => !none(rule[name])))
        report.invalid(
          `${path}.nonResourceURLs`,
          rule.nonResourceURLs,
          "rules cannot apply to both regular resources and non-resource URLs",
        );
      continue;
    }
    if (none(rule.apiGroups)) report.required(`${path}.apiGroups`, "resource rules must supply at least one api group");
    if (none(rule.resources)) report.required(`${path}.resources`, "resource rules must supply at least one resource");
  }
}

export function checkRoleBinding(report: Report, object: Props): void {
  checkBinding(report, object, ["Role", "ClusterRole"]);
}

export function checkClusterRoleBinding(report: Report, object: Props): void {
  checkBinding(report, object, ["ClusterRole"]);
}

function checkBinding(report: Report, { roleRef, subjects }: Props, kinds: readonly string[]): void {
  if (isRecord(roleRef)) {
    if (isSet(roleRef.apiGroup) && roleRef.apiGroup !== "")
      report.choice("roleRef.apiGroup", roleRef.apiGroup, [group]);
    report.choice("roleRef.kind", roleRef.kind ?? "", kinds);
    if (!isSet(roleRef.name) || roleRef.name === "") report.required("roleRef.name");
    else if (typeof roleRef.name === "string") report.named("roleRef.name", roleRef.name, pathSegment(roleRef.name));
  } else if (!isSet(roleRef)) report.required("roleRef");
  for (const [index, subject] of records(subjects).entries())
    checkSubject(report, subject, `subjects[${index}]`, kinds.length === 1);
}

function checkSubject(report: Report, subject: Props, path: string, clusterWide: boolean): void {
  const { kind, name, namespace, apiGroup } = subject;
  if (!isSet(name) || name === "") report.required(`${path}.name`);
  if (kind === "ServiceAccount") {
    if (typeof name === "string" && name !== "") report.named(`${path}.name`, name, subdomain(name));
    if (isSet(apiGroup)) report.choice(`${path}.apiGroup`, apiGroup, [""]);
    // In a RoleBinding the account of its own namespace is meant.
    if (clusterWide && (!isSet(namespace) || namespace === "")) report.required(`${path}.namespace`);
  } else if (kind === "User" || kind === "Group") {
    if (isSet(apiGroup) && apiGroup !== "") report.choice(`${path}.apiGroup`, apiGroup, [group]);
  } else report.choice(`${path}.kind`, kind ?? "", ["ServiceAccount", "User", "Group"]);
}
