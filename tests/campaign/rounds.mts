import { createHash } from "node:crypto";

/** What the engine is doing when something goes wrong. */
export interface Action {
  readonly name: string;
  /** What exists before. */
  readonly base: "nothing" | "third" | "two-thirds" | "everything";
  readonly command: "up" | "destroy";
  /** The program differs from the one that made what exists. */
  readonly changed: boolean;
}

export const actions: readonly Action[] = [
  { name: "create from a third on", base: "third", command: "up", changed: false },
  { name: "create from two thirds on", base: "two-thirds", command: "up", changed: false },
  { name: "change everything", base: "everything", command: "up", changed: true },
  { name: "destroy", base: "everything", command: "destroy", changed: false },
];

/** Rules of faults by name; each ends a run, or lets it pass late, now and then. */
export const faultFiles: Readonly<Record<string, string>> = {
  throttled: "- { kind: throttle, probability: 0.3 }",
  "throttled for good": "- { kind: throttle, calls: 100, probability: 0.03 }",
  quota: "- { kind: quota, probability: 0.05, match: { operation: [create, update] } }",
  denied: "- { kind: denied, probability: 0.03, match: { operation: [create, update, delete] } }",
  "answer lost": "- { kind: timeout, probability: 0.04 }",
  "never arrived": "- { kind: timeout, carriedOut: false, probability: 0.04 }",
  "half made": "- { kind: partial, probability: 0.05, match: { operation: [create, update] } }",
  "seen late": "- { kind: eventual, probability: 0.5 }",
  "seen too late": "- { kind: eventual, lagSeconds: 200, probability: 0.1 }",
  slow: "- { kind: slow, probability: 0.3, seconds: [5, 30] }",
  "provider dies before": "- { kind: crash, moment: before, probability: 0.03 }",
  "provider dies after": "- { kind: crash, moment: after, probability: 0.03 }",
  "changed by hand": "- { kind: drift, probability: 0.05, match: { operation: [create, update] } }",
  "deleted by hand": "- { kind: drift, by: delete, probability: 0.02, match: { operation: [create, update] } }",
};

/** As many objects has the stack for which the probabilities are. */
const usualObjects = 218;

/** A file with one of the faults; on a smaller stack it comes about as much more often, so that a run still meets some. */
export function faultFile(name: string, objects: number): string {
  const boost = Math.max(1, usualObjects / objects);
  const rule = (faultFiles[name] as string).replace(/probability: ([\d.]+)/, (_, share: string) => {
    return `probability: ${Math.min(1, Number(share) * boost)}`;
  });
  return `rules:\n  ${rule}\n`;
}

export type Round = { readonly id: string; readonly action: Action; readonly seed: number } & (
  | { readonly kind: "fault"; readonly fault: string }
  | { readonly kind: "kill"; readonly victim: "engine" | "command and engine"; readonly share: number }
);

/** The rounds of a campaign: each fault meets each action, and kills come at drawn moments of each. */
export function plan(faults: number, kills: number, seed = 20_261_121): Round[] {
  const names = Object.keys(faultFiles);
  const injected = Array.from({ length: faults }, (_, index): Round => {
    const fault = names[index % names.length] as string;
    const action = actions[(index + Math.floor(index / names.length)) % actions.length] as Action;
    return { id: `fault-${index + 1}`, kind: "fault", fault, action, seed: seed + index };
  });
  const killed = Array.from({ length: kills }, (_, index): Round => {
    const action = actions[index % actions.length] as Action;
    const victim = Math.floor(index / actions.length) % 2 === 0 ? "command and engine" : "engine";
    return {
      id: `kill-${index + 1}`,
      kind: "kill",
      victim,
      action,
      seed: seed + index,
      share: drawn(seed + index),
    };
  });
  // Mixed, so that a part of a campaign says something of all of it.
  const every = Math.max(1, Math.round(faults / Math.max(1, kills)));
  return injected
    .flatMap((round, index) => [round, ...((index + 1) % every === 0 ? killed.splice(0, 1) : [])])
    .concat(killed);
}

/** From 0 to below 1, the same for the same seed. */
function drawn(seed: number): number {
  return createHash("sha256").update(`kill ${seed}`).digest().readUInt32BE() / 2 ** 32;
}
