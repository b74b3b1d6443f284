import type { CloudName } from "../core/clouds.js";
import { Endpoint, NatMode, type NetworkArgs, type NetworkOptions } from "./args.js";
import { planAddresses, type TierSpec, type ZoneSlots } from "./plan.js";
import { resolveTiers } from "./tiers.js";
import type { NetworkPlan, NetworkRules } from "./types.js";
import { checkNetwork } from "./validate.js";

/** The options with every default filled in; not yet checked. */
export interface Settings {
  readonly cidr: NonNullable<NetworkOptions["cidr"]>;
  readonly zones: NonNullable<NetworkOptions["zones"]>;
  /** Number of zones, holes left out. */
  readonly places: number;
  readonly zoneSlots: ZoneSlots;
  readonly tiers: readonly TierSpec[];
  readonly nat: NatMode;
  readonly ipv6: boolean;
  readonly podRange: string;
  readonly serviceRange: string;
  /** Does this cloud take ranges for pods and services? */
  readonly clusterRanges: boolean;
}

/**
 * Everything about a network that can be decided without the engine.
 * @throws ArgumentsError or UnsupportedError before anything is registered
 */
export function planNetwork<C extends CloudName>(name: string, args: NetworkArgs<C>): NetworkPlan {
  const { rules, unsupported } = args.target.implementations.network;
  const settings = resolve(args, rules, args.target.region, unsupported.podRange === undefined);
  checkNetwork(name, args, settings);
  const { cidr, nat, ipv6, podRange, serviceRange } = settings;
  const zones = namedZones(settings.zones, rules, args.target.region);
  const { retentionDays = 90, sampling = 1 } = args.flowLogs || {};
  return {
    addresses: planAddresses(settings.tiers, zones, settings.zoneSlots),
    cidr,
    nat,
    egressIps: args.egressIps,
    ipv6,
    flowLogs: args.flowLogs === false ? undefined : { retentionDays, sampling },
    endpoints: args.endpoints ?? [Endpoint.ObjectStorage],
    podRange,
    serviceRange,
  };
}

function resolve(options: NetworkOptions, rules: NetworkRules, region: string, clusterRanges: boolean): Settings {
  const tiers = resolveTiers(options.tiers);
  const withoutZones = rules.zonesOptional && rules.zonesOf(region)?.offered.length === 0;
  const zones = options.zones ?? (withoutZones ? 0 : 3);
  const hasPrivate = tiers.some((tier) => tier.kind === "private");
  return {
    cidr: options.cidr ?? "10.0.0.0/16",
    zones,
    places: Array.isArray(zones) ? zones.filter((zone) => zone !== null).length : Number(zones),
    zoneSlots: options.zoneSlots ?? 4,
    tiers,
    nat: options.nat ?? (hasPrivate ? NatMode.Single : NatMode.None),
    ipv6: options.ipv6 ?? false,
    podRange: options.podRange ?? "100.64.0.0/16",
    serviceRange: options.serviceRange ?? "100.65.0.0/20",
    clusterRanges,
  };
}

/** Where zones decide nothing about subnets, a number stands for the first zones of the table; AWS is asked instead. */
function namedZones(zones: Settings["zones"], rules: NetworkRules, region: string): Settings["zones"] {
  const offered = rules.zonesOf(region)?.offered;
  return typeof zones === "number" && !rules.zonal && offered !== undefined ? offered.slice(0, zones) : zones;
}
