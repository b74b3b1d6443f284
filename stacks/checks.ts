import {
  ArgumentsError,
  checkBucket,
  checkCluster,
  type NetworkLike,
  planBucket,
  planFunction,
  planNetwork,
  planVirtualMachine,
  type Target,
  UnsupportedError,
} from "groundplan";
import { bucketArgs, bucketKeys } from "./buckets.ts";
import { clusterArgs } from "./cluster.ts";
import { functionArgs } from "./functions.ts";
import { machineArgs } from "./machines.ts";
import { networkArgs } from "./network.ts";
import { plannedNetwork } from "./planned.ts";
import { type Path, type Problem, pathText, valueAt } from "./problems.ts";
import { type CloudName, cloudNames, type Settings } from "./schema.ts";
import { targetOf } from "./targets.ts";

/** The targets of a configuration, and everything that the components would refuse in it. */
export interface Checked {
  readonly targets: readonly Target[];
  readonly problems: readonly Problem[];
}

/**
 * Asks the components whether they would accept the configuration, before any of them is made: regions, zones, address
 * ranges, names. Registers nothing.
 */
export async function checkSettings(settings: Settings): Promise<Checked> {
  const problems: Problem[] = [];
  const targets: Target[] = [];
  for (const cloud of cloudNames) {
    // Without a region there is nothing to ask; that it is missing has been said.
    if (settings[cloud]?.region === undefined) continue;
    const target = await attempt(
      problems,
      (path) => [cloud, ...path],
      () => targetOf(settings, cloud),
    );
    if (target === undefined) continue;
    targets.push(target);
    const plan = await attempt(
      problems,
      (path) => networkPath(settings, cloud, path),
      () => planNetwork("main", networkArgs(settings, target)),
    );
    // What lives in the network can only be checked against a network that could be made.
    if (plan !== undefined) await checkInside(problems, settings, target, plannedNetwork("main", target, plan));
    for (const key of bucketKeys(settings)) {
      await attempt(
        problems,
        (path) => ["buckets", key, ...path],
        () => checkOneBucket(settings, target, key),
      );
      problems.push(...identityProblems(settings, target, cloud, key));
    }
  }
  return { targets, problems };
}

/** Checks what lives in one cloud's network, and the functions. */
async function checkInside(
  problems: Problem[],
  settings: Settings,
  target: Target,
  network: NetworkLike,
): Promise<void> {
  for (const key of Object.keys(settings.machines ?? {}))
    await attempt(
      problems,
      (path) => ["machines", key, ...inConfig(path, { ingress: "ports", cloudInit: undefined, backup: "backupDays" })],
      () => planVirtualMachine(key, machineArgs(settings, target, network, key)),
    );
  const cluster = clusterArgs(settings, target, network);
  if (cluster !== undefined)
    await attempt(
      problems,
      (path) => clusterPath(target, path),
      () => checkCluster("main", cluster),
    );
  for (const key of Object.keys(settings.functions ?? {}))
    await attempt(
      problems,
      (path) => ["functions", key, ...functionPath(path)],
      () => planFunction(key, functionArgs(withoutEvents(settings, key), target, {}, key)),
    );
}

/** A component's argument path in the words of the configuration; `undefined` leaves a level out. */
function inConfig([first, ...rest]: Path, words: Readonly<Record<string, string | undefined>>): Path {
  if (first === undefined || !(String(first) in words)) return first === undefined ? [] : [first, ...rest];
  const word = words[String(first)];
  return word === undefined ? rest : [word, ...rest];
}

function functionPath([first, ...rest]: Path): Path {
  if (first === "code") return ["source"];
  // A trigger is called what it is: triggers.schedule.schedule.cron.
  if (first === "triggers") return rest[0] === rest[1] ? rest.slice(1) : rest;
  return first === undefined ? [] : inConfig([first, ...rest], { logRetentionDays: "logDays" });
}

function clusterPath({ cloud }: Target, path: Path): Path {
  if (path[0] === "admins") return [cloud, "clusterAdmins", ...path.slice(1)];
  if (path[0] === "endpoint") return ["cluster", "publicFrom", ...path.slice(3)];
  return ["cluster", ...inConfig(path, { logs: "logDays" })];
}

/** That a function's bucket is one of the stack's has been checked; the bucket itself is not there yet. */
function withoutEvents(settings: Settings, key: string): Settings {
  const { events: _, ...rest } = settings.functions?.[key] ?? { source: "" };
  return { ...settings, functions: { [key]: rest } };
}

function checkOneBucket(settings: Settings, target: Target, key: string): void {
  const args = bucketArgs(settings, target, key);
  const { accessLogs: _, network: __, ...options } = args;
  checkBucket(key, args, planBucket({ ...options, network: undefined }, target.implementations.bucket.rules));
}

/** Those who are granted access must be named in the words of the cloud. */
function identityProblems(settings: Settings, target: Target, cloud: CloudName, key: string): Problem[] {
  const { pattern, expected } = target.implementations.bucket.rules.principal;
  const access = settings[cloud]?.buckets?.[key] ?? {};
  return (["readers", "writers"] as const).flatMap((who) =>
    Object.entries(access[who] ?? {})
      .filter(([, name]) => !pattern.test(name))
      .map(([id, name]) => ({
        path: pathText([cloud, "buckets", key, who, id]),
        message: `is ${JSON.stringify(name)}, but must be ${expected}`,
      })),
  );
}

/** A network's option is where the cloud's own block has it, otherwise in the common one. */
function networkPath(settings: Settings, cloud: CloudName, path: Path): Path {
  const own = [cloud, "network", ...path];
  const isCommon =
    valueAt(settings, own.slice(0, 3)) === undefined &&
    valueAt(settings, ["network", ...path.slice(0, 1)]) !== undefined;
  return isCommon ? ["network", ...path] : own;
}

/** Runs a check; what it refuses becomes problems at the places that `place` finds for its argument paths. */
async function attempt<T>(
  problems: Problem[],
  place: (path: Path) => Path,
  check: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof ArgumentsError) && !(error instanceof UnsupportedError)) throw error;
    const found = error instanceof ArgumentsError ? error.errors : [error];
    for (const { propertyPath, reason } of found)
      problems.push({ path: pathText(place(parts(propertyPath))), message: reason });
    return undefined;
  }
}

/** "zones[0].name" as its parts. One that the cloud cannot serve may carry its value: "nat: per-zone". */
function parts(path: string): Path {
  return [...path.replace(/[:=].*$/, "").matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([part, index]) =>
    index === undefined ? part : Number(index),
  );
}
