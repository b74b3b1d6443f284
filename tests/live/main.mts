import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { missingCredentials } from "./credentials.mts";
import { Deployment, newName, type Place, root, stacksIn } from "./deployment.mts";
import { type Options, parse, UsageError } from "./options.mts";
import { exitCode, intention, report } from "./report.mts";
import { cleanUp, plan, Refusal, verify, type World } from "./run.mts";
import { settingsOf } from "./settings.mts";

/*
 * `npm run verify:live -- <cloud>`: a smoke test on a real cloud, with a budget and a time limit, that deletes what it made.
 * docs/live.md says what it is for. With --sandbox the same runs against the sandbox clouds.
 */

const say = (line: string) => process.stderr.write(`${line}\n`);
const require = createRequire(import.meta.url);
const interrupted = 130;

async function main(argv: readonly string[]): Promise<number> {
  const options = parse(argv);
  if (!("clean" in options) && !options.sandbox) refuseUnready(options);
  const built = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: ["ignore", 2, 2] });
  if (built.status !== 0) throw new Refusal("the build failed: see the messages above");
  if ("clean" in options) return clean(await livePlace());
  const sandbox = options.sandbox ? sandboxHome() : undefined;
  try {
    return await one(options, sandbox === undefined ? await livePlace() : { home: sandbox, engine: undefined });
  } finally {
    if (sandbox !== undefined) rmSync(sandbox, { recursive: true, force: true });
  }
}

/** What can be known before anything is done. */
function refuseUnready({ cloud, machineIdentity }: Options): void {
  if (process.env.GROUNDPLAN_SANDBOX !== undefined)
    throw new Refusal(
      "this shell is attached to the sandbox (GROUNDPLAN_SANDBOX is set); use a shell of its own, or --sandbox",
    );
  const missing = machineIdentity ? undefined : missingCredentials(cloud, process.env, homedir());
  if (missing !== undefined) throw new Refusal(missing);
}

async function livePlace(): Promise<Place> {
  const { ensureEngine, groundplanHome } = require(join(root, "dist/engine/index.js")) as EngineModule;
  return { home: groundplanHome(), engine: (await ensureEngine({ progress: say })).command };
}

type EngineModule = typeof import("../../engine/index.js");

/** A home with nothing in it but the engine. */
function sandboxHome(): string {
  const { groundplanHome } = require(join(root, "dist/engine/index.js")) as EngineModule;
  const home = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-verify-")));
  symlinkSync(join(groundplanHome(), "engine"), join(home, "engine"));
  return home;
}

async function one(options: Options, place: Place): Promise<number> {
  const { left } = stacksIn(place.home);
  if (left.length > 0)
    throw new Refusal(
      `an earlier run may have left something: ${left.join(", ")}; \`npm run verify:live -- --clean\` deletes it`,
    );
  const stop = watch(options.minutes);
  const world: World = { signal: stop.signal, say, request: statusOf, pause: sleep };
  const name = newName();
  const stack = await Deployment.make(place, name, (step) => ({ config: settingsOf(options, name, step) }));
  let begun = false;
  try {
    say(`Stack ${name}: working out what it would have`);
    say(intention(options, await plan(options, stack, world)));
    if (!options.yes && !options.sandbox) {
      say(`Nothing was made. To spend up to ${options.budgetUsd.toFixed(2)} USD on it, add --yes.`);
      return 2;
    }
    begun = true;
    const outcome = await verify(options, stack, world);
    process.stdout.write(`${report(name, outcome)}\n`);
    return stop.interrupted() ? interrupted : exitCode(outcome);
  } finally {
    stop.dispose();
    if (!begun) await stack.forget();
  }
}

/** Deletes what runs that were killed have left. */
async function clean(place: Place): Promise<number> {
  const { running, left: names } = stacksIn(place.home);
  for (const name of running) say(`Stack ${name} is still being worked on: once that has ended, it can be cleaned.`);
  if (names.length === 0 && running.length === 0) say("Nothing is left of earlier runs.");
  let code = running.length === 0 ? 0 : 1;
  for (const name of names) {
    say(`Deleting stack ${name}`);
    const left = await cleanUp(await Deployment.of(place, name), { say, pause: sleep });
    process.stdout.write(`${report(name, { results: [], left })}\n`);
    if (left.length > 0) code = 1;
  }
  return code;
}

/** Ctrl-C, and the end of the time: what is under way stops, and everything is deleted. */
function watch(minutes: number) {
  const controller = new AbortController();
  let received = 0;
  const onSignal = () => {
    received += 1;
    if (received > 1) say("Still deleting. Ending it now leaves things that are charged: see --clean.");
    controller.abort("stopped by Ctrl-C");
  };
  const timer = setTimeout(() => controller.abort(`the ${minutes} minutes are over`), minutes * 60_000);
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, onSignal);
  return {
    signal: controller.signal,
    interrupted: () => received > 0,
    dispose: () => {
      clearTimeout(timer);
      for (const name of ["SIGINT", "SIGTERM"] as const) process.removeListener(name, onSignal);
    },
  };
}

async function statusOf(url: string): Promise<number | undefined> {
  try {
    return (await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(20_000) })).status;
  } catch {
    return undefined;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { message } = error as Error;
  say(`error: ${message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
