import { type Props, UNKNOWN } from "../../types.js";
import { at, isRecord, isSet, same } from "../values.js";
import { hasUnknown } from "./validation/index.js";
import { quantity } from "./validation/quantity.js";
import { Report } from "./validation/report.js";

const fixed = "field is immutable";

/** Fields that keep their value for the life of an object, by kind. What the provider replaces never comes here. */
const fields: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec.selector"],
  DaemonSet: ["spec.selector"],
  ReplicaSet: ["spec.selector"],
  Job: [
    "spec.selector",
    "spec.template",
    "spec.completionMode",
    "spec.podFailurePolicy",
    "spec.backoffLimitPerIndex",
    "spec.managedBy",
  ],
  IngressClass: ["spec.controller"],
  StorageClass: ["reclaimPolicy", "volumeBindingMode"],
  CustomResourceDefinition: ["spec.scope"],
  RuntimeClass: ["handler"],
};

const forbidden: Readonly<Record<string, readonly (readonly [field: string, words: string])[]>> = {
  StorageClass: [
    ["parameters", "updates to parameters are forbidden."],
    ["provisioner", "updates to provisioner are forbidden."],
  ],
  PriorityClass: [["value", "may not be changed in an update."]],
};

const ofStatefulSet = [
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
];
const statefulSetWords =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
const podWords =
  "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";
const claimWords =
  "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

/** Kinds of whose fields some keep their value. */
export const changedKinds: readonly string[] = [
  ...Object.keys(fields),
  ...Object.keys(forbidden),
  ...["StatefulSet", "Pod", "PersistentVolume", "PersistentVolumeClaim", "ConfigMap", "Secret"],
];

/** What the API server does not change of an object that exists. Both objects have the server's defaults. */
export function changeProblems(kind: string, before: Props, after: Props): readonly string[] {
  const report = new Report();
  const changed = (path: string): boolean => differs(at(before, path), at(after, path));
  for (const path of fields[kind] ?? []) if (changed(path)) report.invalid(path, at(after, path), fixed);
  // The server leaves out where it stands.
  if (kind === "PersistentVolume" && changed("spec.volumeMode"))
    report.invalid("volumeMode", at(after, "spec.volumeMode"), fixed);
  for (const [path, words] of forbidden[kind] ?? []) if (changed(path)) report.forbidden(path, words);
  const [was, is] = [before.spec, after.spec];
  if (isRecord(was) && isRecord(is)) {
    if (kind === "StatefulSet" && differs(without(was, ofStatefulSet), without(is, ofStatefulSet)))
      report.forbidden("spec", statefulSetWords);
    if (kind === "Pod" && differs(podCore(was), podCore(is))) report.forbidden("spec", podWords);
    if (kind === "PersistentVolumeClaim") checkClaim(report, was, is);
  }
  if (kind === "ConfigMap" || kind === "Secret") checkKept(report, before, after);
  return report.problems;
}

/** What is not known yet on either side counts as the same. */
function differs(before: unknown, after: unknown): boolean {
  return !hasUnknown(before) && !hasUnknown(after) && !same(before ?? undefined, after ?? undefined);
}

function without(value: Props, keys: readonly string[]): Props {
  return Object.fromEntries(Object.entries(value).filter(([key, inner]) => !keys.includes(key) && isSet(inner)));
}

/** What of a pod is fixed: all but images, deadlines and tolerations. */
function podCore(spec: Props): Props {
  const images = (list: unknown): unknown =>
    Array.isArray(list) ? list.map((one) => (isRecord(one) ? without(one, ["image", "imagePullPolicy"]) : one)) : list;
  const rest = without(spec, ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds"]);
  return {
    ...rest,
    ...(isSet(rest.containers) ? { containers: images(rest.containers) } : {}),
    ...(isSet(rest.initContainers) ? { initContainers: images(rest.initContainers) } : {}),
  };
}

function checkClaim(report: Report, was: Props, is: Props): void {
  const rest = ["resources", "volumeAttributesClassName", "volumeName", "storageClassName"];
  if (differs(without(was, rest), without(is, rest))) report.forbidden("spec", claimWords);
  const [before, after] = [was, is].map((spec) => quantity(at(spec, "resources.requests.storage")));
  if (before !== undefined && after !== undefined && after.nano < before.nano)
    report.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
}

/** `immutable: true` closes a ConfigMap or a Secret for good. */
function checkKept(report: Report, before: Props, after: Props): void {
  if (before.immutable !== true || after.immutable === UNKNOWN) return;
  const words = "field is immutable when `immutable` is set";
  if (after.immutable !== true) report.forbidden("immutable", words);
  for (const key of ["data", "binaryData", "stringData"])
    if (differs(before[key], after[key])) report.forbidden(key === "stringData" ? "data" : key, words);
}
