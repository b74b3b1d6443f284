import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventsIn } from "./prepare.mts";
import { faultFile, type Round } from "./rounds.mts";
import type { Ended, Stage } from "./stage.mts";
import { type Expected, problems } from "./verify.mts";

/** What came of one round. */
export interface Outcome {
  readonly id: string;
  readonly kind: Round["kind"];
  /** The fault, or who was killed. */
  readonly what: string;
  readonly action: string;
  readonly seed: number;
  /** How many faults came about; of a kill 1, or 0 where the run was over before. */
  readonly injected: number;
  /** Whether the disturbed run failed, as it should where something could not be passed over. */
  readonly failed: boolean;
  readonly imported: number;
  /** Nothing where the round converged. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

interface Context {
  readonly stage: Stage;
  readonly dir: string;
  readonly dist: string;
  /** How many objects the whole stack has. */
  readonly objects: number;
}

/** Disturbs one run, recovers, runs again undisturbed, and looks at what there is then. */
export async function runRound(context: Context, round: Round, expected: Expected): Promise<Outcome> {
  const { stage, dist } = context;
  const started = Date.now();
  const { action } = round;
  await stage.restore(action.base);
  stage.program(action.changed);
  const disturbed =
    round.kind === "fault" ? await withFaults(context, round) : await withKill(context, round, expected);
  const recovered = await stage.run(["recover", "--json"]);
  const report = recovered.code === 0 ? (JSON.parse(recovered.stdout) as Report) : undefined;
  const again = report === undefined ? undefined : await stage.run(stage.engine(action.command));
  const found = [
    ...(report === undefined ? [`recover ended with ${recovered.code}`] : []),
    ...(again !== undefined && again.code !== 0 ? [`${action.command} afterwards ended with ${again.code}`] : []),
    ...(again?.code === 0 ? problems(stage, dist, expected) : []),
  ];
  if (found.length > 0) {
    const texts = { problems: found.join("\n"), disturbed: both(disturbed.ended), recovered: both(recovered) };
    stage.keep(round.id, { ...texts, again: again === undefined ? "" : both(again), round: JSON.stringify(round) });
  }
  return {
    id: round.id,
    kind: round.kind,
    what: round.kind === "fault" ? round.fault : round.victim,
    action: action.name,
    seed: round.seed,
    injected: disturbed.injected,
    failed: disturbed.ended.code !== 0,
    imported: report?.imported.length ?? 0,
    problems: found,
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
}

interface Report {
  readonly imported: readonly unknown[];
}

interface Disturbed {
  readonly ended: Ended;
  readonly injected: number;
}

function both({ code, stdout, stderr }: Ended): string {
  return `exit code ${code}\n${stdout}\n${stderr}`;
}

async function withFaults({ stage, dir, objects }: Context, round: Round & { kind: "fault" }): Promise<Disturbed> {
  const file = join(dir, "faults.yaml");
  const log = join(dir, "faults.jsonl");
  rmSync(log, { force: true });
  writeFileSync(file, faultFile(round.fault, objects));
  const options = ["--faults", file, "--seed", String(round.seed), "--fault-log", log];
  const ended = await stage.run(stage.engine(round.action.command, options));
  const injected = existsSync(log) ? (readFileSync(log, "utf8").match(/"event":"fault"/g)?.length ?? 0) : 0;
  return { ended, injected };
}

/** Kills once the engine has told of so many events: at the same point of its work each time, however fast the machine is. */
async function withKill(
  { stage, dir }: Context,
  round: Round & { kind: "kill" },
  { events }: Expected,
): Promise<Disturbed> {
  const log = join(dir, "events.jsonl");
  rmSync(log, { force: true });
  const args = stage.engine(round.action.command, [], ["--event-log", log]);
  const { child, ended } = stage.start(args, { PULUMI_DEBUG_COMMANDS: "true" });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const moment = 1 + Math.floor(round.share * (events - 1));
  const follow = follower(log);
  while (!over && follow() < moment) await sleep(2);
  if (over) return { ended: await ended, injected: 0 };
  const command = child.pid as number;
  if (round.victim === "engine") process.kill(engineOf(command), "SIGKILL");
  else process.kill(-command, "SIGKILL");
  return { ended: await ended, injected: 1 };
}

/** Counts the events of a log that is being written. */
function follower(file: string): () => number {
  let text = "";
  let read = 0;
  return () => {
    if (!existsSync(file)) return 0;
    const descriptor = openSync(file, "r");
    try {
      const buffer = Buffer.alloc(1 << 20);
      for (let bytes = 1; bytes > 0; read += bytes) {
        bytes = readSync(descriptor, buffer, 0, buffer.length, read);
        text += buffer.toString("utf8", 0, bytes);
      }
    } finally {
      closeSync(descriptor);
    }
    return eventsIn(text);
  };
}

/** The engine below a command, found by its name among the children of its children. */
function engineOf(command: number): number {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processAt);
  const below = (pid: number): number[] =>
    processes.filter(({ parent }) => parent === pid).flatMap((one) => [one.pid, ...below(one.pid)]);
  const family = new Set(below(command));
  const engine = processes.find(({ pid, name }) => family.has(pid) && name === "pulumi");
  if (engine === undefined) throw new Error(`no engine runs below process ${command}`);
  return engine.pid;
}

function processAt(entry: string): { pid: number; parent: number; name: string }[] {
  try {
    const [, name = "", parent] = /\((.*)\) \w (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, "utf8")) ?? [];
    return [{ pid: Number(entry), parent: Number(parent), name }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
