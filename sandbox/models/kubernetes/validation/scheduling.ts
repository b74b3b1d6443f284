import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, text } from "../../values.js";
import { checkLabels } from "./metadata.js";
import { labelValue, qualified } from "./names.js";
import type { Report } from "./report.js";
import { checkSelector } from "./selector.js";

const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** Checks where a pod may run: node selector, affinity, tolerations, spread. */
export function checkScheduling(report: Report, spec: Props, path: string): void {
  checkLabels(report, spec.nodeSelector, `${path}.nodeSelector`);
  if (isRecord(spec.affinity)) checkAffinity(report, spec.affinity, `${path}.affinity`);
  for (const [index, toleration] of records(spec.tolerations).entries())
    checkToleration(report, toleration, `${path}.tolerations[${index}]`);
  for (const [index, spread] of records(spec.topologySpreadConstraints).entries())
    checkSpread(report, spread, `${path}.topologySpreadConstraints[${index}]`);
}

function checkAffinity(report: Report, affinity: Props, path: string): void {
  if (isRecord(affinity.nodeAffinity)) checkNodes(report, affinity.nodeAffinity, `${path}.nodeAffinity`);
  for (const kind of ["podAffinity", "podAntiAffinity"]) {
    const pods = affinity[kind];
    if (!isRecord(pods)) continue;
    for (const [index, term] of records(pods[required]).entries())
      checkPodTerm(report, term, `${path}.${kind}.${required}[${index}]`);
    for (const [index, term] of records(pods[preferred]).entries()) {
      const at = `${path}.${kind}.${preferred}[${index}]`;
      checkWeight(report, term, at);
      if (isRecord(term.podAffinityTerm)) checkPodTerm(report, term.podAffinityTerm, `${at}.podAffinityTerm`);
    }
  }
}

function checkWeight(report: Report, term: Props, path: string): void {
  if (typeof term.weight === "number" && (term.weight < 1 || term.weight > 100))
    report.invalid(`${path}.weight`, term.weight, "must be in the range 1-100");
}

function checkPodTerm(report: Report, term: Props, path: string): void {
  checkSelector(report, term.labelSelector, `${path}.labelSelector`);
  checkSelector(report, term.namespaceSelector, `${path}.namespaceSelector`);
  checkTopologyKey(report, term.topologyKey, path);
}

function checkTopologyKey(report: Report, key: unknown, path: string): void {
  if (key === UNKNOWN) return;
  if (!isSet(key) || key === "") report.required(`${path}.topologyKey`, "can not be empty");
  report.named(`${path}.topologyKey`, key ?? "", qualified(text(key) ?? ""));
}

function checkNodes(report: Report, nodes: Props, path: string): void {
  const must = nodes[required];
  if (isRecord(must)) {
    const at = `${path}.${required}.nodeSelectorTerms`;
    if (Array.isArray(must.nodeSelectorTerms) && must.nodeSelectorTerms.length === 0)
      report.required(at, "must have at least one node selector term");
    for (const [index, term] of records(must.nodeSelectorTerms).entries())
      checkNodeTerm(report, term, `${at}[${index}]`);
  }
  for (const [index, term] of records(nodes[preferred]).entries()) {
    const at = `${path}.${preferred}[${index}]`;
    checkWeight(report, term, at);
    if (isRecord(term.preference)) checkNodeTerm(report, term.preference, `${at}.preference`);
  }
}

/** Checks what nodes are selected by: labels with operators. */
function checkNodeTerm(report: Report, term: Props, path: string): void {
  for (const [index, { key, operator, values }] of records(term.matchExpressions).entries()) {
    const at = `${path}.matchExpressions[${index}]`;
    const list = Array.isArray(values) ? values : [];
    if ((operator === "In" || operator === "NotIn") && list.length === 0 && values !== UNKNOWN)
      report.required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
    else if ((operator === "Exists" || operator === "DoesNotExist") && list.length > 0)
      report.forbidden(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    else if ((operator === "Gt" || operator === "Lt") && list.length !== 1 && values !== UNKNOWN)
      report.required(`${at}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'");
    else if (!["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"].includes(operator as string))
      report.invalid(`${at}.operator`, operator ?? "", "not a valid selector operator");
    if (typeof key === "string") report.named(`${at}.key`, key, qualified(key));
    for (const [valueIndex, value] of list.entries())
      if (typeof value === "string") report.named(`${at}.values[${valueIndex}]`, value, labelValue(value));
  }
}

function checkToleration(report: Report, toleration: Props, path: string): void {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  const name = text(key);
  if (name !== undefined) report.named(`${path}.key`, name, qualified(name));
  if (!isSet(key) || key === "") {
    if (operator !== "Exists" && operator !== UNKNOWN)
      report.invalid(
        `${path}.operator`,
        operator ?? "",
        'operator must be Exists when `key` is empty, which means "match all values and all keys"',
      );
  }
  if (isSet(tolerationSeconds) && effect !== "NoExecute")
    report.invalid(`${path}.effect`, effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set");
  if ((operator ?? "Equal") === "Equal") {
    if (typeof value === "string" && labelValue(value).length > 0)
      report.invalid(`${path}.operator`, value, labelValue(value).join(";"));
  } else if (operator === "Exists") {
    if (isSet(value) && value !== "")
      report.invalid(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'");
  } else report.choice(`${path}.operator`, operator, ["Equal", "Exists"]);
  if (isSet(effect) && effect !== "") report.choice(`${path}.effect`, effect, effects);
}

function checkSpread(report: Report, spread: Props, path: string): void {
  if (typeof spread.maxSkew === "number" && spread.maxSkew <= 0)
    report.invalid(`${path}.maxSkew`, spread.maxSkew, "must be greater than zero");
  checkTopologyKey(report, spread.topologyKey, path);
  report.choice(`${path}.whenUnsatisfiable`, spread.whenUnsatisfiable ?? "", ["DoNotSchedule", "ScheduleAnyway"]);
  if (typeof spread.minDomains === "number" && spread.minDomains <= 0)
    report.invalid(`${path}.minDomains`, spread.minDomains, "must be greater than zero");
  checkSelector(report, spread.labelSelector, `${path}.labelSelector`);
}
