import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, texts } from "../../values.js";
import { sorted } from "./metadata.js";
import { qualified } from "./names.js";
import { canonical, isWhole, quantity } from "./quantity.js";
import type { Report } from "./report.js";

const counted = [
  "pods",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "resourcequotas",
  "services.nodeports",
  "services.loadbalancers",
];
const measured = [
  "cpu",
  "memory",
  "ephemeral-storage",
  "requests.cpu",
  "requests.memory",
  "requests.storage",
  "requests.ephemeral-storage",
  "limits.cpu",
  "limits.memory",
  "limits.ephemeral-storage",
];
const scopes = [
  "Terminating",
  "NotTerminating",
  "BestEffort",
  "NotBestEffort",
  "PriorityClass",
  "CrossNamespacePodAffinity",
  "VolumeAttributesClass",
];

export function checkQuota(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  for (const [name, value] of sorted(spec.hard)) {
    const path = `spec.hard[${name}]`;
    report.named(path, name, qualified(name));
    const standard =
      counted.includes(name) || measured.includes(name) || /^(requests\.|limits\.)?hugepages-/.test(name);
    if (!standard && !name.includes("/")) {
      report.invalid(path, name, "must be a standard resource type or fully qualified");
      report.invalid(path, name, "must be a standard resource for quota");
    }
    const amount = quantity(value);
    if (amount === undefined) continue;
    if (amount.nano < 0n) report.invalid(path, canonical(amount), "must be greater than or equal to 0");
    if (counted.includes(name) && !isWhole(amount)) report.invalid(path, canonical(amount), "must be an integer");
  }
  if (texts(spec.scopes).some((scope) => !scopes.includes(scope)))
    report.invalid("spec.scopes", spec.scopes, "unsupported scope");
}

/** What limits may say of a resource: each one next to the others. */
export function checkLimits(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  const seen = new Set<unknown>();
  for (const [index, limit] of records(spec.limits).entries()) {
    const path = `spec.limits[${index}]`;
    if (seen.has(limit.type) && limit.type !== UNKNOWN) report.duplicate(`${path}.type`, limit.type);
    seen.add(limit.type);
    if (limit.type === "Pod") {
      for (const name of ["default", "defaultRequest"])
        if (isSet(limit[name]) && Object.keys(limit[name] as object).length > 0)
          report.forbidden(`${path}.${name}`, "may not be specified when `type` is 'Pod'");
      if (isSet(limit.default) || isSet(limit.defaultRequest)) continue;
    }
    checkBounds(report, limit, path);
  }
}

function checkBounds(report: Report, limit: Props, path: string): void {
  const names = new Set(
    ["min", "max", "default", "defaultRequest"].flatMap((key) => sorted(limit[key]).map(([n]) => n)),
  );
  for (const name of [...names].sort()) {
    const bound = (key: string) => quantity(isRecord(limit[key]) ? limit[key][name] : undefined);
    const [min, max, usual, asked] = [bound("min"), bound("max"), bound("default"), bound("defaultRequest")];
    const refuse = (key: string, value: typeof min, detail: string): void => {
      if (value !== undefined) report.invalid(`${path}.${key}[${name}]`, canonical(value), detail);
    };
    const words = (value: typeof min): string => (value === undefined ? "" : canonical(value));
    const above = (a: typeof min, b: typeof min): boolean => a !== undefined && b !== undefined && a.nano > b.nano;
    if (above(min, max)) refuse("min", min, `min value ${words(min)} is greater than max value ${words(max)}`);
    if (above(min, asked))
      refuse("defaultRequest", asked, `min value ${words(min)} is greater than default request value ${words(asked)}`);
    if (above(min, usual))
      refuse("default", min, `min value ${words(min)} is greater than default value ${words(usual)}`);
    if (above(asked, max))
      refuse("defaultRequest", asked, `default request value ${words(asked)} is greater than max value ${words(max)}`);
    if (above(asked, usual))
      refuse(
        "defaultRequest",
        asked,
        `default request value ${words(asked)} is greater than default limit value ${words(usual)}`,
      );
    if (above(usual, max))
      refuse("default", max, `default value ${words(usual)} is greater than max value ${words(max)}`);
  }
}

const highest = 1_000_000_000;

export function checkPriorityClass(report: Report, { metadata, value, preemptionPolicy }: Props): void {
  const name = isRecord(metadata) ? metadata.name : undefined;
  if (typeof name === "string" && name.startsWith("system-"))
    report.forbidden(
      "metadata.name",
      `priority class names with 'system-' prefix are reserved for system use only. error: ${name} is not a known system priority class`,
    );
  if (typeof value === "number" && value > highest)
    report.forbidden("value", `maximum allowed value of a user defined priority is ${highest}`);
  if (isSet(preemptionPolicy)) report.choice("preemptionPolicy", preemptionPolicy, ["PreemptLowerPriority", "Never"]);
}
