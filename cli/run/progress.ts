import { say } from "../output.js";
import { duration } from "../words.js";
import { groupsOf } from "./groups.js";
import type { RunRecord } from "./record.js";

/** How often a run that takes its time says how far it is. */
const everyMs = 2_000;

/** Prints how far a run is, every two seconds. */
export interface Progress {
  stop(): void;
}

/** `verb` says what is being done: "created or changed". */
export function showProgress(record: RunRecord, verb: string): Progress {
  const started = Date.now();
  let printed = "";
  const timer = setInterval(() => {
    const line = progressLine(record, verb);
    if (line === printed) return;
    printed = line;
    say(`  ${duration(Date.now() - started)}: ${line}`);
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** "12 resources so far: AWS 8 (Network main-eu-west-1 3 under way), Azure 4". */
export function progressLine(record: RunRecord, verb: string): string {
  const parts = new Map<string, { done: number; open: string[] }>();
  for (const group of groupsOf(record.resources)) {
    const part = parts.get(group.cloud) ?? { done: 0, open: [] };
    part.done += group.resources.filter(({ state }) => state === "done").length;
    const open = group.resources.filter(({ state }) => state === "started").length;
    if (open > 0) part.open.push(`${group.label}: ${open} under way`);
    parts.set(group.cloud, part);
  }
  if (parts.size === 0) return "starting the program";
  const texts = [...parts].map(
    ([cloud, { done, open }]) => `${cloud} ${done}${open.length > 0 ? ` (${open.join(", ")})` : ""}`,
  );
  return `${verb} ${texts.join(", ")}`;
}
