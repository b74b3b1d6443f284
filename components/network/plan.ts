import { type Position, positionsOverlap, within } from "./cidr.js";

/**
 * The address plan, version 1. Frozen: a subnet that it has placed never moves, whatever is added later. Another
 * algorithm would be another number that a network has to ask for.
 *
 * - A tier takes one aligned part of the network: of its 2^share equal parts, the one with the number `slot`.
 * - Where subnets are zonal, that part is cut into `zoneSlots` equal parts, and place i of the list of zones gets part i.
 * - Nothing depends on how many tiers or zones there are. What no tier has taken stays free.
 */
export const addressPlanVersion = 1;

/** Who reaches a tier, and what the tier reaches. */
export const TierKind = {
  /** May have public addresses of its own, and reaches the internet through them. */
  Public: "public",
  /** No public addresses; reaches the internet through NAT where there is one. */
  Private: "private",
  /** Reaches the network and the private endpoints, never the internet. */
  Isolated: "isolated",
} as const;
export type TierKind = (typeof TierKind)[keyof typeof TierKind];

/** How many places for zones each tier reserves. */
export type ZoneSlots = 4 | 8;

/** A tier with everything decided. */
export interface TierSpec {
  readonly name: string;
  readonly kind: TierKind;
  readonly share: number;
  readonly slot: number;
  readonly serviceDelegation?: string;
}

/** The tiers of a network that says nothing about tiers: a half and two eighths, and a quarter is spare. */
export const defaultTiers: readonly TierSpec[] = [
  { name: "private", kind: TierKind.Private, share: 1, slot: 0 },
  { name: "public", kind: TierKind.Public, share: 3, slot: 4 },
  { name: "isolated", kind: TierKind.Isolated, share: 3, slot: 5 },
];

/** A zone at its place. Children are named after `slot`, never after the zone's name. */
export interface ZonePlan {
  /** `a` for the first place, `b` for the second, ... */
  readonly slot: string;
  readonly place: number;
  /** The zone that the user named; absent when the cloud is to be asked. */
  readonly name?: string;
}

export interface SubnetPlan {
  readonly zone: ZonePlan;
  readonly position: Position;
}

export interface TierPlan extends TierSpec {
  /** The whole tier: the subnet where subnets are regional, one summarised route everywhere. */
  readonly position: Position;
  /** Its parts by zone, where subnets are zonal. */
  readonly subnets: readonly SubnetPlan[];
}

export interface AddressPlan {
  readonly version: typeof addressPlanVersion;
  readonly zones: readonly ZonePlan[];
  /** In the order of their addresses. */
  readonly tiers: readonly TierPlan[];
}

/** Places tiers and zones. Expects valid input: see validate.ts. */
export function planAddresses(
  tiers: readonly TierSpec[],
  zones: number | readonly (string | null)[],
  zoneSlots: ZoneSlots,
): AddressPlan {
  const zonePlans = planZones(zones);
  const tierPlans = tiers.map((tier): TierPlan => {
    const position = positionOf(tier);
    return { ...tier, position, subnets: zonePlans.map((zone) => planSubnet(position, zone, zoneSlots)) };
  });
  const order = (tier: TierPlan) => tier.position.index / 2 ** tier.position.bits;
  return { version: addressPlanVersion, zones: zonePlans, tiers: tierPlans.sort((a, b) => order(a) - order(b)) };
}

export function positionOf(tier: Pick<TierSpec, "share" | "slot">): Position {
  return { bits: tier.share, index: tier.slot };
}

/** The slots of this share that no tier of the list touches. */
export function freeSlots(tiers: readonly TierSpec[], share: number): number[] {
  const all = Array.from({ length: 2 ** share }, (_, slot) => slot);
  return all.filter((slot) => !tiers.some((tier) => positionsOverlap(positionOf(tier), { bits: share, index: slot })));
}

/** The longest prefix (smallest network) in which every subnet still has at least the size of /`smallestSubnet`. */
export function longestPrefix(
  tiers: readonly TierSpec[],
  zoneSlots: ZoneSlots,
  rules: { readonly zonal: boolean; readonly smallestSubnet: number },
): number {
  const cut = rules.zonal ? Math.log2(zoneSlots) : 0;
  return Math.min(...tiers.map((tier) => rules.smallestSubnet - tier.share - cut));
}

/** The letter of a place in the list of zones. */
export function slotLetter(place: number): string {
  return "abcdefgh".charAt(place);
}

function planZones(zones: number | readonly (string | null)[]): ZonePlan[] {
  if (typeof zones === "number")
    return Array.from({ length: zones }, (_, place) => ({ slot: slotLetter(place), place }));
  return zones.flatMap((name, place) => (name === null ? [] : [{ slot: slotLetter(place), place, name }]));
}

function planSubnet(tier: Position, zone: ZonePlan, zoneSlots: ZoneSlots): SubnetPlan {
  return { zone, position: within(tier, { bits: Math.log2(zoneSlots), index: zone.place }) };
}
