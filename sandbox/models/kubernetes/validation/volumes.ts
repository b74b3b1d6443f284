import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, text } from "../../values.js";
import { checkResource } from "./environment.js";
import { label } from "./names.js";
import { quantity } from "./quantity.js";
import type { Report } from "./report.js";
import { checkClaimSpec } from "./storage.js";

/** The sources of a volume, in the order in which the API server looks at them; the first one counts. */
const sources = [
  "emptyDir",
  "hostPath",
  "gitRepo",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "secret",
  "nfs",
  "iscsi",
  "glusterfs",
  "persistentVolumeClaim",
  "rbd",
  "cinder",
  "cephfs",
  "flocker",
  "downwardAPI",
  "fc",
  "flexVolume",
  "configMap",
  "azureFile",
  "vsphereVolume",
  "quobyte",
  "azureDisk",
  "photonPersistentDisk",
  "storageos",
  "projected",
  "portworxVolume",
  "scaleIO",
  "csi",
  "ephemeral",
  "image",
] as const;

const hostPathTypes = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

/** What each of these sources cannot do without. */
const needs: Readonly<Record<string, readonly string[]>> = {
  secret: ["secretName"],
  configMap: ["name"],
  persistentVolumeClaim: ["claimName"],
  csi: ["driver"],
  nfs: ["server", "path"],
  hostPath: ["path"],
};

/** Checks a pod's volumes. Returns their names, or undefined where one of them is not known yet. */
export function checkVolumes(report: Report, spec: Props, path: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let known = spec.volumes !== UNKNOWN && !(Array.isArray(spec.volumes) && spec.volumes.includes(UNKNOWN));
  for (const [index, volume] of records(spec.volumes).entries()) {
    const at = `${path}.volumes[${index}]`;
    checkSource(report, volume, at, spec);
    const name = text(volume.name);
    if (volume.name === UNKNOWN) known = false;
    else if (name === undefined) report.required(`${at}.name`);
    else {
      report.named(`${at}.name`, name, label(name));
      if (names.has(name)) report.duplicate(`${at}.name`, name);
      names.add(name);
    }
  }
  return known ? names : undefined;
}

function checkSource(report: Report, volume: Props, path: string, spec: Props): void {
  const given = sources.filter((name) => isSet(volume[name]));
  for (const extra of given.slice(1)) report.forbidden(`${path}.${extra}`, "may not specify more than 1 volume type");
  const [kind] = given;
  const source = kind === undefined ? undefined : volume[kind];
  if (kind === undefined || !isRecord(source)) return;
  const at = `${path}.${kind}`;
  for (const name of needs[kind] ?? [])
    if (!isSet(source[name]) || source[name] === "") report.required(`${at}.${name}`);
  switch (kind) {
    case "emptyDir": {
      const limit = quantity(source.sizeLimit);
      if (limit !== undefined && limit.nano < 0n)
        report.forbidden(`${at}.sizeLimit`, "SizeLimit field must be a valid resource quantity");
      return;
    }
    case "hostPath":
      checkHostPath(report, source, at);
      return;
    case "secret":
    case "configMap":
    case "downwardAPI":
      checkMode(report, source.defaultMode, `${at}.defaultMode`);
      checkItems(report, source, at, kind);
      return;
    case "projected":
      checkProjected(report, source, at, spec);
      return;
    case "ephemeral":
      checkEphemeral(report, source, at);
      return;
    default:
      return;
  }
}

function checkEphemeral(report: Report, source: Props, path: string): void {
  const template = source.volumeClaimTemplate;
  if (!isSet(template)) report.required(`${path}.volumeClaimTemplate`);
  else if (isRecord(template)) checkClaimSpec(report, template.spec, `${path}.volumeClaimTemplate.spec`);
}

/** The path and the type of a directory of the node. */
export function checkHostPath(report: Report, source: Props, path: string): void {
  const place = text(source.path);
  if (place?.split("/").includes("..")) report.invalid(`${path}.path`, place, "must not contain '..'");
  if (isSet(source.type)) report.choice(`${path}.type`, source.type, hostPathTypes);
}

function checkMode(report: Report, mode: unknown, path: string): void {
  if (typeof mode === "number" && (mode < 0 || mode > 0o777))
    report.invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
}

function checkItems(report: Report, source: Props, path: string, kind: string): void {
  for (const [index, item] of records(source.items).entries()) {
    const at = `${path}.items[${index}]`;
    if (kind === "downwardAPI") checkField(report, item, at);
    else if (!isSet(item.key) || item.key === "") report.required(`${at}.key`);
    checkRelative(report, item.path, `${at}.path`);
    checkMode(report, item.mode, `${at}.mode`);
  }
}

function checkField(report: Report, item: Props, path: string): void {
  if (isRecord(item.resourceFieldRef)) checkResource(report, item.resourceFieldRef, `${path}.resourceFieldRef`);
  else if (!isSet(item.fieldRef) && !isSet(item.resourceFieldRef))
    report.required(path, "one of fieldRef and resourceFieldRef is required");
  if (isSet(item.fieldRef) && isSet(item.resourceFieldRef))
    report.invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
}

function checkRelative(report: Report, value: unknown, path: string): void {
  if (value === UNKNOWN) return;
  if (!isSet(value) || value === "") report.required(path);
  else if (typeof value !== "string") return;
  else if (value.startsWith("/")) report.invalid(path, value, "must be a relative path");
  else if (value.split("/").includes("..")) report.invalid(path, value, "must not contain '..'");
  else if (value.startsWith("..")) report.invalid(path, value, "must not start with '..'");
}

function checkProjected(report: Report, source: Props, path: string, spec: Props): void {
  checkMode(report, source.defaultMode, `${path}.defaultMode`);
  for (const [index, part] of records(source.sources).entries()) {
    const at = `${path}.sources[${index}]`;
    for (const kind of ["secret", "configMap", "downwardAPI"]) {
      const inner = part[kind];
      if (!isRecord(inner)) continue;
      if (kind !== "downwardAPI" && (!isSet(inner.name) || inner.name === "")) report.required(`${at}.${kind}.name`);
      checkItems(report, inner, `${at}.${kind}`, kind);
    }
    const token = part.serviceAccountToken;
    if (isRecord(token)) checkToken(report, token, `${at}.serviceAccountToken`, spec);
  }
}

function checkToken(report: Report, token: Props, path: string, spec: Props): void {
  const seconds = token.expirationSeconds;
  if (typeof seconds === "number" && seconds < 600)
    report.invalid(`${path}.expirationSeconds`, seconds, "may not specify a duration less than 10 minutes");
  checkRelative(report, token.path, `${path}.path`);
  // Where service accounts are admitted, as in every cluster, the account is filled in before this is asked.
  if (spec.serviceAccountName === "")
    report.forbidden(path, "must not be specified when serviceAccountName is not set");
}
