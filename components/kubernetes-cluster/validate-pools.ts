import { checkChoice, checkFlag, checkList, checkProperties, checkWhole } from "../core/checks.js";
import type { Problems } from "../core/errors.js";
import { machineOf } from "../core/sizes/index.js";
import { describe } from "../core/target.js";
import { ClusterMode, type NodePoolArgs, TaintEffect } from "./args.js";
import { poolMachine } from "./plan.js";
import type { ClusterRules } from "./types.js";
import type { Checking } from "./validate.js";

const poolArguments: Readonly<Record<keyof NodePoolArgs, true>> = {
  size: true,
  arch: true,
  min: true,
  max: true,
  spot: true,
  gpu: true,
  labels: true,
  taints: true,
  diskGiB: true,
  zones: true,
};

const mostMachines = 1000;

/** Pools exist in mode `nodes`, and only there. */
export function checkPools(checking: Checking): void {
  const { problems, options, plan, unsupported } = checking;
  const pools = Object.entries(options.nodePools ?? {});
  if (plan.mode === ClusterMode.Managed) {
    if (options.nodePools !== undefined) unsupported("nodePools", "nodePools with mode managed");
    return;
  }
  if (pools.length === 0)
    problems.add(
      "nodePools",
      'nothing is given; give at least one, such as { default: { min: 2, max: 6 } }, or use mode: "managed"',
    );
  for (const [name, pool] of pools) checkPool(checking, name, pool);
}

function checkPool({ problems, cloud, plan, rules }: Checking, name: string, pool: NodePoolArgs): void {
  const path = `nodePools.${name}`;
  if (!/^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/.test(name))
    problems.add(
      path,
      `"${name}" is not a name of a pool; use at most 30 lower-case letters, digits and hyphens, beginning with a letter`,
    );
  checkProperties(problems, path, pool, Object.keys(poolArguments));
  const request = { cloud, table: rules.sizes, ...poolMachine(pool), path: `${path}.size`, archPath: `${path}.arch` };
  const machine = machineOf(problems, request);
  checkFlag(problems, `${path}.gpu`, pool.gpu);
  if (machine !== undefined) checkGpus(problems, path, pool, machine.type, rules);
  checkScale(problems, path, pool);
  checkFlag(problems, `${path}.spot`, pool.spot);
  checkWhole(problems, `${path}.diskGiB`, pool.diskGiB, 20, 2048);
  checkLabels(problems, `${path}.labels`, pool.labels);
  checkTaints(problems, `${path}.taints`, pool.taints);
  checkZones(problems, `${path}.zones`, pool.zones, Object.keys(plan.network?.zones ?? {}));
}

/** An image with the driver does not start on other machines, and one without makes the processors useless. */
function checkGpus(problems: Problems, path: string, { gpu }: NodePoolArgs, type: string, rules: ClusterRules): void {
  const { cloud, gpus } = rules;
  if (gpu === true && !gpus.has(type))
    problems.add(
      `${path}.gpu`,
      `${type} has no graphics processors that are known here; use a size such as { ${cloud}: "${gpus.example}" }`,
    );
  if (gpu !== true && gpus.has(type))
    problems.add(`${path}.gpu`, `${type} has graphics processors, whose driver comes with gpu: true; state it`);
}

function checkScale(problems: Problems, path: string, { min, max }: NodePoolArgs): void {
  const before = problems.found.length;
  for (const [name, value] of Object.entries({ min, max }))
    if (value === undefined) problems.add(`${path}.${name}`, "nothing is given; say how many machines, such as 2");
  checkWhole(problems, `${path}.min`, min, 0, mostMachines);
  checkWhole(problems, `${path}.max`, max, 1, mostMachines);
  if (problems.found.length === before && min > max)
    problems.add(`${path}.min`, `${min} is more than max, which is ${max}; use at most ${max}, or raise max`);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
const labelKey = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
/** Nodes may not give themselves these, and every cloud refuses them. */
const reservedLabel = /^([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io)\//;

function checkLabels(problems: Problems, path: string, labels: NodePoolArgs["labels"]): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    checkLabelKey(problems, `${path}.${key}`, key);
    checkLabelValue(problems, `${path}.${key}`, value);
  }
}

function checkTaints(problems: Problems, path: string, taints: NodePoolArgs["taints"]): void {
  for (const [key, taint] of Object.entries(taints ?? {})) {
    checkProperties(problems, `${path}.${key}`, taint, ["value", "effect"]);
    checkLabelKey(problems, `${path}.${key}`, key);
    checkLabelValue(problems, `${path}.${key}.value`, taint.value ?? "");
    checkChoice(problems, `${path}.${key}.effect`, taint.effect, Object.values(TaintEffect));
  }
}

function checkLabelKey(problems: Problems, path: string, key: string): void {
  if (!labelKey.test(key))
    problems.add(
      path,
      `"${key}" is not a key; use at most 63 letters, digits and - _ . , with an optional prefix such as "example.com/"`,
    );
  else if (reservedLabel.test(key)) problems.add(path, `"${key}" belongs to Kubernetes itself; use another prefix`);
}

function checkLabelValue(problems: Problems, path: string, value: unknown): void {
  if (typeof value !== "string" || !labelValue.test(value))
    problems.add(
      path,
      `${describe(value)} is not a value as plain text; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit`,
    );
}

function checkZones(problems: Problems, path: string, zones: NodePoolArgs["zones"], slots: readonly string[]): void {
  if (zones === undefined) return;
  const way = `list places of the network's zones, such as ["${slots[0] ?? "a"}"], or leave it out`;
  for (const [i, zone] of checkList(problems, path, zones, way).entries())
    if (!slots.includes(zone as string))
      problems.add(
        `${path}[${i}]`,
        `${describe(zone)} is not a place of a zone in the network; use one of ${slots.map((slot) => `"${slot}"`).join(", ") || "none: it has no zones"}`,
      );
}
