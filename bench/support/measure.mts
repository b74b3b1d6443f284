import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One command that is measured: it is run once a round, in turn with the others. */
export interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The exit codes of a run that did its work. @default [0] */
  readonly codes?: readonly number[];
  /** Runs before each measured run, outside its time, and gives what this run has beyond `env`. */
  readonly before?: () => Promise<NodeJS.ProcessEnv>;
  /** Runs after each measured run, outside its time. */
  readonly after?: () => Promise<void>;
}

/** One finished run. */
export interface Sample {
  /** Wall time, in seconds. */
  readonly seconds: number;
  /** Peak resident set size of the largest Node process of the command, in MiB. */
  readonly peakMiB: number;
}

const peakHook = join(import.meta.dirname, "peak.cjs");

/** Runs the contenders in turn (A B C A B C ...), after one warm-up round that is not counted. */
export async function measure(contenders: readonly Contender[], rounds: number): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map((contender) => [contender.name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const env = { ...contender.env, ...(await contender.before?.()) };
      const sample = await runOnce({ ...contender, env });
      await contender.after?.();
      const label = round === 0 ? "warm-up" : `round ${round} of ${rounds}`;
      console.error(`  ${contender.name}: ${sample.seconds.toFixed(2)} s, ${sample.peakMiB.toFixed(0)} MiB (${label})`);
      if (round > 0) samples.get(contender.name)?.push(sample);
    }
  }
  return samples;
}

async function runOnce(contender: Contender): Promise<Sample> {
  const peaks = mkdtempSync(join(tmpdir(), "groundplan-bench-"));
  const [file, ...args] = contender.command;
  const nodeOptions = [contender.env.NODE_OPTIONS, `--require ${JSON.stringify(peakHook)}`].filter(Boolean).join(" ");
  const started = process.hrtime.bigint();
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: contender.cwd,
      env: { ...contender.env, NODE_OPTIONS: nodeOptions, GROUNDPLAN_BENCH_PEAKS: peaks },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const collect = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (exit) => resolve({ code: exit, output: text }));
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (code === null || !(contender.codes ?? [0]).includes(code))
    throw new Error(`${contender.name} ended with exit code ${code}:\n${output.slice(-4000)}`);
  const all = readdirSync(peaks).map((name) => Number(readFileSync(join(peaks, name), "utf8")) / 1024);
  rmSync(peaks, { recursive: true });
  return { seconds, peakMiB: Math.max(0, ...all) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The median of the ratios, round by round: a drift of the machine's speed touches both sides of each ratio. */
export function ratio(of: readonly Sample[], to: readonly Sample[], figure: keyof Sample): number {
  return median(of.map((sample, round) => sample[figure] / (to[round]?.[figure] ?? Number.NaN)));
}

/** A line of the report: what was measured, against which bar. */
export function report(title: string, value: number, bar: number): void {
  const verdict = value <= bar ? "within" : "OVER";
  console.log(`${title.padEnd(78)} ${value.toFixed(2).padStart(6)}   at most ${bar.toFixed(2)}   ${verdict}`);
}

/** The same of a figure that is to be large. */
export function reportFactor(title: string, value: number, bar: number): void {
  const verdict = value >= bar ? "within" : "UNDER";
  console.log(`${title.padEnd(78)} ${value.toFixed(2).padStart(6)}   at least ${bar.toFixed(2)}   ${verdict}`);
}

/** Prints the medians of each contender. */
export function table(samples: ReadonlyMap<string, readonly Sample[]>): void {
  for (const [name, runs] of samples) {
    const seconds = runs.map((run) => run.seconds);
    console.log(
      `${name.padEnd(44)} ${median(seconds).toFixed(2)} s (${Math.min(...seconds).toFixed(2)}-${Math.max(...seconds).toFixed(2)}), ` +
        `${median(runs.map((run) => run.peakMiB)).toFixed(0)} MiB, ${runs.length} runs`,
    );
  }
}
