import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changes } from "./changes.js";
import type { KubeObject, Objects } from "./objects.js";
import { others, workloads } from "./objects-kinds.js";
import { network } from "./objects-network.js";
import { pods } from "./objects-pods.js";

/** What a real API server said: "" where it accepts, else its message; "no matches" for a kind that it does not serve. */
export type Recorded = Readonly<Record<string, string>>;

export const recordedFile = join(__dirname, "answers.json");

export function recorded(): Recorded {
  return JSON.parse(readFileSync(recordedFile, "utf8")) as Recorded;
}

const groups: Readonly<Record<string, Objects>> = { pods, workloads, network, others };

/** Every object that is tried, by its group and title. */
export const allObjects: readonly (readonly [title: string, object: KubeObject])[] = Object.entries(groups).flatMap(
  ([group, objects]) =>
    Object.entries(objects).map(([title, object]) => [`${group}: ${title}`, plain(object)] as const),
);

/** Every change that is tried. */
export const allChanges: readonly (readonly [title: string, from: KubeObject, to: KubeObject])[] = Object.entries(
  changes,
).map(([title, [from, to]]) => [`change: ${title}`, plain(from), plain(to)]);

/** As it travels: without what is undefined. */
function plain(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object)) as KubeObject;
}

/** Ids that the server invents, and the contents of its own types. */
export function steadied(message: string): string {
  return message
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/(core\.\w+Spec\{|\n)[\s\S]*$/, "")
    .trim();
}
