import { groupBy } from "../collections.js";
import { tree } from "../output.js";
import { count } from "../words.js";
import { type Group, groupsOf, isInCloud } from "./groups.js";
import { label, type ResourceRecord, type RunRecord } from "./record.js";

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
  return [...clouds].flatMap(([cloud, groups]) => {
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
  read: "read",
  refresh: "refreshed",
  same: "unchanged",
};
const planned: Readonly<Record<string, string>> = {
  create: "to create",
  update: "to change",
  replace: "to replace",
  delete: "to delete",
  same: "unchanged",
};

/** "64 created, 3 unchanged", or of a preview "64 to create": what the clouds have, without components and providers. */
export function changeText(record: RunRecord, preview = false): string {
  const resources = [...record.resources.values()].filter(isInCloud);
  const parts = opsOf(resources, preview ? planned : words);
  if (resources.every(({ op }) => op === "same") && record.outputsChange)
    parts.push(preview ? "outputs to change" : "outputs changed");
  return parts.length === 0 ? "nothing to do" : parts.join(", ");
}

function opsOf(resources: readonly ResourceRecord[], names: Readonly<Record<string, string>>): string[] {
  const ops = groupBy(resources, ({ op }) => op);
  return [...Object.keys(words), ...ops.keys()]
    .filter((op, index, all) => all.indexOf(op) === index && ops.has(op))
    .map((op) => `${ops.get(op)?.length} ${names[op] ?? op}`);
}

/** Whether a preview found nothing to do at all, so that an update would do nothing either. */
export function isUnchanged(record: RunRecord): boolean {
  return record.outputsChange === false && Object.keys(record.changes).every((op) => op === "same");
}

/**
 * What a run does, or of a preview would do: a line for each component that is touched, and below it one for each resource that
 * stood there before, with the properties that change, or by which it is replaced.
 */
export function changeLines(record: RunRecord, preview = false): string[] {
  const touched = groupsOf(record.resources)
    .map((group) => ({ ...group, resources: group.resources.filter(({ op }) => op !== "same" && op !== "refresh") }))
    .filter(({ resources }) => resources.length > 0);
  return touched.flatMap(({ label: name, cloud, resources }) => [
    `  ${cloud}: ${name}: ${opsOf(resources, preview ? planned : words).join(", ")}`,
    ...resources.filter(({ op }) => op !== "create").map(resourceLine),
  ]);
}

const signs: Readonly<Record<string, string>> = { update: "~", replace: "+-", delete: "-" };

/** A property or two say what it is about; `preview --diff` shows all of them with their values. */
const mostProperties = 4;

function resourceLine({ urn, op, changed }: ResourceRecord): string {
  const more = changed.length - mostProperties;
  const paths = [...changed.slice(0, mostProperties), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const why = op === "delete" || paths === "" ? "" : `${op === "replace" ? ", because of " : ": "}${paths}`;
  return `    ${(signs[op] ?? " ").padEnd(2)} ${label(urn)}${why}`;
}

export function outputLines(outputs: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(outputs).length === 0 ? ["Outputs: none"] : ["Outputs:", ...tree(outputs, "  ")];
}
