import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, text } from "../../values.js";
import { subdomain } from "./names.js";
import { canonical, quantity } from "./quantity.js";
import type { Report } from "./report.js";
import { checkSelector } from "./selector.js";
import { checkHostPath } from "./volumes.js";

const accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

const volumeSources = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "glusterfs",
  "flocker",
  "nfs",
  "rbd",
  "quobyte",
  "cephfs",
  "iscsi",
  "cinder",
  "fc",
  "flexVolume",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "scaleIO",
  "local",
  "storageos",
  "csi",
];

function checkModes(report: Report, spec: Props, path: string): void {
  const modes = spec.accessModes;
  if (modes === UNKNOWN) return;
  const list = Array.isArray(modes) ? modes : [];
  if (list.length === 0) report.required(`${path}.accessModes`, "at least 1 access mode is required");
  for (const mode of list) report.choice(`${path}.accessModes`, mode, accessModes);
  if (list.includes("ReadWriteOncePod") && list.length > 1)
    report.forbidden(`${path}.accessModes`, "may not use ReadWriteOncePod with other access modes");
}

function checkClass(report: Report, spec: Props, path: string): void {
  const name = text(spec.storageClassName);
  if (name !== undefined) report.named(`${path}.storageClassName`, name, subdomain(name));
  if (isSet(spec.volumeMode)) report.choice(`${path}.volumeMode`, spec.volumeMode, ["Block", "Filesystem"]);
}

/** Checks what a claim asks for. */
export function checkClaimSpec(report: Report, spec: unknown, path: string): void {
  if (!isRecord(spec)) return;
  checkModes(report, spec, path);
  checkSelector(report, spec.selector, `${path}.selector`);
  checkSize(report, spec.resources, `${path}.resources[storage]`);
  checkClass(report, spec, path);
}

function checkSize(report: Report, resources: unknown, path: string): void {
  if (resources === UNKNOWN) return;
  const requests = isRecord(resources) ? resources.requests : undefined;
  if (requests === UNKNOWN) return;
  const size = isRecord(requests) ? requests.storage : undefined;
  if (!isSet(size)) report.required(path);
  const amount = quantity(size);
  if (amount !== undefined && amount.nano <= 0n) report.invalid(path, canonical(amount), "must be greater than zero");
}

export function checkClaim(report: Report, { spec }: Props): void {
  checkClaimSpec(report, spec, "spec");
}

export function checkVolume(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  checkModes(report, spec, "spec");
  const capacity = isRecord(spec.capacity) ? spec.capacity : {};
  if (spec.capacity !== UNKNOWN && Object.keys(capacity).length === 0) report.required("spec.capacity");
  if (spec.capacity !== UNKNOWN && (!isSet(capacity.storage) || Object.keys(capacity).length > 1))
    report.unsupported("spec.capacity", capacity, ["storage"]);
  const policy = spec.persistentVolumeReclaimPolicy;
  if (isSet(policy)) report.choice("spec.persistentVolumeReclaimPolicy", policy, ["Delete", "Recycle", "Retain"]);
  const given = volumeSources.filter((name) => isSet(spec[name]));
  for (const extra of given.slice(1)) report.forbidden(`spec.${extra}`, "may not specify more than 1 volume type");
  if (given.length === 0) report.required("spec", "must specify a volume type");
  if (isRecord(spec.hostPath)) {
    if (!isSet(spec.hostPath.path) || spec.hostPath.path === "") report.required("spec.hostPath.path");
    checkHostPath(report, spec.hostPath, "spec.hostPath");
  }
  if (isRecord(spec.csi))
    for (const name of ["driver", "volumeHandle"])
      if (!isSet(spec.csi[name]) || spec.csi[name] === "") report.required(`spec.csi.${name}`);
  if (given[0] === "local" && !isSet(spec.nodeAffinity))
    report.required("spec.nodeAffinity", "Local volume requires node affinity");
  checkClass(report, spec, "spec");
}

export function checkStorageClass(report: Report, object: Props): void {
  const { provisioner, parameters } = object;
  if (!isSet(provisioner) || provisioner === "") report.required("provisioner");
  if (isRecord(parameters)) {
    if (Object.keys(parameters).length > 512) report.tooLong("parameters", 512);
    if (Object.keys(parameters).includes("")) report.invalid("parameters", "", "field can not be empty.");
  }
  report.choice("reclaimPolicy", object.reclaimPolicy ?? "Delete", ["Delete", "Retain"]);
  report.choice("volumeBindingMode", object.volumeBindingMode ?? "Immediate", ["Immediate", "WaitForFirstConsumer"]);
}
