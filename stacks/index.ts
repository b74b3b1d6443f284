import * as pulumi from "@pulumi/pulumi";
import { Network, type Target } from "groundplan";
import { makeApps } from "./apps.ts";
import { makeBuckets } from "./buckets.ts";
import { checkSettings } from "./checks.ts";
import { makeCluster } from "./cluster.ts";
import { allProblems, configError, parseConfig, type RawConfig, rawConfig, type Settings } from "./config.ts";
import { makeFunctions } from "./functions.ts";
import { makeMachines } from "./machines.ts";
import { networkArgs } from "./network.ts";

/**
 * The program: in each cloud that the stack's configuration names a network, and in it what the stack has: buckets, virtual
 * machines, a Kubernetes cluster with what runs in it, and functions.
 *
 * Pulumi calls it, and exports what it returns.
 *
 * @returns the stack's outputs, by cloud
 * @throws RunError with every problem of the configuration, before anything is registered
 */
export default async function program(config: RawConfig = rawConfig()): Promise<Record<string, unknown>> {
  const { settings, problems: shape } = parseConfig(config);
  const { targets, problems: details } = await checkSettings(settings);
  const problems = allProblems(shape, details);
  if (problems.length > 0) throw configError(pulumi.getStack(), problems);
  warnWithoutPolicies(settings);
  const outputs = await Promise.all(targets.map((target) => deploy(target, settings)));
  return Object.fromEntries(targets.map(({ cloud }, place) => [cloud, outputs[place]]));
}

/** Everything of one cloud. The target's key keeps the names of two clouds apart. */
async function deploy(target: Target, settings: Settings): Promise<Record<string, unknown>> {
  const network = new Network(`main-${target.key}`, networkArgs(settings, target));
  const buckets = makeBuckets(settings, target, network);
  const machines = makeMachines(settings, target, network);
  const cluster = makeCluster(settings, target, network);
  const functions = makeFunctions(settings, target, buckets);
  await makeApps(settings, cluster);
  return {
    region: target.region,
    network: { id: network.id, cidr: network.cidr, subnets: network.subnetIds, egressIps: network.egressIps },
    buckets: each(buckets, ({ name, url }) => ({ name, url })),
    ...(settings.machines && { machines: each(machines, ({ id, privateIp }) => ({ id, privateIp })) }),
    ...(cluster && { cluster: { name: cluster.name, endpoint: cluster.endpoint } }),
    ...(settings.functions && { functions: each(functions, ({ name }) => name) }),
  };
}

function each<T, R>(things: Readonly<Record<string, T>>, show: (thing: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, show(thing)]));
}

function warnWithoutPolicies({ protect }: Settings): void {
  if (!protect || process.env.PULUMI_OPTION_POLICY_PACK) return;
  void pulumi.log.warn(
    "this stack is protected, but runs without the policy pack: set PULUMI_OPTION_POLICY_PACK=dist/policy-pack (see .env.example)",
  );
}
