import { nearest, squash } from "../nearest.js";

/** What is known without asking the cloud about one region. */
export interface RegionFacts {
  /** City, state or country, as the cloud names the place. */
  readonly place: string;
  /** Zones that a new account, project or subscription is offered, in the cloud's order. Empty: the region has none. */
  readonly zones: readonly string[];
  /** Zones that exist but that only some (older or chosen) accounts are offered. Accepted by name, never counted. */
  readonly otherZones?: readonly string[];
}

/** Every region of one cloud by its name. Plain data: the sandbox answers zone look-ups from the same tables. */
export type RegionTable = Readonly<Record<string, RegionFacts>>;

/** Every zone name that the region accepts from somebody. */
export function namedZones(facts: RegionFacts): readonly string[] {
  return [...facts.zones, ...(facts.otherZones ?? [])].sort();
}

/**
 * The region that was probably meant: the same name in another spelling ("West Europe", "eu_west_1"), the region of a
 * zone ("eu-west-1a"), or the nearest by edit distance. `undefined` when nothing is near.
 */
export function closest(table: RegionTable, region: string): string | undefined {
  const wanted = squash(region);
  if (wanted === "") return undefined;
  const names = Object.keys(table);
  const same = names.find((name) => squash(name) === wanted);
  if (same !== undefined) return same;
  const byZone = names.find((name) => namedZones(table[name] as RegionFacts).some((zone) => squash(zone) === wanted));
  if (byZone !== undefined) return byZone;
  return nearest(region, names, 2);
}
