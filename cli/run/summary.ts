import type { OutputMap } from "@pulumi/pulumi/automation";
import { groupBy } from "../collections.js";
import { tree } from "../output.js";
import { count } from "../words.js";
import { cloudOrder, type Group, groupsOf } from "./groups.js";
import type { ResourceRecord, RunRecord } from "./record.js";

const deletions: ReadonlySet<string> = new Set([
  "delete",
  "discard",
  "delete-replaced",
  "discard-replaced",
  "read-discard",
]);

/** What there is after a run, by cloud: one line a component. */
export function existingLines(record: RunRecord): string[] {
  const kept = new Map<string, ResourceRecord>([...record.resources].filter(([, { op }]) => !deletions.has(op)));
  const clouds = groupBy(groupsOf(kept), (group) => group.cloud);
  const ordered = [...clouds].sort(([a], [b]) => cloudOrder.indexOf(a) - cloudOrder.indexOf(b));
  return ordered.flatMap(([cloud, groups]) => {
    const total = groups.reduce((sum, group) => sum + group.resources.length, 0);
    return [`${cloud}: ${count(total, "resource")}`, ...componentLines(groups)];
  });
}

function componentLines(groups: readonly Group[]): string[] {
  const width = Math.max(...groups.map(({ label }) => label.length));
  return groups.map(({ label, resources }) => `  ${label.padEnd(width)}  ${count(resources.length, "resource")}`);
}

const words: Readonly<Record<string, string>> = {
  create: "created",
  update: "changed",
  replace: "replaced",
  delete: "deleted",
  same: "unchanged",
  refresh: "refreshed",
};
const planned: Readonly<Record<string, string>> = {
  create: "to create",
  update: "to change",
  replace: "to replace",
  delete: "to delete",
  same: "unchanged",
};

/** "64 created, 3 unchanged", or of a preview "64 to create". Counts components too, as Pulumi does. */
export function changeText(record: RunRecord, preview = false): string {
  const names = preview ? planned : words;
  const parts = Object.entries(record.changes).map(([op, number]) => `${number} ${names[op] ?? op}`);
  return parts.length === 0 ? "nothing to do" : parts.join(", ");
}

/** Whether a preview found nothing to do at all, so that an update would do nothing either. */
export function isUnchanged(record: RunRecord): boolean {
  return !record.outputsChange && Object.keys(record.changes).every((op) => op === "same");
}

/** What a preview would do, one line a component that is touched. */
export function plannedLines(record: RunRecord): string[] {
  const touched = groupsOf(record.resources)
    .map((group) => ({ ...group, resources: group.resources.filter(({ op }) => op !== "same") }))
    .filter(({ resources }) => resources.length > 0);
  return touched.map(({ label, cloud, resources }) => {
    const ops = [...groupBy(resources, ({ op }) => op)];
    return `  ${cloud}: ${label}: ${ops.map(([op, list]) => `${list.length} ${planned[op] ?? op}`).join(", ")}`;
  });
}

/** The outputs without their secrets. */
export function shownOutputs(outputs: OutputMap, showSecrets = false): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, { value, secret }]) => [key, secret && !showSecrets ? "[secret]" : value]),
  );
}

export function outputLines(outputs: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(outputs).length === 0 ? ["Outputs: none"] : ["Outputs:", ...tree(outputs, "  ")];
}
