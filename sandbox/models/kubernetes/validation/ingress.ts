import { isIP } from "node:net";
import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { at, isRecord, isSet, records, text } from "../../values.js";
import { isPort, label, label1035, portName, portNumber, subdomain, wildcard } from "./names.js";
import type { Report } from "./report.js";

const classAnnotation = "kubernetes.io/ingress.class";

export function checkIngress(report: Report, { metadata, spec }: Props): void {
  const annotated =
    isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations[classAnnotation] : undefined;
  const named = text(at(spec, "ingressClassName"));
  if (typeof annotated === "string" && named !== undefined && annotated !== named)
    report.invalid(
      `annotations.${classAnnotation}`,
      annotated,
      "must match `ingressClassName` when both are specified",
    );
  const empty = !isRecord(spec) || (!isSet(spec.defaultBackend) && !some(spec.rules));
  if (spec !== UNKNOWN && empty) report.invalid("spec", null, "either `defaultBackend` or `rules` must be specified");
  if (!isRecord(spec)) return;
  for (const [index, rule] of records(spec.rules).entries()) checkRule(report, rule, `spec.rules[${index}]`);
  if (isRecord(spec.defaultBackend)) checkBackend(report, spec.defaultBackend, "spec.defaultBackend");
  for (const [index, tls] of records(spec.tls).entries()) checkTls(report, tls, `spec.tls[${index}]`);
  if (named !== undefined) report.named("spec.ingressClassName", named, subdomain(named));
}

const some = (list: unknown): boolean => list === UNKNOWN || (Array.isArray(list) && list.length > 0);

function hostComplaints(host: string): string[] {
  return host.includes("*") ? wildcard(host) : subdomain(host);
}

function checkRule(report: Report, rule: Props, path: string): void {
  const host = text(rule.host);
  if (host !== undefined) {
    if (isIP(host) !== 0) report.invalid(`${path}.host`, host, "must be a DNS name, not an IP address");
    else report.named(`${path}.host`, host, hostComplaints(host));
  }
  if (!isRecord(rule.http)) return;
  const paths = records(rule.http.paths);
  if (!some(rule.http.paths)) report.required(`${path}.http.paths`);
  for (const [index, one] of paths.entries()) checkPath(report, one, `${path}.http.paths[${index}]`);
}

function checkPath(report: Report, one: Props, path: string): void {
  const { pathType } = one;
  if (!isSet(pathType)) report.required(`${path}.pathType`, "pathType must be specified");
  else {
    const value = one.path;
    if (pathType === "Exact" || pathType === "Prefix") checkText(report, value ?? "", `${path}.path`);
    else if (pathType === "ImplementationSpecific") {
      if (typeof value === "string" && value !== "" && !value.startsWith("/"))
        report.invalid(`${path}.path`, value, "must be an absolute path");
    } else report.choice(`${path}.pathType`, pathType, ["Exact", "ImplementationSpecific", "Prefix"]);
  }
  if (isRecord(one.backend)) checkBackend(report, one.backend, `${path}.backend`);
  else if (!isSet(one.backend)) report.invalid(`${path}.backend`, "", "resource or service backend is required");
}

function checkText(report: Report, value: unknown, path: string): void {
  if (typeof value !== "string") return;
  if (!value.startsWith("/")) report.invalid(path, value, "must be an absolute path");
  if (value === "") return;
  for (const part of ["//", "/./", "/../", "%2f", "%2F"])
    if (value.includes(part)) report.invalid(path, value, `must not contain '${part}'`);
  for (const end of ["/..", "/."]) if (value.endsWith(end)) report.invalid(path, value, `cannot end with '${end}'`);
}

function checkBackend(report: Report, backend: Props, path: string): void {
  const { service, resource } = backend;
  if (isSet(service) && isSet(resource)) {
    report.invalid(path, "", "cannot set both resource and service backends");
    return;
  }
  if (!isSet(service) && !isSet(resource)) {
    report.invalid(path, "", "resource or service backend is required");
    return;
  }
  if (!isRecord(service)) return;
  if (!isSet(service.name) || service.name === "") report.required(`${path}.service.name`);
  else if (typeof service.name === "string")
    report.named(`${path}.service.name`, service.name, serviceName(service.name));
  const port = service.port;
  if (port === UNKNOWN) return;
  const name = isRecord(port) && port.name !== "" ? port.name : undefined;
  const number = isRecord(port) && port.number !== 0 ? port.number : undefined;
  if (isSet(name) && isSet(number)) report.invalid(path, "", "cannot set both port name & port number");
  else if (typeof name === "string") report.named(`${path}.service.port.name`, name, portName(name));
  else if (typeof number === "number") {
    if (!isPort(number)) report.invalid(`${path}.service.port.number`, number, portNumber);
  } else if (!isSet(name) && !isSet(number)) report.required(path, "port name or number is required");
}

/** Services were called by the stricter rule, and by now by the one of every label. */
function serviceName(name: string): string[] {
  return label1035(name).length === 0 ? [] : label(name);
}

function checkTls(report: Report, tls: Props, path: string): void {
  for (const [index, host] of (Array.isArray(tls.hosts) ? tls.hosts : []).entries())
    if (typeof host === "string") report.named(`${path}.hosts[${index}]`, host, hostComplaints(host));
  const secret = text(tls.secretName);
  if (secret !== undefined) report.named(`${path}.secretName`, secret, subdomain(secret));
}

export function checkIngressClass(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  const controller = text(spec.controller);
  if (spec.controller === UNKNOWN) return;
  if (controller === undefined) report.required("spec.controller");
  else if (controller.length > 250) report.tooLong("spec.controller", 250);
  else if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/.+$/.test(controller))
    report.invalid("spec.controller", controller, 'must be a domain-prefixed path (such as "acme.io/foo")');
}
