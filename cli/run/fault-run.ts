import { randomInt } from "node:crypto";
import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { messageOf } from "../../sandbox/errors.js";
import type {
  Attached,
  CriticalPath,
  Dependent,
  FaultPlan,
  Injected,
  RunEvent,
  RunOptions,
  Taken,
} from "../../sandbox/index.js";
import type { Input, OptionSpec } from "../arguments.js";
import { groupBy } from "../collections.js";
import { usageError } from "../errors.js";
import { columns, print, say } from "../output.js";
import { count, didYouMean, duration } from "../words.js";
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
    summary: "With --faults or --realtime: the same number draws the same (default: drawn, and printed)",
  },
  realtime: {
    type: "string",
    value: "share",
    summary: "In the sandbox: let this share (0 to 1) of the clouds' time pass, and say how long it would be",
  },
  "fault-log": {
    type: "string",
    value: "file",
    summary: "With --faults or --realtime: write what was injected, and what took how long, to this file",
  },
};

/** One run with faults or with time. */
export interface FaultRun {
  readonly options: Omit<RunOptions, "record">;
  /** To be called before the engine starts. */
  begun(attached: Attached): void;
  /** Says what was injected and how long it would have taken, and writes the log. To be called before the sandbox is let go. */
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
 * @throws CliError `bad-argument`, also where the log could not be written; SandboxError `bad-faults` with every problem of
 * the file
 */
export async function faultRun(input: Input): Promise<FaultRun | undefined> {
  const source = input.value("faults");
  const realtime = share(input.value("realtime"));
  const seed = seedOf(input.value("seed"), source !== undefined);
  const log = input.value("fault-log");
  if (source === undefined && realtime === undefined) {
    for (const name of ["seed", "fault-log"])
      if (input.value(name) !== undefined)
        throw usageError(
          "bad-argument",
          `--${name} belongs to --faults or --realtime; give one of them, or leave it out`,
        );
    return undefined;
  }
  if (log !== undefined) assertWritable(log);
  const plan = source === undefined ? undefined : await planOf(source);
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
      // First what nothing can spoil: without the seed the run cannot be had again.
      for (const line of faultLines(noted, plan?.source, seed)) say(line);
      if (log !== undefined) writeLog(log, noted);
      const path = criticalPath(noted.filter(isTaken), [...before, ...resourcesIn(attached.world)]);
      for (const line of timeLines(path, noted)) say(line);
    },
  };
}

/** The faults of a preset or a file. */
async function planOf(source: string): Promise<FaultPlan> {
  const { loadFaults } = await import("../../sandbox/faults/load.js");
  const plan = loadFaults(source);
  if (plan !== undefined) return plan;
  const { presets } = await import("../../sandbox/faults/presets.js");
  const names = presets.map(({ name }) => name);
  // Two slips, because the names are short and few.
  const near = didYouMean(source, names, 2);
  throw usageError(
    "bad-argument",
    `${JSON.stringify(source)} is neither a file nor a preset of faults; ${near === "" ? "" : `${near} `}` +
      `presets are ${names.join(", ")} (\`--faults list\` says what each does)`,
  );
}

/** Refuses a log that could not be written when the run is over. Nothing is made or emptied yet. */
function assertWritable(file: string): void {
  const dir = dirname(resolve(file));
  const refuse = (why: string, fix: string) =>
    usageError("bad-argument", `--fault-log is ${JSON.stringify(file)}, but ${why}; ${fix}`);
  if (file === "") throw refuse("must name a file", "for example faults.jsonl");
  if (!existsSync(dir)) throw refuse(`there is no directory ${dir}`, "make it, or name another file");
  if (!statSync(dir).isDirectory()) throw refuse(`${dir} is not a directory`, "name another file");
  const needed = existsSync(file) ? file : dir;
  if (needed === file && statSync(file).isDirectory()) throw refuse("that is a directory", "name a file in it");
  try {
    accessSync(needed, constants.W_OK);
  } catch {
    throw refuse(`${needed} cannot be written`, "change its permissions, or name another file");
  }
}

/** The run is over: what became of it counts, not that its log cannot be written. */
function writeLog(file: string, noted: readonly RunEvent[]): void {
  try {
    writeFileSync(file, noted.map((event) => `${JSON.stringify(event)}\n`).join(""));
  } catch (error) {
    say(`warning: the log of faults was not written to ${file} (--fault-log): ${messageOf(error)}`);
  }
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
