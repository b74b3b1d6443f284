import type { Props } from "../../../types.js";
import { isRecord, text } from "../../values.js";
import { labelValue, type NameCheck, pathSegment, qualified, subdomain } from "./names.js";
import type { Report } from "./report.js";

const annotationBytes = 262_144;

/** The names of standard finalizers, which have no domain. */
const finalizers = new Set(["kubernetes", "orphan", "foregroundDeletion"]);

/** Checks the metadata of an object whose name follows a rule. */
export function checkMetadata(report: Report, metadata: unknown, rule: NameCheck): void {
  if (!isRecord(metadata)) return;
  const name = text(metadata.name);
  if (name !== undefined) report.named("metadata.name", name, [...pathSegment(name), ...rule(name)].slice(0, 2));
  const namespace = text(metadata.namespace);
  if (namespace !== undefined) report.named("metadata.namespace", namespace, subdomain(namespace));
  checkLabels(report, metadata.labels, "metadata.labels");
  checkAnnotations(report, metadata.annotations, "metadata.annotations");
  const list = Array.isArray(metadata.finalizers) ? metadata.finalizers : [];
  for (const [index, finalizer] of list.entries()) {
    if (typeof finalizer !== "string") continue;
    const path = `metadata.finalizers[${index}]`;
    report.named(path, finalizer, qualified(finalizer));
    if (!finalizer.includes("/") && !finalizers.has(finalizer))
      report.invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified");
  }
}

export function checkLabels(report: Report, labels: unknown, path: string): void {
  for (const [key, value] of sorted(labels)) {
    report.named(path, key, qualified(key));
    if (typeof value === "string") report.named(path, value, labelValue(value));
  }
}

/** Keys count in small letters, and the whole has a limit. */
export function checkAnnotations(report: Report, annotations: unknown, path: string): void {
  let bytes = 0;
  for (const [key, value] of sorted(annotations)) {
    report.named(path, key, qualified(key.toLowerCase()));
    bytes += Buffer.byteLength(key) + (typeof value === "string" ? Buffer.byteLength(value) : 0);
  }
  if (bytes > annotationBytes) report.tooLong(path, annotationBytes);
}

/** The entries of a map in the order in which the API server tells of them. */
export function sorted(map: unknown): [string, unknown][] {
  if (!isRecord(map)) return [];
  return Object.entries(map as Props).sort(([a], [b]) => (a < b ? -1 : 1));
}
