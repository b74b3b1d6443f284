import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Attached, CriticalPath, Dependent, Injected, RunEvent, RunOptions, Taken } from "../../sandbox/index.js";
import type { Input, OptionSpec } from "../arguments.js";
import { groupBy } from "../collections.js";
import { usageError } from "../errors.js";
import { columns, print, say } from "../output.js";
import { count, duration } from "../words.js";
import { label } from "./record.js";
import { statesIn } from "./sandbox-states.js";

/** Options of the commands whose engines faults can happen to. */
export const faultOptions: Readonly<Record<string, OptionSpec>> = {
  faults: {
    type: "string",
    value: "name",
    summary: "In the sandbox: let things go wrong, by a preset or a file of rules; `--faults list` lists presets",
  },
  seed: {
    type: "string",
    value: "number",
    summary: "With --faults: the same number gives the same faults (default: drawn, and printed)",
  },
  realtime: {
    type: "string",
    value: "share",
    summary: "In the sandbox: let this share (0 to 1) of the clouds' time pass, and say how long it would be",
  },
  "fault-log": {
    type: "string",
    value: "file",
    summary: "Write what was injected, and what took how long, to this file",
  },
};

/** One run with faults or with time. */
export interface FaultRun {
  readonly options: Omit<RunOptions, "record">;
  /** To be called before the engine starts. */
  begun(attached: Attached): void;
  /** Says what was injected and how long it would have taken. To be called before the sandbox is let go. */
  ended(): void;
}

/** Prints the presets where they are asked for; undefined where they are not. */
export async function listedFaults(input: Input): Promise<number | undefined> {
  if (input.value("faults") !== "list") return undefined;
  const { presets } = await import("../../sandbox/faults/presets.js");
  const head = "Presets for --faults; a file of rules can be given in their place (docs/sandbox-faults.md):";
  print([head, ...columns(presets.map(({ name, summary }) => [name, summary]))].join("\n"));
  return 0;
}

/**
 * What the command line says about faults and time; undefined where it says nothing.
 *
 * @throws CliError `bad-argument`; SandboxError `bad-faults` with every problem of the file
 */
export async function faultRun(input: Input): Promise<FaultRun | undefined> {
  const source = input.value("faults");
  const realtime = share(input.value("realtime"));
  const seed = seedOf(input.value("seed"), source !== undefined);
  if (source === undefined && realtime === undefined) return undefined;
  const plan = source === undefined ? undefined : (await import("../../sandbox/faults/load.js")).loadFaults(source);
  const { criticalPath } = await import("../../sandbox/index.js");
  let attached: Attached | undefined;
  let before: readonly Dependent[] = [];
  return {
    options: { seed, ...(plan === undefined ? {} : { plan }), ...(realtime === undefined ? {} : { realtime }) },
    begun: (now) => {
      attached = now;
      before = resourcesIn(now.world);
    },
    ended: () => {
      if (attached === undefined) return;
      const noted = attached.noted();
      const file = input.value("fault-log");
      if (file !== undefined) writeFileSync(file, noted.map((event) => `${JSON.stringify(event)}\n`).join(""));
      const path = criticalPath(noted.filter(isTaken), [...before, ...resourcesIn(attached.world)]);
      for (const line of faultLines(noted, plan?.source, seed)) say(line);
      for (const line of timeLines(path, noted)) say(line);
    },
  };
}

function isTaken(event: RunEvent): event is Taken {
  return event.event === "time";
}

function share(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw usageError(
      "bad-argument",
      `--realtime is ${JSON.stringify(text)}, but must be a share from 0 (only counted) to 1`,
    );
  return value;
}

const largestSeed = 2 ** 31 - 1;

function seedOf(text: string | undefined, hasFaults: boolean): number {
  if (text === undefined) return hasFaults ? randomInt(1, 100_000) : 1;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > largestSeed)
    throw usageError(
      "bad-argument",
      `--seed is ${JSON.stringify(text)}, but must be a whole number up to ${largestSeed}`,
    );
  return value;
}

function resourcesIn(world: string): Dependent[] {
  return statesIn(world).flatMap(({ state }) => [...(state.deployment?.resources ?? [])]);
}

/** What was injected, by rule; each effect once with how often and where. */
export function faultLines(noted: readonly RunEvent[], source: string | undefined, seed: number): string[] {
  if (source === undefined) return [];
  const faults = noted.filter((event): event is Injected => event.event === "fault");
  const again = `--faults ${source} --seed ${seed}`;
  if (faults.length === 0) return [`No fault came about (${again})`];
  const byRule = groupBy(faults, ({ rule }) => rule);
  return [
    `${count(faults.length, "fault")} injected (${again} for the same again):`,
    ...[...byRule].flatMap(([rule, list]) => [
      `  ${rule}: ${list.length}`,
      ...list.slice(0, mostLines).map(({ operation, urn, effect }) => `    ${operation} ${subject(urn)}: ${effect}`),
      ...(list.length > mostLines ? [`    and ${list.length - mostLines} more`] : []),
    ]),
  ];
}

/** As many of one rule say what it does; --fault-log has all. */
const mostLines = 8;

function subject(urn: string): string {
  return urn.startsWith("urn:") ? label(urn) : (urn.split("#")[0] ?? urn);
}

function timeLines({ seconds, steps }: CriticalPath, noted: readonly RunEvent[]): string[] {
  const all = noted.filter(isTaken);
  if (all.length === 0) return [];
  const slowest = [...steps].sort((a, b) => b.seconds - a.seconds).slice(0, 3);
  const parts = slowest.map(
    ({ operation, urn, seconds }) => `${operation} ${subject(urn)} ${duration(seconds * 1000)}`,
  );
  return [
    `Simulated time: ${duration(seconds * 1000)} along the longest chain of ${count(steps.length, "operation")} (${parts.join(", ")})`,
  ];
}
