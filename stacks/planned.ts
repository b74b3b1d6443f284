import { Network, type NetworkLike, type NetworkPlan, type Target } from "groundplan";

/**
 * A network that has been planned and not made: what the arguments of others are checked against before anything is
 * registered. Its ids mean nothing.
 */
export function plannedNetwork(name: string, target: Target, { addresses, cidr, nat }: NetworkPlan): NetworkLike {
  const { rules } = target.implementations.network;
  const offered = rules.zonesOf(target.region)?.offered ?? [];
  const zones: (string | null)[] = [];
  for (const { place, name: zone } of addresses.zones) zones[place] = zone ?? offered[place] ?? `zone ${place}`;
  const places = Array.from(zones, (zone) => zone ?? null);
  const subnets = rules.zonal ? addresses.zones.length : 1;
  return Network.fromExisting(name, {
    target,
    id: name,
    cidr: typeof cidr === "string" ? cidr : "",
    zones: places,
    subnetIds: Object.fromEntries(
      addresses.tiers.map((tier) => [tier.name, Array.from({ length: subnets }, () => tier.name)]),
    ),
    egressIps: nat === "none" ? [] : [name],
    tierKinds: Object.fromEntries(addresses.tiers.map((tier) => [tier.name, tier.kind])),
  });
}
