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
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, squash(name), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Edit distance where a swap of neighbours counts once; stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (previous[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length] as number;
}
