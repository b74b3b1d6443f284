import { type Result, tried } from "./checks.mts";
import type { Options } from "./options.mts";
import { type Estimate, estimate } from "./prices.mts";
import { type Step, steps } from "./settings.mts";

/** A throwaway stack. Each method ends when its engine has ended; `signal` makes it stop in order. */
export interface Stack {
  readonly name: string;
  /** Types of all resources of a cloud that would exist after a step, one entry a resource. Changes nothing. */
  planned(step: Step, signal: AbortSignal): Promise<readonly string[]>;
  up(step: Step, signal: AbortSignal): Promise<void>;
  /** What a step would delete and make again. */
  replaced(step: Step, signal: AbortSignal): Promise<readonly string[]>;
  /** What the clouds have otherwise than it was asked for, after reading everything again. */
  drift(signal: AbortSignal): Promise<readonly string[]>;
  /** Addresses that nobody may read without being let in. */
  closed(): Promise<readonly string[]>;
  /** Deletes what there is, as far as it can; is not interrupted. */
  destroy(): Promise<void>;
  /** What there still is, and what nobody knows whether it is. */
  left(): Promise<readonly string[]>;
  /** Deletes the stack's own directory. */
  forget(): Promise<void>;
}

/** A run that must not begin, or not go on: nothing is left of it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code = "refused";
}

export interface World {
  /** Aborts at Ctrl-C and at the end of the time. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** The status of an anonymous request; undefined where nothing answers. */
  readonly request: (url: string) => Promise<number | undefined>;
  readonly pause: (ms: number) => Promise<void>;
}

export interface Outcome {
  readonly results: readonly Result[];
  /** What could not be deleted. */
  readonly left: readonly string[];
}

/**
 * What each step would make and may cost at most.
 *
 * @throws Refusal where that is more than the budget, or where nobody has said what something costs
 */
export async function plan(options: Options, stack: Stack, { signal }: World): Promise<Estimate> {
  const estimates: Estimate[] = [];
  for (const step of steps) estimates.push(estimate(await stack.planned(step, signal), options.minutes));
  const most = estimates.reduce((worst, one) => (one.usd > worst.usd ? one : worst));
  const unknown = [...new Set(estimates.flatMap((one) => one.unknown))];
  if (unknown.length > 0)
    throw new Refusal(`nobody has said what these cost: ${unknown.join(", ")}; add them to tests/live/prices.mts`);
  if (most.usd > options.budgetUsd)
    throw new Refusal(
      `the budget is ${options.budgetUsd.toFixed(2)} USD, but this may cost up to ${most.usd.toFixed(2)} USD: ` +
        `${most.hourlyUsd.toFixed(2)} USD an hour for ${options.minutes} minutes and the time that deleting takes; ` +
        "raise --budget, or lower --minutes",
    );
  return most;
}

/** Makes the stack, looks at it, and deletes it: also when something fails, when the time is over, and at Ctrl-C. */
export async function verify(options: Options, stack: Stack, world: World): Promise<Outcome> {
  const results: Result[] = [];
  try {
    await look(options, stack, world, results);
  } finally {
    world.say("Deleting everything");
  }
  return { results, left: await cleanUp(stack, world) };
}

async function look(options: Options, stack: Stack, world: World, results: Result[]): Promise<void> {
  for (const step of steps) {
    if (world.signal.aborted) break;
    const title = { first: "everything is made", changed: "it is changed in place" }[step];
    if (step === "changed") {
      world.say("Working out what a change does");
      const replaced = () => stack.replaced(step, world.signal);
      results.push(await asked("the change replaces nothing", replaced, world.signal));
    }
    world.say(step === "first" ? "Making the stack" : "Changing it");
    const failure = await failureOf(() => stack.up(step, world.signal));
    results.push(result(title, failure, world.signal));
    if (failure !== undefined) break;
    results.push(...decidedBy(options, step));
    world.say("Reading it again");
    results.push(await asked("the clouds have what was asked for", () => stack.drift(world.signal), world.signal));
    if (step === "first") results.push(...(await requests(options, stack, world)));
  }
  results.push(...undecided(options, results));
}

/** The sentences of the docs that hold because a step was accepted. */
function decidedBy(options: Options, step: Step): Result[] {
  const came: Omit<Result, "what"> = options.sandbox
    ? { outcome: "not tried", detail: "only a real cloud can say" }
    : { outcome: "held" };
  return sentences(options)
    .filter((one) => one.step === step)
    .map(({ page, words }) => ({ what: `docs/${page}: ${words} ...`, ...came }));
}

function undecided(options: Options, results: readonly Result[]): Result[] {
  const all = steps.flatMap((step) => decidedBy(options, step));
  const missing = all.filter(({ what }) => !results.some((one) => one.what === what));
  return missing.map(({ what }) => ({ what, outcome: "not tried" }));
}

function sentences({ cloud, cluster }: Options) {
  return tried.filter((one) => one.cloud === cloud && (cluster || one.cluster === undefined));
}

async function requests(options: Options, stack: Stack, world: World): Promise<Result[]> {
  const what = "nobody reads the buckets without being let in";
  if (options.sandbox) return [{ what, outcome: "not tried", detail: "the sandbox has no data" }];
  return [
    await asked(
      what,
      async () => {
        const open: string[] = [];
        for (const url of await stack.closed()) {
          const status = await world.request(url);
          if (status !== undefined && status < 400) open.push(`${url} answers ${status}`);
        }
        return open;
      },
      world.signal,
    ),
  ];
}

/** Holds where nothing is found that should not be. */
async function asked(what: string, find: () => Promise<readonly string[]>, signal: AbortSignal): Promise<Result> {
  try {
    const found = await find();
    return found.length === 0 ? { what, outcome: "held" } : { what, outcome: "failed", detail: found.join("\n") };
  } catch (error) {
    return result(what, error as Error, signal);
  }
}

function result(what: string, failure: Error | undefined, signal: AbortSignal): Result {
  if (failure === undefined) return { what, outcome: "held" };
  const outcome = signal.aborted ? "not tried" : "failed";
  return { what, outcome, detail: signal.aborted ? String(signal.reason) : failure.message };
}

async function failureOf(work: () => Promise<void>): Promise<Error | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Clouds say for minutes that something is still used which is gone already. */
const attempts = 4;
const pauseMs = 60_000;

/** Deletes a stack, trying again where a cloud refuses. Returns what it could not delete; its directory stays then. */
export async function cleanUp(stack: Stack, { say, pause }: Pick<World, "say" | "pause">): Promise<readonly string[]> {
  let left: readonly string[] = [];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const failure = await failureOf(() => stack.destroy());
    left = await stack.left();
    if (left.length === 0) {
      await stack.forget();
      return left;
    }
    say(`${left.length} left after attempt ${attempt} of ${attempts}${failure ? `: ${failure.message}` : ""}`);
    if (attempt < attempts) await pause(pauseMs);
  }
  return left;
}
