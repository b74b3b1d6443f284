import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { measure, median, ratio, report, table } from "../support/measure.mts";
import { memoryOf, onEcho, onSandbox, writeProject } from "./set-ups.mts";
import { startTimes } from "./start.mts";

/*
 * The sandbox against a provider that accepts everything and stores nothing: preview and update of 1,000 resources of 40
 * types, same engine and program. Then the time from the start of its process to its ports, and its memory after an
 * update of 10,000 resources. `node bench/sandbox/main.mts [rounds] [preview|up|start|memory]`.
 */

type SandboxModule = typeof import("../../sandbox/index.js");
const { sandboxStatus } = createRequire(import.meta.url)("../../dist/sandbox/index.js") as SandboxModule;

const rounds = Number(process.argv[2] ?? 7);
const parts = process.argv[3] === undefined ? ["preview", "up", "start", "memory"] : [process.argv[3]];
const quiet = ["--stack", "bench", "--non-interactive", "--suppress-progress", "--suppress-outputs"];
const commands: Record<string, readonly string[]> = {
  preview: ["preview", ...quiet],
  up: ["up", "--yes", "--skip-preview", ...quiet],
};
const cwd = writeProject();

for (const [name, command] of Object.entries(commands).filter(([part]) => parts.includes(part))) {
  const contenders = [onEcho(cwd, command), onSandbox(cwd, command)];
  const samples = await measure(contenders, rounds);
  table(samples);
  const [echo = [], sandbox = []] = contenders.map((contender) => samples.get(contender.name));
  report(`${name} of 1,000 resources of 40 types against an echo provider`, ratio(sandbox, echo, "seconds"), 1.1);
}
if (parts.includes("start")) {
  report("start of the sandbox, from spawn to ready, in seconds", median(await startTimes(cwd, rounds * 3)), 0.4);
}
if (parts.includes("memory")) {
  report("largest memory of the sandbox at 10,000 resources of 40 types, in MiB", await memoryAt(250), 300);
}

async function memoryAt(sets: number): Promise<number> {
  const { command, before, after } = onSandbox(cwd, commands.up ?? []);
  const env = { ...(await before?.()), GROUNDPLAN_BENCH_SETS: String(sets), NODE_OPTIONS: "--max-old-space-size=8192" };
  const [file, ...args] = command;
  try {
    execFileSync(file, args, { cwd, env, stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1 << 28 });
    const { server } = await sandboxStatus({ projectDir: cwd });
    return server === undefined ? Number.NaN : memoryOf(server.pid);
  } finally {
    await after?.();
  }
}
