import { isIP } from "node:net";
import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, text } from "../../values.js";
import { checkContainers } from "./containers.js";
import { checkAnnotations, checkLabels } from "./metadata.js";
import { label, qualified, subdomain } from "./names.js";
import type { Report } from "./report.js";
import { checkScheduling } from "./scheduling.js";
import { checkPodSecurity } from "./security.js";
import { checkVolumes } from "./volumes.js";

export const notAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const noDeadline = "must be between 1 and 2147483647, inclusive";

/** Checks what a pod is made of. The defaults of the API server are filled in already. */
export function checkPodSpec(report: Report, spec: unknown, path: string): void {
  if (!isRecord(spec)) return;
  const volumes = checkVolumes(report, spec, path);
  checkContainers(report, spec, path, {
    volumes,
    hostNetwork: spec.hostNetwork === true,
    grace: spec.terminationGracePeriodSeconds,
  });
  report.choice(`${path}.restartPolicy`, spec.restartPolicy ?? "Always", ["Always", "OnFailure", "Never"]);
  checkDns(report, spec, path);
  checkPodSecurity(report, spec, path);
  checkScheduling(report, spec, path);
  checkNames(report, spec, path);
  for (const [index, { conditionType }] of records(spec.readinessGates).entries())
    if (typeof conditionType === "string")
      report.named(`${path}.readinessGates[${index}].conditionType`, conditionType, qualified(conditionType));
  for (const [index, alias] of records(spec.hostAliases).entries())
    if (typeof alias.ip === "string" && isIP(alias.ip) === 0)
      report.invalid(`${path}.hostAliases[${index}].ip`, alias.ip, notAddress);
  const deadline = spec.activeDeadlineSeconds;
  if (typeof deadline === "number" && (deadline < 1 || deadline > 2_147_483_647))
    report.invalid(`${path}.activeDeadlineSeconds`, deadline, noDeadline);
}

function checkNames(report: Report, spec: Props, path: string): void {
  for (const key of ["serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName"]) {
    const name = text(spec[key]);
    if (name !== undefined) report.named(`${path}.${key}`, name, subdomain(name));
  }
  for (const key of ["hostname", "subdomain"]) {
    const name = text(spec[key]);
    if (name !== undefined) report.named(`${path}.${key}`, name, label(name));
  }
}

function checkDns(report: Report, spec: Props, path: string): void {
  const policies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
  report.choice(`${path}.dnsPolicy`, spec.dnsPolicy ?? "ClusterFirst", policies);
  const config = spec.dnsConfig;
  if (spec.dnsPolicy === "None") {
    if (!isSet(config)) report.required(`${path}.dnsConfig`, "must provide `dnsConfig` when `dnsPolicy` is None");
    else if (isRecord(config) && noServers(config.nameservers))
      report.required(
        `${path}.dnsConfig.nameservers`,
        "must provide at least one DNS nameserver when `dnsPolicy` is None",
      );
  }
  if (!isRecord(config)) return;
  const servers = Array.isArray(config.nameservers) ? config.nameservers : [];
  if (servers.length > 3)
    report.invalid(`${path}.dnsConfig.nameservers`, servers, "must not have more than 3 nameservers");
  for (const [index, server] of servers.entries())
    if (typeof server === "string" && isIP(server) === 0)
      report.invalid(`${path}.dnsConfig.nameservers[${index}]`, server, notAddress);
}

const noServers = (servers: unknown): boolean => !isSet(servers) || (Array.isArray(servers) && servers.length === 0);

/** Checks a template: what its pods are labelled with and made of. */
export function checkTemplate(report: Report, template: unknown, path: string): void {
  if (!isRecord(template)) return;
  if (isRecord(template.metadata)) {
    checkLabels(report, template.metadata.labels, `${path}.labels`);
    checkAnnotations(report, template.metadata.annotations, `${path}.annotations`);
  }
  checkPodSpec(report, template.spec, `${path}.spec`);
}

/** The restart policy of a template, where it is one that its kind allows; true where that cannot be told yet. */
export function hasPolicy(template: unknown, allowed: readonly string[]): boolean {
  const spec = isRecord(template) ? template.spec : template;
  if (!isRecord(spec)) return true;
  return spec.restartPolicy === UNKNOWN || allowed.includes(String(spec.restartPolicy));
}
