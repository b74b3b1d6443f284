import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Stage, stack } from "./stage.mts";

interface Resource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly initErrors?: readonly string[];
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What there is when all is well: to be found again after every round. */
export interface Expected {
  readonly urns: readonly string[];
  /** Those of them that the state does not list: kept by `retainOnDelete`. */
  readonly kept: readonly string[];
  readonly outputs: unknown;
  /** Events of the engine about resources in a run that nothing disturbs. */
  readonly events: number;
}

export function resources(stage: Stage): Resource[] {
  const states = join(stage.world, "backend/.pulumi/stacks");
  const [project] = existsSync(states) ? readdirSync(states) : [];
  const file = join(states, project ?? "", `${stack}.json`);
  if (!existsSync(file)) return [];
  const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: { resources?: Resource[] } } };
  return state.checkpoint.latest?.resources ?? [];
}

/** The stack's outputs without what is encrypted anew each time. */
export function outputsOf(stage: Stage): unknown {
  return withoutSecrets(resources(stage).find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs);
}

const signature = "4dabf18193072939515e22adb298388d";

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== "object") return value;
  if (signature in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

/** What exists and is in no state. */
export function unlisted(stage: Stage): string[] {
  const listed = new Set(resources(stage).map(({ urn }) => urn));
  return urnsOf(stage).filter((urn) => !listed.has(urn));
}

export function urnsOf(stage: Stage): string[] {
  return stage.sandbox
    .inventory(stage.world)
    .map(({ urn }) => urn)
    .sort();
}

/** Everything that is not as it must be after a round; nothing where it converged. */
export function problems(stage: Stage, dist: string, expected: Expected): string[] {
  const objects = stage.sandbox.inventory(stage.world);
  const own = resources(stage).filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:"));
  const existing = objects.map(({ urn, id }) => `${urn} ${id}`).sort();
  const stated = own.map(({ urn, id }) => `${urn} ${id}`).sort();
  const urns = objects.map(({ urn }) => urn).sort();
  return [
    ...minus(existing, stated)
      .filter((line) => !expected.kept.some((urn) => line.startsWith(`${urn} `)))
      .map((line) => `orphan: ${line}`),
    ...minus(stated, existing).map((line) => `in the state only: ${line}`),
    ...urns.filter((urn, index) => urns.indexOf(urn) !== index).map((urn) => `made twice: ${urn}`),
    ...minus(expected.urns, urns).map((urn) => `not made: ${urn}`),
    ...minus(urns, expected.urns).map((urn) => `should be gone: ${urn}`),
    ...own.filter((one) => one.delete === true).map(({ urn }) => `left to be deleted: ${urn}`),
    ...own.filter(({ initErrors }) => (initErrors ?? []).length > 0).map(({ urn }) => `still half made: ${urn}`),
    ...outputProblems(
      outputsOf(stage),
      expected.outputs,
      objects.some(({ generation }) => generation > 1),
    ),
    ...lostOutputs(objects, own),
    ...findings(stage, dist),
  ];
}

/** What was deleted by hand is made again under other ids: then every output must be there, with another value or not. */
function outputProblems(outputs: unknown, expected: unknown, remade: boolean): string[] {
  if (!remade) return isDeepStrictEqual(outputs, expected) ? [] : ["the stack's outputs are not what they were"];
  const now = (outputs ?? {}) as Readonly<Record<string, unknown>>;
  const lost = Object.keys(expected as object).filter((key) => [undefined, null, ""].includes(now[key] as null));
  return lost.map((key) => `the stack has lost its output ${key}`);
}

/** Outputs that an object has and its state has not. */
function lostOutputs(objects: ReturnType<Stage["sandbox"]["inventory"]>, own: readonly Resource[]): string[] {
  return objects.flatMap(({ urn, id, outputs }) => {
    const state = own.find((one) => one.urn === urn && one.id === id)?.outputs;
    const lost = Object.keys(outputs).filter((key) => state !== undefined && !(key in state));
    return lost.length === 0 ? [] : [`lost outputs of ${urn}: ${lost.join(", ")}`];
  });
}

function findings(stage: Stage, dist: string): string[] {
  const require = createRequire(import.meta.url);
  const { checkedCloud } = require(
    join(dist, "sandbox/check-cloud.js"),
  ) as typeof import("../../sandbox/check-cloud.js");
  const { statesIn } = require(
    join(dist, "cli/run/sandbox-states.js"),
  ) as typeof import("../../cli/run/sandbox-states.js");
  const found = stage.sandbox.checkWorld(stage.world, statesIn(stage.world), checkedCloud(stage.project));
  return found.map(({ code, message }) => `check: ${code}: ${message}`);
}

function minus(from: readonly string[], less: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of less) left.set(line, (left.get(line) ?? 0) + 1);
  return from.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
