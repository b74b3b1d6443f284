import { setTimeout as sleep } from "node:timers/promises";
import type { CreateOutcome, UpdateOutcome } from "../types.js";
import type { WorldStore } from "../world/store.js";

/** How long nothing must have happened in the world before what is missing counts as missing, in milliseconds. */
const quietMs = 5_000;
/** How long is waited at most where something goes on and on, in milliseconds. */
const mostMs = 60_000;
const stepMs = 25;

interface Activity {
  /** Requests that make, change or delete something. */
  running: number;
  /** Those of them that wait for others. */
  waiting: number;
  lastChange: number;
}

const activities = new WeakMap<WorldStore, Activity>();

function activityOf(store: WorldStore): Activity {
  const found = activities.get(store) ?? { running: 0, waiting: 0, lastChange: 0 };
  activities.set(store, found);
  return found;
}

/** Counts a request that changes the world, for others that wait for what it brings. */
export async function counted<R>(store: WorldStore, work: () => R | Promise<R>): Promise<R> {
  const activity = activityOf(store);
  activity.running += 1;
  try {
    return await work();
  } finally {
    activity.running -= 1;
    activity.lastChange = performance.now();
  }
}

type Outcome = CreateOutcome | UpdateOutcome;

/**
 * Asks again while what is missing may still come: real providers try for a while, and pods wait for their nodes. Here
 * nothing takes its time, so that a moment in which nothing happens is enough to know.
 */
export async function settled<R extends Outcome>(store: WorldStore, ask: () => R): Promise<R> {
  const activity = activityOf(store);
  const begun = performance.now();
  let outcome = ask();
  activity.waiting += 1;
  try {
    while (isPassing(outcome) && goesOn(activity, begun)) {
      await sleep(stepMs);
      outcome = ask();
    }
    return outcome;
  } finally {
    activity.waiting -= 1;
  }
}

function isPassing(outcome: Outcome): boolean {
  return "error" in outcome ? outcome.error.passing === true : outcome.unready !== undefined;
}

function goesOn(activity: Activity, begun: number): boolean {
  const now = performance.now();
  if (now - begun > mostMs) return false;
  return activity.running > activity.waiting || now - Math.max(begun, activity.lastChange) < quietMs;
}
