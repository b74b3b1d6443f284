import { isIP } from "node:net";
import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, text } from "../../values.js";
import { checkLabels } from "./metadata.js";
import { isPort, label, portNumber, subdomain } from "./names.js";
import { notAddress } from "./pod.js";
import { checkPort } from "./probes.js";
import { isRange, notRange } from "./ranges.js";
import type { Report } from "./report.js";

const types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
/** The range of addresses of Services, as the sandbox's clusters have it. */
const nodePorts = { least: 30_000, most: 32_767 };

export function checkService(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  const { type } = spec;
  checkNeeds(report, spec);
  checkLabels(report, spec.selector, "spec.selector");
  report.choice("spec.sessionAffinity", spec.sessionAffinity ?? "None", ["ClientIP", "None"]);
  report.choice("spec.type", type, types);
  checkPorts(report, spec);
  checkAddress(report, spec);
  for (const [index, address] of (Array.isArray(spec.externalIPs) ? spec.externalIPs : []).entries())
    if (typeof address === "string" && isIP(address) === 0)
      report.invalid(`spec.externalIPs[${index}]`, address, notAddress);
  checkSources(report, spec);
  if (
    spec.externalTrafficPolicy !== undefined &&
    (type === "ClusterIP" || type === "ExternalName") &&
    !hasAddresses(spec)
  )
    report.invalid(
      "spec.externalTrafficPolicy",
      spec.externalTrafficPolicy,
      "may only be set for externally-accessible services",
    );
  else if (isSet(spec.externalTrafficPolicy))
    report.choice("spec.externalTrafficPolicy", spec.externalTrafficPolicy, ["Cluster", "Local"]);
}

const hasAddresses = (spec: Props): boolean =>
  spec.externalIPs === UNKNOWN || (Array.isArray(spec.externalIPs) && spec.externalIPs.length > 0);

function checkNeeds(report: Report, spec: Props): void {
  const headless = spec.clusterIP === "None";
  const ports = Array.isArray(spec.ports) ? spec.ports.length : isSet(spec.ports) ? 1 : 0;
  if (ports === 0 && !headless && spec.type !== "ExternalName" && spec.clusterIP !== UNKNOWN && spec.type !== UNKNOWN)
    report.required("spec.ports");
  if (spec.type === "LoadBalancer" && headless)
    report.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for LoadBalancer services");
  if (spec.type === "NodePort" && headless)
    report.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for NodePort services");
  if (spec.type !== "ExternalName") return;
  const name = text(spec.externalName);
  if (isSet(spec.clusterIP) && spec.clusterIP !== "")
    report.forbidden("spec.clusterIPs", "may not be set for ExternalName services");
  if (!isSet(spec.externalName) || spec.externalName === "") report.required("spec.externalName");
  else if (name !== undefined) report.named("spec.externalName", name, subdomain(name.replace(/\.$/, "")));
}

function checkPorts(report: Report, spec: Props): void {
  const ports = records(spec.ports);
  const names = new Set<string>();
  const several = Array.isArray(spec.ports) && spec.ports.length > 1;
  for (const [index, port] of ports.entries()) {
    const path = `spec.ports[${index}]`;
    const name = text(port.name);
    if (name === undefined) {
      if (several && port.name !== UNKNOWN) report.required(`${path}.name`);
    } else {
      report.named(`${path}.name`, name, label(name));
      if (names.has(name)) report.duplicate(`${path}.name`, name);
      names.add(name);
    }
    if (!isPort(port.port ?? 0)) report.invalid(`${path}.port`, port.port ?? 0, portNumber);
    report.choice(`${path}.protocol`, port.protocol ?? "TCP", ["SCTP", "TCP", "UDP"]);
    const target = port.targetPort;
    // Zero is how «the same as the port» is said.
    checkPort(report, !isSet(target) || target === 0 || target === "" ? port.port : target, `${path}.targetPort`);
    checkNodePort(report, port.nodePort, spec.type, path);
  }
}

function checkNodePort(report: Report, port: unknown, type: unknown, path: string): void {
  if (typeof port !== "number" || port === 0) return;
  if (type === "ClusterIP" || type === "ExternalName")
    report.forbidden(`${path}.nodePort`, `may not be used when \`type\` is '${type}'`);
  else if (port < nodePorts.least || port > nodePorts.most)
    report.invalid(
      `${path}.nodePort`,
      port,
      `provided port is not in the valid range. The range of valid ports is ${nodePorts.least}-${nodePorts.most}`,
    );
}

function checkAddress(report: Report, spec: Props): void {
  const address = text(spec.clusterIP);
  if (address === undefined || address === "None" || spec.type === "ExternalName") return;
  if (isIP(address) === 0) report.invalid("spec.clusterIPs[0]", address, notAddress);
}

function checkSources(report: Report, spec: Props): void {
  const ranges = spec.loadBalancerSourceRanges;
  if (!isSet(ranges)) return;
  const path = "spec.LoadBalancerSourceRanges";
  if (spec.type !== "LoadBalancer") {
    if (spec.type !== UNKNOWN) report.forbidden(path, "may only be used when `type` is 'LoadBalancer'");
    return;
  }
  for (const [index, range] of (Array.isArray(ranges) ? ranges : []).entries())
    if (typeof range === "string" && !isRange(range.trim())) report.invalid(`${path}[${index}]`, range, notRange);
}
