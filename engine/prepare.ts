import * as fs from "node:fs";
import { adopt, leftovers } from "./adopt.js";
import { build, neededGo, removeBuild } from "./build.js";
import { download } from "./download.js";
import { EngineError, type FailedWay, unavailable, WayFailed } from "./errors.js";
import { writeAtomically } from "./files.js";
import { interruptible } from "./interrupt.js";
import { withLock } from "./lock.js";
import { type EnginePaths, enginePaths } from "./paths.js";
import { completeHost, type Found, findPresent } from "./present.js";
import { HEARTBEAT_MS, type Say } from "./progress.js";
import { ENGINE_VERSION } from "./version.js";

/** How an engine came about, and where it is. */
export interface Prepared extends Found {
  readonly origin: "present" | "downloaded" | "built";
}

/** The three ways. Tests replace them. */
export interface Ways {
  readonly present: (paths: EnginePaths) => Promise<Found>;
  /** Both put a complete engine together and return its directory, to be moved into place. */
  readonly download: (paths: EnginePaths, options: { say: Say; signal: AbortSignal }) => Promise<string>;
  readonly build: (paths: EnginePaths, options: { say: Say; signal: AbortSignal }) => Promise<string>;
}

const WAYS: Ways = { present: findPresent, download, build };

export interface PrepareOptions {
  readonly home?: string | undefined;
  readonly say: Say;
  readonly signal?: AbortSignal | undefined;
  readonly ways?: Ways;
}

/**
 * Finds or makes an engine. What is already there is answered without a lock; making one happens in one process at a
 * time, and the others wait for it and use its result.
 *
 * @throws EngineError
 */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const paths = enginePaths(options.home);
  const ways = options.ways ?? WAYS;
  const present = await attempt("present", () => ways.present(paths));
  if (!("reason" in present)) {
    await tidy(paths, options.say);
    return { ...present, origin: "present" };
  }
  checkHome(paths);
  return interruptible(options.signal, async (signal) => {
    const made = await withLock(paths.lock, { signal, onTaken: waiting(paths, options.say) }, () =>
      make(paths, ways, signal, options.say),
    );
    if (made === undefined) throw new Error("the lock was given up without a result");
    return made;
  });
}

/** With the lock held: looks again, since another process may have been faster; then downloads; then builds. */
async function make(paths: EnginePaths, ways: Ways, signal: AbortSignal, tell: Say): Promise<Prepared> {
  const say = recording(paths, tell);
  const failed: FailedWay[] = [];
  try {
    removeLeftovers(paths);
    const present = await attempt("present", () => ways.present(paths));
    if (!("reason" in present)) return { ...present, origin: "present" };
    failed.push(present);
    for (const [way, origin] of [["download", "downloaded"] as const, ["build", "built"] as const]) {
      signal.throwIfAborted();
      const made = await attempt(way, () => ways[way](paths, { say, signal }));
      if (typeof made === "string") return await settle(made, paths, say, origin);
      failed.push(made);
      say(`no engine by ${way}: ${made.reason}`);
    }
    throw unavailable(failed, {
      version: ENGINE_VERSION,
      root: paths.root,
      platform: platform(),
      goVersion: neededGo(),
    });
  } finally {
    fs.rmSync(paths.status, { force: true });
    removeLeftovers(paths);
  }
}

async function settle(complete: string, paths: EnginePaths, say: Say, origin: Prepared["origin"]): Promise<Prepared> {
  adopt(complete, paths);
  await removeBuild(paths, say);
  return { ...completeHost(paths.root), origin };
}

/** Runs one way; a WayFailed becomes its reason, everything else goes on up. */
async function attempt<T>(way: FailedWay["way"], go: () => Promise<T>): Promise<T | FailedWay> {
  try {
    return await go();
  } catch (error) {
    if (error instanceof WayFailed) return { way, reason: error.message };
    throw error;
  }
}

/** Deletes what a run that was ended after it had put its engine in place could not delete, unless another run is at it. */
async function tidy(paths: EnginePaths, say: Say): Promise<void> {
  if (!fs.existsSync(paths.build) && leftovers(paths).length === 0) return;
  try {
    await withLock(paths.lock, { onTaken: () => false }, async () => {
      removeLeftovers(paths);
      await removeBuild(paths, say);
    });
  } catch {
    // The engine is there all the same; the next run tries again.
  }
}

function removeLeftovers(paths: EnginePaths): void {
  for (const directory of leftovers(paths)) fs.rmSync(directory, { recursive: true, force: true });
}

/** Progress that waiting processes can read. */
function recording(paths: EnginePaths, say: Say): Say {
  return (line) => {
    say(line);
    writeAtomically(paths.status, JSON.stringify({ pid: process.pid, line }), 0o644);
  };
}

/** How long a waiting process holds its first line back for a holder that has said nothing yet, in milliseconds. */
const UNKNOWN_HOLDER_MS = 2000;

/** Says now and then which process is waited for, and what it does. */
function waiting(paths: EnginePaths, say: Say): () => boolean {
  const begun = Date.now();
  let said = 0;
  return () => {
    const { pid, line } = readStatus(paths.status);
    const due = Date.now() - said >= HEARTBEAT_MS && (pid !== undefined || Date.now() - begun >= UNKNOWN_HOLDER_MS);
    if (due) {
      said = Date.now();
      const who = pid === undefined ? "another process" : `process ${pid}`;
      say(`waiting for ${who}, which prepares the engine${line === undefined ? "" : `: ${line}`}`);
    }
    return true;
  };
}

function readStatus(file: string): { pid?: number; line?: string } {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as { pid: number; line: string };
  } catch {
    return {};
  }
}

function checkHome(paths: EnginePaths): void {
  try {
    fs.mkdirSync(paths.pulumiHome, { recursive: true });
    fs.accessSync(paths.pulumiHome, fs.constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The directory ${paths.pulumiHome} cannot be written: ${reason}. Set GROUNDPLAN_HOME to one that can.`;
    throw new EngineError("ENGINE_HOME", message, { cause });
  }
}

/** This platform as the vendor's releases are named: linux-x64, darwin-arm64. */
function platform(): string {
  return `${process.platform}-${process.arch}`;
}
