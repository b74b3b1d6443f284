import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Action, actions } from "./rounds.mts";
import type { Stage } from "./stage.mts";
import { type Expected, outputsOf, unlisted, urnsOf } from "./verify.mts";

/** By the name of the action. */
export type AllExpected = Readonly<Record<string, Expected>>;

/**
 * Makes the snapshots from which rounds start, and runs each action once undisturbed: what it leaves is what must be found
 * after every round.
 */
export async function prepare(
  stage: Stage,
  dir: string,
  say: (line: string) => void,
  wanted: readonly Action[] = actions,
): Promise<AllExpected> {
  const file = join(dir, "expected.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as AllExpected;
  stage.program(false);
  if (!stage.has("everything")) {
    say("Making everything once");
    await stage.restore("nothing");
    await must(stage, stage.engine("up"));
    await stage.save("everything");
  }
  await stage.restore("everything");
  const all = urnsOf(stage).length;
  const parts = { third: Math.round(all / 3), "two-thirds": Math.round((all * 2) / 3) };
  for (const [name, objects] of Object.entries(parts).filter(
    ([part]) => wanted.some(({ base }) => base === part) && !stage.has(part),
  )) {
    say(`Making the first ${objects} of ${all} objects`);
    await stage.restore("nothing");
    await partly(stage, dir, objects);
    await stage.save(name);
  }
  const expected: Record<string, Expected> = {};
  for (const action of wanted) {
    say(`Trying undisturbed: ${action.name}`);
    expected[action.name] = await undisturbed(stage, dir, action);
  }
  writeFileSync(file, JSON.stringify(expected));
  return expected;
}

async function must(stage: Stage, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { code, stdout, stderr } = await stage.run(args, env);
  if (code !== 0) throw new Error(`groundplan ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
}

/** An update that is refused once so much exists: it ends in order, and leaves the rest unmade. */
async function partly(stage: Stage, dir: string, objects: number): Promise<void> {
  const file = join(dir, "stop.yaml");
  writeFileSync(file, `rules: [{ kind: denied, nth: ${objects}, match: { operation: create } }]\n`);
  await stage.run(stage.engine("up", ["--faults", file, "--seed", "1"]));
}

async function undisturbed(stage: Stage, dir: string, action: Action): Promise<Expected> {
  await stage.restore(action.base);
  stage.program(action.changed);
  const log = join(dir, "events.jsonl");
  rmSync(log, { force: true });
  await must(stage, stage.engine(action.command, [], ["--event-log", log]), { PULUMI_DEBUG_COMMANDS: "true" });
  const found = { urns: urnsOf(stage), kept: unlisted(stage), outputs: outputsOf(stage) };
  return { ...found, events: eventsIn(readFileSync(log, "utf8")) };
}

/** How many events about resources a log has. */
export function eventsIn(text: string): number {
  return text.match(/"(?:resourcePreEvent|resOutputsEvent)":/g)?.length ?? 0;
}
