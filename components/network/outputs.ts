import type * as pulumi from "@pulumi/pulumi";
import { ArgumentsError } from "../core/errors.js";
import type { TierKind } from "./plan.js";
import type { NetworkLike, NetworkParts, NetworkPlan } from "./types.js";

type Ids = Readonly<Record<string, readonly pulumi.Output<string>[]>>;

/** What the state keeps about the component's own arguments: plain values that shape the graph, nothing else. */
export function summarize(plan: NetworkPlan): pulumi.Inputs {
  const { addresses, cidr, nat, ipv6, endpoints } = plan;
  return {
    plan: addresses.version,
    cidr: typeof cidr === "string" ? cidr : `/${cidr.prefixLength}`,
    zones: addresses.zones.map(({ slot, name }) => (name === undefined ? slot : `${slot}: ${name}`)),
    tiers: addresses.tiers.map(({ name }) => name),
    nat,
    ipv6,
    flowLogs: plan.flowLogs !== undefined,
    endpoints: [...endpoints],
  };
}

/** Each subnet once, in the order of the zones. */
export function idsByTier({ subnets }: Pick<NetworkParts, "subnets">): Ids {
  return Object.fromEntries(
    Object.entries(subnets).map(([tier, bySlot]) => [tier, [...new Set(Object.values(bySlot))]]),
  );
}

/** The same by zone. Where there are no zones, there is nothing. */
export function byZone({ subnets }: Pick<NetworkParts, "subnets">): NetworkLike["subnetsByZone"] {
  const zones: Record<string, Record<string, pulumi.Output<string>>> = {};
  for (const [tier, bySlot] of Object.entries(subnets))
    for (const [slot, id] of Object.entries(bySlot)) {
      if (slot === "") continue;
      const zone = zones[slot] ?? {};
      zone[tier] = id;
      zones[slot] = zone;
    }
  return zones;
}

export function kindsOf(plan: NetworkPlan): Readonly<Record<string, TierKind>> {
  return Object.fromEntries(plan.addresses.tiers.map(({ name, kind }) => [name, kind]));
}

/** The service that each tier is handed to, where it is to one. */
export function delegationsOf(plan: NetworkPlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    plan.addresses.tiers.flatMap(({ name, serviceDelegation }) =>
      serviceDelegation === undefined ? [] : [[name, serviceDelegation]],
    ),
  );
}

export function subnetsOf(network: string, subnetIds: Ids, tier: string): readonly pulumi.Output<string>[] {
  const found = subnetIds[tier];
  if (found !== undefined) return found;
  const reason = `"${tier}" is not a tier of this network; use one of ${Object.keys(subnetIds).join(", ")}`;
  throw new ArgumentsError(`Network "${network}"`, [{ propertyPath: "tier", reason }]);
}
