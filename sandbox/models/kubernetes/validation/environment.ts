import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records } from "../../values.js";
import { subdomain } from "./names.js";
import { canonical, isWhole, quantity } from "./quantity.js";
import type { Report } from "./report.js";

const sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];
const fields = new Set([
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
]);
const fieldsOfMaps = /^metadata\.(labels|annotations)\['[^']+'\]$/;
const amounts = ["cpu", "ephemeral-storage", "memory"];
const resources = ["limits", "requests"].flatMap((kind) => amounts.map((name) => `${kind}.${name}`));

const several = "may not have more than one field specified at a time";

/** Checks the variables of a container. */
export function checkEnvironment(report: Report, container: Props, path: string): void {
  for (const [index, variable] of records(container.env).entries()) {
    const at = `${path}.env[${index}]`;
    checkName(report, variable.name, `${at}.name`);
    if (isRecord(variable.valueFrom)) checkSource(report, variable, variable.valueFrom, `${at}.valueFrom`);
  }
  for (const [index, from] of records(container.envFrom).entries()) {
    const at = `${path}.envFrom`;
    const given = ["configMapRef", "secretRef"].filter((name) => isSet(from[name]));
    if (typeof from.prefix === "string" && from.prefix !== "") checkName(report, from.prefix, `${at}[${index}].prefix`);
    for (const name of given) {
      const reference = from[name];
      if (!isRecord(reference)) continue;
      if (!isSet(reference.name) || reference.name === "") report.required(`${at}.${name}.name`);
      else if (typeof reference.name === "string")
        report.named(`${at}.${name}.name`, reference.name, subdomain(reference.name));
    }
    if (given.length === 0) report.invalid(at, "", "must specify one of: `configMapRef` or `secretRef`");
    if (given.length > 1) report.invalid(at, "", several);
  }
}

function checkName(report: Report, name: unknown, path: string): void {
  if (name === UNKNOWN) return;
  if (!isSet(name) || name === "") report.required(path);
  else if (typeof name === "string" && !/^[ -<>-~]+$/.test(name))
    report.invalid(
      path,
      name,
      "a valid environment variable name must consist only of printable ASCII characters other than '='",
    );
}

function checkSource(report: Report, variable: Props, source: Props, path: string): void {
  const given = sources.filter((name) => isSet(source[name]));
  for (const name of given) {
    const reference = source[name];
    if (!isRecord(reference)) continue;
    if (name === "fieldRef") checkField(report, reference.fieldPath, `${path}.fieldRef.fieldPath`);
    else if (name === "resourceFieldRef") checkResource(report, reference, `${path}.resourceFieldRef`);
    else if (!isSet(reference.key) || reference.key === "") report.required(`${path}.${name}.key`);
  }
  if (given.length === 0)
    report.invalid(
      path,
      "",
      "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`",
    );
  if (given.length > 1) report.invalid(path, "", several);
  if (typeof variable.value === "string" && variable.value !== "")
    report.invalid(path, "", "may not be specified when `value` is not empty");
}

function checkField(report: Report, field: unknown, path: string): void {
  if (field === UNKNOWN) return;
  if (!isSet(field) || field === "") report.required(path);
  else if (typeof field === "string" && !fields.has(field) && !fieldsOfMaps.test(field))
    report.invalid(path, field, `error converting fieldPath: field label not supported: ${field}`);
}

export function checkResource(report: Report, reference: Props, path: string): void {
  const { resource, divisor } = reference;
  if (resource === UNKNOWN) return;
  if (!isSet(resource) || resource === "") report.required(`${path}.resource`);
  else if (
    typeof resource === "string" &&
    !resources.includes(resource) &&
    !/^(limits|requests)\.hugepages-/.test(resource)
  )
    report.unsupported(`${path}.resource`, resource, resources);
  const amount = quantity(divisor);
  if (amount === undefined || amount.nano === 0n) return;
  const allowed = String(resource).endsWith(".cpu") ? ["1m", "1"] : undefined;
  if (allowed === undefined ? !isWhole(amount) : !allowed.includes(canonical(amount)))
    report.invalid(
      `${path}.divisor`,
      canonical(amount),
      allowed === undefined
        ? "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource"
        : "only divisor's values 1m and 1 are supported with the cpu resource",
    );
}
