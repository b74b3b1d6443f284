import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records } from "../../values.js";
import { pathSegment } from "./names.js";
import { canonical, quantity } from "./quantity.js";
import type { Report } from "./report.js";
import { checkSelector } from "./selector.js";
import { checkShare } from "./workloads.js";

const metrics: Readonly<Record<string, string>> = {
  ContainerResource: "containerResource",
  External: "external",
  Object: "object",
  Pods: "pods",
  Resource: "resource",
};

export function checkAutoscaler(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  const { minReplicas, maxReplicas } = spec;
  const least = minReplicas ?? 1;
  if (typeof minReplicas === "number" && minReplicas < 1 && !scalesOnOthers(spec))
    report.invalid("spec.minReplicas", minReplicas, "must be greater than or equal to 1");
  if (maxReplicas !== UNKNOWN && (!isSet(maxReplicas) || (maxReplicas as number) < 1))
    report.required("spec.maxReplicas", "must be set and greater than 0");
  if (typeof least === "number" && maxReplicas !== UNKNOWN && Number(maxReplicas ?? 0) < least)
    report.invalid("spec.maxReplicas", maxReplicas ?? 0, "must be greater than or equal to `minReplicas`");
  checkTarget(report, spec.scaleTargetRef, "spec.scaleTargetRef");
  for (const [index, metric] of records(spec.metrics).entries()) checkMetric(report, metric, `spec.metrics[${index}]`);
  if (minReplicas === 0 && !scalesOnOthers(spec) && Array.isArray(spec.metrics))
    report.forbidden(
      "spec.metrics",
      "must specify at least one Object or External metric to support scaling to zero replicas",
    );
  if (isRecord(spec.behavior))
    for (const way of ["scaleUp", "scaleDown"]) checkRules(report, spec.behavior[way], `spec.behavior.${way}`);
}

function scalesOnOthers(spec: Props): boolean {
  if (spec.metrics === UNKNOWN) return true;
  return records(spec.metrics).some(({ type }) => type === UNKNOWN || type === "Object" || type === "External");
}

function checkTarget(report: Report, target: unknown, path: string): void {
  if (!isRecord(target)) return;
  for (const name of ["kind", "name"]) {
    const value = target[name];
    if (!isSet(value) || value === "") report.required(`${path}.${name}`);
    else if (typeof value === "string") report.named(`${path}.${name}`, value, pathSegment(value));
  }
}

function checkMetric(report: Report, metric: Props, path: string): void {
  if (metric.type === UNKNOWN) return;
  const name = metrics[String(metric.type)];
  if (name === undefined) {
    if (!isSet(metric.type) || metric.type === "") report.required(`${path}.type`, "must specify a metric source type");
    else report.unsupported(`${path}.type`, metric.type, Object.keys(metrics));
    return;
  }
  const source = metric[name];
  if (!isSet(source)) {
    report.required(`${path}.${name}`, "must populate information for the given metric source");
    return;
  }
  if (!isRecord(source)) return;
  if (name === "resource" || name === "containerResource") {
    if (!isSet(source.name) || source.name === "")
      report.required(`${path}.${name}.name`, "must specify a resource name");
    checkUse(report, source.target, `${path}.${name}.target`);
  }
}

function checkUse(report: Report, target: unknown, path: string): void {
  if (!isRecord(target)) return;
  const { type, averageUtilization, averageValue } = target;
  if (type !== UNKNOWN) report.choice(`${path}.type`, type ?? "", ["AverageValue", "Utilization", "Value"]);
  if (typeof averageUtilization === "number" && averageUtilization < 1)
    report.invalid(`${path}.averageUtilization`, averageUtilization, "must be greater than 0");
  const amount = quantity(averageValue);
  if (amount !== undefined && amount.nano <= 0n)
    report.invalid(`${path}.averageValue`, canonical(amount), "must be positive");
  if (!isSet(averageUtilization) && !isSet(averageValue))
    report.required(`${path}.averageUtilization`, "must set either a target raw value or a target utilization");
  if (isSet(averageUtilization) && isSet(averageValue))
    report.forbidden(`${path}.averageValue`, "may not set both a target raw value and a target utilization");
}

function checkRules(report: Report, rules: unknown, path: string): void {
  if (!isRecord(rules)) return;
  const window = rules.stabilizationWindowSeconds;
  if (typeof window === "number") {
    if (window < 0)
      report.invalid(`${path}.stabilizationWindowSeconds`, window, "must be greater than or equal to zero");
    if (window > 3600)
      report.invalid(`${path}.stabilizationWindowSeconds`, window, "must be less than or equal to 3600");
  }
  if (isSet(rules.selectPolicy)) report.choice(`${path}.selectPolicy`, rules.selectPolicy, ["Disabled", "Max", "Min"]);
  for (const [index, policy] of records(rules.policies).entries()) {
    const at = `${path}.policies[${index}]`;
    report.choice(`${at}.type`, policy.type, ["Percent", "Pods"]);
    for (const name of ["value", "periodSeconds"]) {
      const value = policy[name];
      if (typeof value === "number" && value <= 0) report.invalid(`${at}.${name}`, value, "must be greater than zero");
    }
    if (typeof policy.periodSeconds === "number" && policy.periodSeconds > 1800)
      report.invalid(`${at}.periodSeconds`, policy.periodSeconds, "must be less than or equal to 1800");
  }
}

export function checkBudget(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  if (isSet(minAvailable) && isSet(maxUnavailable))
    report.invalid(
      "spec",
      {
        MinAvailable: minAvailable,
        Selector: selector ?? null,
        MaxUnavailable: maxUnavailable,
        UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
      },
      "minAvailable and maxUnavailable cannot be both set",
    );
  checkShare(report, minAvailable, "spec.minAvailable");
  checkShare(report, maxUnavailable, "spec.maxUnavailable");
  if (isSet(unhealthyPodEvictionPolicy))
    report.choice("spec.unhealthyPodEvictionPolicy", unhealthyPodEvictionPolicy, ["AlwaysAllow", "IfHealthyBudget"]);
  checkSelector(report, selector, "spec.selector");
}
