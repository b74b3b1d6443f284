import {
  checkChoice,
  checkFlag,
  checkKey,
  checkKnown,
  checkList,
  checkProperties,
  checkSameCloud,
  checkTable,
  checkWhole,
} from "../core/checks.js";
import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { checkOverrides } from "../core/overrides.js";
import { describe, implementationsOf } from "../core/target.js";
import {
  ClusterLog,
  ClusterMode,
  type KubernetesClusterArgs,
  type KubernetesClusterOptions,
  UpgradeChannel,
  WeekDay,
} from "./args.js";
import { type ClusterInput, planCluster } from "./plan.js";
import type { AddonPlan, ClusterPlan, ClusterRules } from "./types.js";
import { checkPools } from "./validate-pools.js";
import { checkEndpoint, checkRanges } from "./validate-ranges.js";
import { checkVersion } from "./validate-version.js";

/** Every argument but the target, by name. */
const clusterArguments: Readonly<Record<keyof KubernetesClusterOptions | "network", true>> = {
  version: true,
  unlistedVersion: true,
  upgradeFrom: true,
  mode: true,
  network: true,
  tier: true,
  endpoint: true,
  admins: true,
  nodePools: true,
  logs: true,
  addons: true,
  upgrade: true,
  maintenance: true,
  serviceRange: true,
  podRange: true,
  deletionProtection: true,
};

export interface Checking {
  readonly problems: Problems;
  readonly cloud: CloudName;
  readonly region: string;
  readonly options: KubernetesClusterOptions;
  readonly plan: ClusterPlan;
  readonly rules: ClusterRules;
  /** Notes that the cloud cannot serve an argument in the circumstances, where it cannot. Says whether it did. */
  unsupported(argument: string, circumstance?: string): boolean;
}

/** Checks every argument, and throws everything that is wrong at once. Registers nothing. Returns the plan. */
export function checkCluster<C extends CloudName>(name: string, args: KubernetesClusterArgs<C>): ClusterPlan {
  const problems = new Problems();
  const { cloud, region } = args.target;
  const { rules, unsupported, children } = implementationsOf(args.target).kubernetesCluster;
  checkShape(problems, args as KubernetesClusterOptions);
  problems.throwIfAny(`KubernetesCluster "${name}"`);
  const plan = planCluster(args as unknown as ClusterInput, rules);
  const checking: Checking = {
    problems,
    cloud,
    region,
    options: args as KubernetesClusterOptions,
    plan,
    rules,
    unsupported(argument, circumstance) {
      const limitation = unsupported[circumstance ?? argument];
      if (limitation !== undefined) problems.unsupported("KubernetesCluster", cloud, argument, limitation);
      return limitation !== undefined;
    },
  };
  checkKnown(problems, args, clusterArguments, cloud);
  checkVersion(checking);
  checkNetwork(checking);
  checkEndpoint(checking);
  checkAdmins(checking);
  checkPools(checking);
  checkLogs(checking);
  checkAddons(checking);
  checkUpkeep(checking);
  checkRanges(checking);
  checkFlag(problems, "deletionProtection", args.deletionProtection);
  checkOverrides(problems, cloud, (args as Readonly<Record<string, unknown>>)[cloud], children);
  problems.throwIfAny(`KubernetesCluster "${name}"`);
  return plan;
}

const pairs = "an object of plain arguments";

/** What has to be an object before anything can be planned. */
function checkShape(problems: Problems, options: KubernetesClusterOptions): void {
  const tables: [string, unknown][] = (["endpoint", "admins", "nodePools", "addons", "maintenance"] as const).map(
    (path) => [path, options[path]],
  );
  const open = options.endpoint?.public;
  if (options.logs !== false) tables.push(["logs", options.logs]);
  if (open !== false) tables.push(["endpoint.public", open]);
  for (const [path, value] of tables) if (value !== undefined) checkTable(problems, path, value, pairs);
  for (const [key, pool] of Object.entries(options.nodePools ?? {})) {
    const path = `nodePools.${key}`;
    if (!checkTable(problems, path, pool, pairs)) continue;
    if (pool.labels !== undefined) checkTable(problems, `${path}.labels`, pool.labels, '{ <key>: "<value>" }');
    if (pool.taints === undefined || !checkTable(problems, `${path}.taints`, pool.taints, taintForm)) continue;
    for (const [taint, value] of Object.entries(pool.taints))
      checkTable(problems, `${path}.taints.${taint}`, value, '{ effect: "NoSchedule" }');
  }
}

const taintForm = '{ <key>: { effect: "NoSchedule" } }';

function checkNetwork({ problems, options, plan, rules, cloud, region }: Checking): void {
  const { network, tier } = plan;
  checkChoice(problems, "mode", plan.mode, Object.values(ClusterMode));
  if (network === undefined) {
    problems.add("network", "nothing is given; give the network that nodes are in");
    return;
  }
  if (!checkSameCloud(problems, "network", network, cloud)) return;
  const title = `network "${network.networkName}"`;
  if (network.target.region !== region)
    problems.add("network", `${title} is in ${network.target.region}; use one in ${region}`);
  const kind = network.tierKinds[tier];
  if (kind !== "private") {
    const ways = Object.keys(network.tierKinds).filter((name) => network.tierKinds[name] === "private");
    const found =
      kind === undefined
        ? `${title} has no tier ${describe(options.tier ?? tier)}`
        : `tier "${tier}" of ${title} is ${kind}`;
    problems.add("tier", `${found}; use one that is private${ways.length > 0 ? `: ${ways.join(", ")}` : ""}`);
    return;
  }
  const zones = network.subnetIds[tier]?.length ?? 0;
  if (zones < rules.zones)
    problems.add("network", `${title} has ${zones} zone in tier "${tier}"; ${cloud} needs ${rules.zones} or more`);
  if (rules.needsNat && network.egressIps.length === 0)
    problems.add(
      "network",
      `${title} has no NAT gateway, and nodes on ${cloud} need one; make it with nat: "single", or give egressIps to fromExisting`,
    );
}

function checkAdmins({ problems, plan, rules }: Checking): void {
  for (const { key, principal } of plan.admins) {
    const path = `admins.${key}`;
    checkKey(problems, path, key);
    if (typeof principal === "string" && !rules.admin.pattern.test(principal))
      problems.add(path, `${describe(principal)} is not possible; use ${rules.admin.expected}`);
    else if (typeof principal !== "string" && (typeof principal !== "object" || principal === null))
      problems.add(path, `${describe(principal)} is not possible; use ${rules.admin.expected}`);
  }
}

function checkLogs({ problems, options, rules, unsupported }: Checking): void {
  if (options.logs === false || options.logs === undefined) return;
  const { kinds, retentionDays: days } = options.logs;
  checkProperties(problems, "logs", options.logs, ["kinds", "retentionDays"]);
  const way = `list some of ${Object.values(ClusterLog).join(", ")}, or use logs: false`;
  for (const [i, kind] of checkList(problems, "logs.kinds", kinds, way).entries())
    checkChoice(problems, `logs.kinds[${i}]`, kind, Object.values(ClusterLog));
  if (days === undefined || unsupported("logs.retentionDays")) return;
  const allowed = rules.retentionDays;
  if (Array.isArray(allowed)) {
    if (!allowed.includes(days))
      problems.add("logs.retentionDays", `${describe(days)} is not possible; use one of ${allowed.join(", ")}`);
  } else if (allowed !== undefined) {
    const { least, most } = allowed as { least: number; most: number };
    checkWhole(problems, "logs.retentionDays", days, least, most);
  }
}

const addonNames: Readonly<Record<keyof AddonPlan, true>> = {
  disk: true,
  networkPolicy: true,
  metrics: true,
  secretsStore: true,
  ingress: true,
};

function checkAddons({ problems, options, plan, unsupported }: Checking): void {
  for (const [name, value] of Object.entries(options.addons ?? {})) {
    const path = `addons.${name}`;
    if (!Object.hasOwn(addonNames, name))
      problems.add(path, `there is no such add-on; use ${Object.keys(addonNames).join(", ")}`);
    checkFlag(problems, path, value);
    if (!unsupported(path, `${path}: ${value}`)) unsupported(path, `${path}: ${value} with mode ${plan.mode}`);
  }
}

function checkUpkeep({ problems, plan, rules, cloud, unsupported }: Checking): void {
  const { upgrade, mode, maintenance } = plan;
  checkChoice(problems, "upgrade", upgrade, Object.values(UpgradeChannel));
  if (!unsupported("upgrade", `upgrade: ${upgrade}`)) unsupported("upgrade", `upgrade: ${upgrade} with mode ${mode}`);
  if (maintenance === undefined || unsupported("maintenance")) return;
  checkProperties(problems, "maintenance", maintenance, ["day", "startHourUtc", "hours"]);
  checkChoice(problems, "maintenance.day", maintenance.day, Object.values(WeekDay));
  const { startHourUtc, hours } = maintenance;
  if (startHourUtc === undefined) problems.add("maintenance.startHourUtc", "nothing is given; say the hour, 0 to 23");
  checkWhole(problems, "maintenance.startHourUtc", startHourUtc, 0, 23);
  const { least, most } = rules.maintenanceHours ?? { least: 1, most: 24 };
  if (!Number.isInteger(hours) || hours < least || hours > most)
    problems.add(
      "maintenance.hours",
      `${describe(hours)} is not possible on ${cloud}; use a whole number from ${least} to ${most}`,
    );
}
