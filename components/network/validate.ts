import { checkKnown } from "../core/checks.js";
import type { CloudName, Limitation } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { Endpoint, type FlowLogArgs, NatMode, type NetworkArgs, type NetworkOptions } from "./args.js";
import { formatBlock, overlaps, parseBlock } from "./cidr.js";
import { longestPrefix } from "./plan.js";
import type { Settings } from "./settings.js";
import { checkTiers, isPlain, plainTiers } from "./tiers.js";
import type { NetworkRules } from "./types.js";
import { checkZoneSlots, checkZones } from "./zones.js";

/** Every neutral argument, by name. */
const networkArguments: Readonly<Record<keyof NetworkOptions, true>> = {
  cidr: true,
  zones: true,
  zoneSlots: true,
  tiers: true,
  nat: true,
  egressIps: true,
  ipv6: true,
  flowLogs: true,
  endpoints: true,
  podRange: true,
  serviceRange: true,
};

/** Checks every argument that is plain, and throws everything that is wrong at once. Registers nothing. */
export function checkNetwork<C extends CloudName>(name: string, args: NetworkArgs<C>, settings: Settings): void {
  const problems = new Problems();
  const { target } = args;
  const { rules, unsupported, children } = target.implementations.network;
  checkKnown(problems, args, networkArguments, target.cloud);
  checkSupported(problems, target.cloud, args, unsupported);
  checkZoneSlots(problems, args);
  checkZones(problems, args, settings, rules, target.region);
  checkTiers(problems, args.tiers, settings.tiers);
  checkCidr(problems, args, settings, rules, target.cloud);
  checkNat(problems, args, settings, rules);
  checkFlowLogs(problems, args, rules, target.cloud);
  checkEndpoints(problems, args);
  checkClusterRanges(problems, args, settings);
  checkIpv6(problems, settings, rules, target.cloud);
  checkOverrides(
    problems,
    target.cloud,
    (args as Readonly<Record<string, unknown>>)[target.cloud],
    Object.keys(children),
  );
  problems.throwIfAny(`Network "${name}"`);
}

/** Is the argument of a limitation given? Keys of the table are paths, `*` stands for any tier, `=` for a value. */
function asksFor(options: NetworkOptions, key: string): string[] {
  const { tiers } = options;
  const flowLogs: FlowLogArgs = isPlain(options.flowLogs) ? options.flowLogs : {};
  const endpoints = Array.isArray(options.endpoints) ? options.endpoints : [];
  const given: Record<string, boolean> = {
    "cidr.ipamPool": isPlain(options.cidr),
    "nat=per-zone": options.nat === NatMode.PerZone,
    "nat=regional": options.nat === NatMode.Regional,
    "endpoints=registry": endpoints.includes(Endpoint.Registry),
    "endpoints=logs": endpoints.includes(Endpoint.Logs),
    "flowLogs.retentionDays": flowLogs.retentionDays !== undefined,
    "flowLogs.sampling": flowLogs.sampling !== undefined && flowLogs.sampling !== 1,
    podRange: options.podRange !== undefined,
    serviceRange: options.serviceRange !== undefined,
  };
  if (key !== "tiers.*.serviceDelegation") return given[key] ? [key.replace("=", ": ")] : [];
  return Object.entries(plainTiers(tiers)).flatMap(([name, tier]) =>
    typeof tier === "object" && tier?.serviceDelegation !== undefined ? [`tiers.${name}.serviceDelegation`] : [],
  );
}

function checkSupported(
  problems: Problems,
  cloud: string,
  options: NetworkOptions,
  unsupported: Readonly<Record<string, Limitation>>,
): void {
  for (const [key, limitation] of Object.entries(unsupported))
    for (const path of asksFor(options, key)) problems.unsupported("Network", cloud, path, limitation);
}

function checkCidr(
  problems: Problems,
  { cidr }: NetworkOptions,
  settings: Settings,
  rules: NetworkRules,
  cloud: string,
): void {
  let path = "cidr";
  let prefix: number;
  let shown: string;
  if (typeof settings.cidr === "string") {
    const parsed = parseBlock(settings.cidr);
    if ("problem" in parsed) {
      problems.add(path, parsed.problem);
      return;
    }
    [prefix, shown] = [parsed.block.prefix, settings.cidr];
  } else if (isPlain(settings.cidr) && "ipamPool" in settings.cidr) {
    path = "cidr.prefixLength";
    [prefix, shown] = [settings.cidr.prefixLength, `/${settings.cidr.prefixLength}`];
    if (!Number.isInteger(prefix) || prefix < 0 || prefix > 32) {
      problems.add(path, `${describe(prefix)} is not a prefix length; use a whole number, such as 16`);
      return;
    }
  } else {
    problems.add(path, `${describe(cidr)} is not a range; use text like "10.0.0.0/16" (it cannot be an output)`);
    return;
  }
  const { largestNetwork } = rules;
  if (prefix < largestNetwork) {
    problems.add(
      path,
      `${shown} is too large: the largest network on ${cloud} is /${largestNetwork}; use /${largestNetwork} or smaller`,
    );
    return;
  }
  checkSize(problems, path, shown, prefix, settings, rules, cloud);
}

function checkSize(
  problems: Problems,
  path: string,
  shown: string,
  prefix: number,
  settings: Settings,
  rules: NetworkRules,
  cloud: string,
): void {
  const tiers = settings.tiers.filter((tier) => Number.isInteger(tier.share));
  const limit = longestPrefix(tiers, settings.zoneSlots, rules);
  if (tiers.length === 0 || prefix <= limit) return;
  const smallest = tiers.reduce((a, b) => (b.share > a.share ? b : a));
  const cut = rules.zonal ? Math.log2(settings.zoneSlots) : 0;
  problems.add(
    path,
    `${shown} is too small: tier ${smallest.name} takes 1/${2 ** smallest.share} of it` +
      (rules.zonal ? `, in ${settings.zoneSlots} places for zones` : "") +
      `, so its subnets would be /${prefix + smallest.share + cut}, and the smallest subnet on ${cloud} is ` +
      `/${rules.smallestSubnet}; the smallest network that fits these tiers and zones is /${limit}`,
  );
}

function checkNat(
  problems: Problems,
  { nat, egressIps }: NetworkOptions,
  settings: Settings,
  rules: NetworkRules,
): void {
  const modes: readonly string[] = Object.values(NatMode);
  if (nat !== undefined && !modes.includes(nat)) {
    problems.add("nat", `${describe(nat)} is not a way to the internet; use one of ${modes.join(", ")}`);
    return;
  }
  const kinds = settings.tiers.map((tier) => tier.kind);
  if (nat !== undefined && nat !== NatMode.None && !kinds.includes("private"))
    problems.add(
      "nat",
      `nat is "${nat}", but no tier is private, so nothing would use it; use "none", or add a private tier`,
    );
  if (rules.natInPublicTier && (settings.nat === "single" || settings.nat === "per-zone") && !kinds.includes("public"))
    problems.add(
      "nat",
      `nat is "${settings.nat}", whose gateways live in a public tier, and there is none; use "regional" or "none", or add a public tier`,
    );
  checkEgressIps(problems, egressIps, settings, rules);
}

function checkEgressIps(
  problems: Problems,
  egressIps: NetworkOptions["egressIps"],
  settings: Settings,
  rules: NetworkRules,
): void {
  if (egressIps === undefined) return;
  if (!Array.isArray(egressIps)) {
    problems.add(
      "egressIps",
      `${describe(egressIps)} is not a list; use a list of addresses (the list itself cannot be an output)`,
    );
    return;
  }
  const given = egressIps.length;
  if (settings.nat === NatMode.None) {
    problems.add("egressIps", `${given} given, but nat is "none", so nothing would use them; leave egressIps out`);
    return;
  }
  if (rules.egressIps === "one-per-gateway") {
    const needed = settings.nat === NatMode.Single ? 1 : settings.places;
    if (given !== needed)
      problems.add("egressIps", `${given} given, but nat "${settings.nat}" uses ${needed}; give exactly ${needed}`);
  } else if (given < 1 || given > rules.egressIps)
    problems.add("egressIps", `${given} given; give 1 to ${rules.egressIps}, or leave egressIps out`);
}

function checkFlowLogs(problems: Problems, { flowLogs }: NetworkOptions, rules: NetworkRules, cloud: string): void {
  if (flowLogs === undefined || flowLogs === false) return;
  if (!isPlain(flowLogs)) {
    problems.add("flowLogs", `${describe(flowLogs)} is not a setting; use false, or { retentionDays, sampling }`);
    return;
  }
  const { retentionDays: days, sampling } = flowLogs;
  const allowed = rules.retentionDays;
  const fits =
    typeof allowed === "number"
      ? Number.isInteger(days) && Number(days) >= 1 && Number(days) <= allowed
      : allowed.includes(Number(days));
  if (days !== undefined && !fits)
    problems.add(
      "flowLogs.retentionDays",
      `${describe(days)} is not a period that ${cloud} keeps logs for; use ` +
        (typeof allowed === "number" ? `a whole number from 1 to ${allowed}` : `one of ${allowed.join(", ")}`),
    );
  if (sampling !== undefined && !(typeof sampling === "number" && sampling > 0 && sampling <= 1))
    problems.add(
      "flowLogs.sampling",
      `${describe(sampling)} is not a part of the flows; use a number above 0, up to 1`,
    );
}

function checkEndpoints(problems: Problems, { endpoints }: NetworkOptions): void {
  if (endpoints === undefined) return;
  const services: readonly string[] = Object.values(Endpoint);
  if (!Array.isArray(endpoints)) {
    problems.add("endpoints", `${describe(endpoints)} is not a list; use a list of ${services.join(", ")}`);
    return;
  }
  for (const [i, endpoint] of endpoints.entries())
    if (!services.includes(endpoint))
      problems.add(`endpoints[${i}]`, `${describe(endpoint)} is not a known service; use ${services.join(", ")}`);
    else if (endpoints.indexOf(endpoint) < i)
      problems.add(`endpoints[${i}]`, `"${endpoint}" is listed twice; list it once`);
}

/** Ranges of pods and services, against the network and each other. */
function checkClusterRanges(problems: Problems, { podRange, serviceRange }: NetworkOptions, settings: Settings): void {
  const read = (path: string, text: string, given: boolean) => {
    const parsed =
      typeof text === "string"
        ? parseBlock(text)
        : { problem: `${describe(text)} is not a range; use text like "10.0.0.0/16"` };
    if ("block" in parsed) return parsed.block;
    if (given) problems.add(path, parsed.problem);
    return undefined;
  };
  if (!settings.clusterRanges) return;
  const network = typeof settings.cidr === "string" ? parseBlock(settings.cidr) : undefined;
  const outer = network !== undefined && "block" in network ? network.block : undefined;
  const pods = read("podRange", settings.podRange, podRange !== undefined);
  const services = read("serviceRange", settings.serviceRange, serviceRange !== undefined);
  if (outer && pods && overlaps(outer, pods))
    problems.add(
      "podRange",
      `"${settings.podRange}" overlaps the network, "${formatBlock(outer)}"; use another range, such as "100.64.0.0/16"`,
    );
  if (outer && services && overlaps(outer, services))
    problems.add(
      "serviceRange",
      `"${settings.serviceRange}" overlaps the network, "${formatBlock(outer)}"; use another range, such as "100.65.0.0/20"`,
    );
  if (pods && services && overlaps(pods, services))
    problems.add(
      "serviceRange",
      `"${settings.serviceRange}" overlaps podRange, "${settings.podRange}"; use another range, such as "100.65.0.0/20"`,
    );
}

/** A subnet takes a /64 at its own place of the network's IPv6 range, so the place must not be finer than that. */
function checkIpv6(problems: Problems, settings: Settings, rules: NetworkRules, cloud: string): void {
  if (!settings.ipv6) return;
  const cut = rules.zonal ? Math.log2(settings.zoneSlots) : 0;
  for (const tier of settings.tiers)
    if (tier.share + cut > rules.ipv6Bits)
      problems.add(
        `tiers.${tier.name}.share`,
        `${tier.share} is too small a part for ipv6 on ${cloud}: no whole /64 is left for each subnet; use ${rules.ipv6Bits - cut} or less`,
      );
}

function checkOverrides(problems: Problems, cloud: string, overrides: unknown, kinds: readonly string[]): void {
  if (typeof overrides !== "object" || overrides === null) return;
  for (const key of Object.keys(overrides))
    if (!kinds.includes(key))
      problems.add(
        `${cloud}.${key}`,
        `"${key}" is not a child of a network on ${cloud}; use one of ${kinds.join(", ")}`,
      );
}
