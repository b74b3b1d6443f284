import * as pulumi from "@pulumi/pulumi";
import { Network, type Target } from "groundplan";
import { makeBuckets } from "./buckets.ts";
import { checkSettings } from "./checks.ts";
import { allProblems, configError, parseConfig, type RawConfig, rawConfig, type Settings } from "./config.ts";
import { networkArgs } from "./network.ts";

/**
 * The program: a network and the stack's buckets in each cloud that the stack's configuration names.
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
  return Object.fromEntries(targets.map((target) => [target.cloud, deploy(target, settings)]));
}

/** Everything of one cloud. The target's key keeps the names of two clouds apart. */
function deploy(target: Target, settings: Settings): Record<string, unknown> {
  const network = new Network(`main-${target.key}`, networkArgs(settings, target));
  const buckets = makeBuckets(settings, target, network);
  return {
    region: target.region,
    network: { id: network.id, cidr: network.cidr, subnets: network.subnetIds, egressIps: network.egressIps },
    buckets: Object.fromEntries(Object.entries(buckets).map(([key, { name, url }]) => [key, { name, url }])),
  };
}

function warnWithoutPolicies({ protect }: Settings): void {
  if (!protect || process.env.PULUMI_OPTION_POLICY_PACK) return;
  void pulumi.log.warn(
    "this stack is protected, but runs without the policy pack: set PULUMI_OPTION_POLICY_PACK=dist/policy-pack (see .env.example)",
  );
}
