import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Target } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { byZone, idsByTier, subnetsOf } from "./outputs.js";
import { slotLetter, TierKind } from "./plan.js";
import type { NetworkLike } from "./types.js";

/** What has to be known of a network that exists already. */
export interface ExistingNetworkArgs<C extends CloudName = CloudName> {
  readonly target: Target<C>;
  /** AWS: id of the VPC. GCP: self link of the network. Azure: resource id of the virtual network. */
  readonly id: pulumi.Input<string>;
  /** The IPv4 range; on GCP one that holds its subnets. */
  readonly cidr: pulumi.Input<string>;
  /** Zones in the order of the subnets; `null` for a place that has none. @default - none */
  readonly zones?: readonly (string | null)[];
  /** Subnets by tier. Where they are zonal, one for each zone, in the order of `zones`. */
  readonly subnetIds: Readonly<Record<string, readonly pulumi.Input<string>[]>>;
  /** @default - by name: `public` and `isolated` are what they say, every other tier is private */
  readonly tierKinds?: Readonly<Record<string, TierKind>>;
  /** Range of each tier, which a peering on AWS needs. @default - none */
  readonly tierCidrs?: Readonly<Record<string, pulumi.Input<string>>>;
  /** @default - none */
  readonly egressIps?: readonly pulumi.Input<string>[];
  /** @default - none */
  readonly defaultDenyGroupId?: pulumi.Input<string>;
}

export function existingNetwork<C extends CloudName>(name: string, args: ExistingNetworkArgs<C>): NetworkLike<C> {
  check(name, args);
  const places = (args.zones ?? []).flatMap((zone, place) =>
    zone === null ? [] : [{ slot: slotLetter(place), zone }],
  );
  const parts = {
    subnets: bySlot(
      args,
      places.map(({ slot }) => slot),
    ),
  };
  const subnetIds = idsByTier(parts);
  const group = args.defaultDenyGroupId;
  return {
    networkName: name,
    target: args.target,
    id: pulumi.output(args.id),
    cidr: pulumi.output(args.cidr),
    zones: Object.fromEntries(places.map(({ slot, zone }) => [slot, pulumi.output(zone)])),
    subnetIds,
    subnetsByZone: byZone(parts),
    tierKinds: Object.fromEntries(
      Object.keys(args.subnetIds).map((tier) => [tier, args.tierKinds?.[tier] ?? kindOf(tier)]),
    ),
    tierCidrs: Object.fromEntries(
      Object.entries(args.tierCidrs ?? {}).map(([tier, cidr]) => [tier, pulumi.output(cidr)]),
    ),
    egressIps: (args.egressIps ?? []).map((ip) => pulumi.output(ip)),
    defaultDenyGroupId: group === undefined ? undefined : pulumi.output(group),
    subnetsOf: (tier) => subnetsOf(name, subnetIds, tier),
  };
}

function kindOf(tier: string): TierKind {
  return tier === TierKind.Public || tier === TierKind.Isolated ? tier : TierKind.Private;
}

/** Tier, then slot. A regional subnet stands under every slot. */
function bySlot<C extends CloudName>(args: ExistingNetworkArgs<C>, slots: readonly string[]) {
  const { zonal } = args.target.implementations.network.rules;
  const tiers = Object.entries(args.subnetIds).map(([tier, ids]) => {
    const outputs = ids.map((id) => pulumi.output(id));
    const entries = zonal
      ? outputs.map((id, i) => [slots[i] ?? "", id] as const)
      : (slots.length > 0 ? slots : [""]).flatMap((slot) => outputs.slice(0, 1).map((id) => [slot, id] as const));
    return [tier, Object.fromEntries(entries)];
  });
  return Object.fromEntries(tiers) as Record<string, Record<string, pulumi.Output<string>>>;
}

function check<C extends CloudName>(name: string, args: ExistingNetworkArgs<C>): void {
  const problems = new Problems();
  const { rules } = args.target.implementations.network;
  const zones = (args.zones ?? []).filter((zone) => zone !== null);
  const accepted = rules.zonesOf(args.target.region)?.accepted;
  for (const [place, zone] of (args.zones ?? []).entries())
    if (zone !== null && accepted !== undefined && !accepted.includes(zone))
      problems.add(
        `zones[${place}]`,
        `${describe(zone)} is not a zone of region ${args.target.region}; use one of ${accepted.join(", ")}`,
      );
  for (const [tier, ids] of Object.entries(args.subnetIds)) {
    const wanted = rules.zonal ? zones.length : 1;
    if (ids.length !== wanted)
      problems.add(
        `subnetIds.${tier}`,
        `${ids.length} given; ` +
          (rules.zonal
            ? `give one for each zone, ${wanted} in the order of zones`
            : "a subnet spans the region; give the one"),
      );
  }
  problems.throwIfAny(`Network "${name}"`);
}
