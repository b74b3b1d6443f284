import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Block,
  blockAt,
  cidr64At,
  cidrAt,
  contains,
  formatBlock,
  known,
  overlaps,
  parseBlock,
  positionsOverlap,
} from "../../../components/network/cidr.js";
import {
  type AddressPlan,
  defaultTiers,
  freeSlots,
  longestPrefix,
  planAddresses,
  type TierSpec,
  type ZoneSlots,
} from "../../../components/network/plan.js";

const runs = 20_000;

/** Tiers that never overlap: the range is halved at random, and some parts become tiers. */
const anyTiers = fc
  .array(fc.record({ share: fc.integer({ min: 1, max: 5 }), pick: fc.nat(), kind: fc.nat(2) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((wishes) => {
    const tiers: TierSpec[] = [];
    for (const [i, { share, pick, kind }] of wishes.entries()) {
      const free = freeSlots(tiers, share);
      const slot = free[pick % Math.max(1, free.length)];
      if (slot === undefined) continue;
      tiers.push({
        name: `tier${i}`,
        kind: (["private", "public", "isolated"] as const)[kind] ?? "private",
        share,
        slot,
      });
    }
    return tiers;
  });
const anyZones = fc.array(fc.boolean(), { minLength: 1, maxLength: 8 });
const anyNetwork = fc
  .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 8, max: 18 }))
  .map(([address, prefix]): Block => ({ start: address - (address % 2 ** (32 - prefix)), prefix }));

function named(zones: readonly boolean[], slots: ZoneSlots): (string | null)[] {
  return zones.slice(0, slots).map((there, i) => (there ? `zone-${i}` : null));
}

/** Every subnet and every tier of a plan: name to block. */
function blocks(plan: AddressPlan, network: Block, zonal: boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const tier of plan.tiers) {
    found.set(tier.name, formatBlock(blockAt(network, tier.position)));
    if (zonal)
      for (const subnet of tier.subnets)
        found.set(`${tier.name}-${subnet.zone.slot}`, formatBlock(blockAt(network, subnet.position)));
  }
  return found;
}

describe("address plan v1", () => {
  it("gives the addresses of the catalogue for 10.0.0.0/16", () => {
    const plan = planAddresses(defaultTiers, 3, 4);
    expect([...blocks(plan, known("10.0.0.0/16"), true)]).toEqual([
      ["private", "10.0.0.0/17"],
      ["private-a", "10.0.0.0/19"],
      ["private-b", "10.0.32.0/19"],
      ["private-c", "10.0.64.0/19"],
      ["public", "10.0.128.0/19"],
      ["public-a", "10.0.128.0/21"],
      ["public-b", "10.0.136.0/21"],
      ["public-c", "10.0.144.0/21"],
      ["isolated", "10.0.160.0/19"],
      ["isolated-a", "10.0.160.0/21"],
      ["isolated-b", "10.0.168.0/21"],
      ["isolated-c", "10.0.176.0/21"],
    ]);
    expect(freeSlots(defaultTiers, 2)).toEqual([3]);
    expect(freeSlots(defaultTiers, 3)).toEqual([6, 7]);
  });

  it("keeps every block inside the network, and subnets inside their tier", () => {
    fc.assert(
      fc.property(anyNetwork, anyTiers, anyZones, fc.constantFrom<ZoneSlots>(4, 8), (network, tiers, zones, slots) => {
        for (const tier of planAddresses(tiers, named(zones, slots), slots).tiers) {
          const whole = blockAt(network, tier.position);
          if (!contains(network, whole)) return false;
          if (!tier.subnets.every((subnet) => contains(whole, blockAt(network, subnet.position)))) return false;
        }
        return true;
      }),
      { numRuns: runs },
    );
  });

  it("never lets two subnets share an address", () => {
    fc.assert(
      fc.property(anyNetwork, anyTiers, anyZones, fc.constantFrom<ZoneSlots>(4, 8), (network, tiers, zones, slots) => {
        const plan = planAddresses(tiers, named(zones, slots), slots);
        const all = plan.tiers.flatMap((tier) => tier.subnets.map((subnet) => blockAt(network, subnet.position)));
        all.sort((a, b) => a.start - b.start);
        return all.every((block, i) => i === 0 || !overlaps(all[i - 1] as Block, block));
      }),
      { numRuns: runs },
    );
  });

  it("moves nothing when zones and tiers are added, holes filled, or any of them removed", () => {
    fc.assert(
      fc.property(
        anyNetwork,
        anyTiers,
        fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.constantFrom<ZoneSlots>(4, 8),
        (network, tiers, zones, kept, slots) => {
          const fewer = planAddresses(
            tiers.filter((_, i) => kept[i]),
            named(
              zones.map(([there, early]) => there && early),
              slots,
            ),
            slots,
          );
          const more = planAddresses(
            tiers,
            named(
              zones.map(([there]) => there),
              slots,
            ),
            slots,
          );
          const before = blocks(fewer, network, true);
          const after = blocks(more, network, true);
          return [...before].every(([name, block]) => after.get(name) === block);
        },
      ),
      { numRuns: runs },
    );
  });

  it("places a number of zones like the same number of names", () => {
    for (const slots of [4, 8] as const)
      for (let zones = 1; zones <= slots; zones++) {
        const numbered = planAddresses(defaultTiers, zones, slots);
        const listed = planAddresses(
          defaultTiers,
          Array.from({ length: zones }, (_, i) => `zone-${i}`),
          slots,
        );
        const network = known("10.0.0.0/16");
        expect(blocks(numbered, network, true)).toEqual(blocks(listed, network, true));
      }
  });

  it("knows the smallest network for tiers and zones", () => {
    expect(longestPrefix(defaultTiers, 4, { zonal: true, smallestSubnet: 28 })).toBe(23);
    expect(longestPrefix(defaultTiers, 8, { zonal: true, smallestSubnet: 28 })).toBe(22);
    expect(longestPrefix(defaultTiers, 4, { zonal: false, smallestSubnet: 29 })).toBe(26);
  });

  it("does not change between releases (golden file)", () => {
    const file = join(__dirname, "golden/address-plan-v1.json");
    const cases: Record<string, [string, readonly TierSpec[], number | (string | null)[], ZoneSlots]> = {
      default: ["10.0.0.0/16", defaultTiers, 3, 4],
      "eight slots, six zones": ["10.64.0.0/12", defaultTiers, 6, 8],
      "a hole": ["172.20.0.0/18", defaultTiers, ["eu-west-1a", null, "eu-west-1c"], 4],
      "a cache tier behind a gap": [
        "10.0.0.0/16",
        [...defaultTiers, { name: "cache", kind: "isolated", share: 4, slot: 14 }],
        2,
        4,
      ],
      "smallest on AWS": ["192.168.2.0/23", defaultTiers, 4, 4],
    };
    const now = Object.fromEntries(
      Object.entries(cases).map(([name, [cidr, tiers, zones, slots]]) => [
        name,
        Object.fromEntries([[cidr, ""], ...blocks(planAddresses(tiers, zones, slots), known(cidr), true)].slice(1)),
      ]),
    );
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
    expect(now).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });
});

describe("blocks", () => {
  it("survive reading and writing", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const text = formatBlock(network);
        const read = parseBlock(text);
        if ("problem" in read) return /overlaps (0|127|169\.254|224)\./.test(read.problem);
        return read.block.start === network.start && read.block.prefix === network.prefix;
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ["10.0.0.0", '"10.0.0.0" is not an IPv4 block; write it like "10.0.0.0/16"'],
    ["10.0.0.256/16", '"10.0.0.256/16" is not an IPv4 block; write it like "10.0.0.0/16"'],
    ["10.0.0.0/33", '"10.0.0.0/33" is not an IPv4 block; write it like "10.0.0.0/16"'],
    ["fd00::/48", '"fd00::/48" is not an IPv4 block; write it like "10.0.0.0/16"'],
    ["10.0.1.0/16", '"10.0.1.0/16" has bits set behind its prefix; the block of that address is "10.0.0.0/16"'],
    [
      "169.254.0.0/16",
      '"169.254.0.0/16" overlaps 169.254.0.0/16 (link-local addresses and the clouds\' metadata services); use a private range, such as "10.0.0.0/16"',
    ],
  ])("refuse %s", (text, problem) => {
    expect(parseBlock(text)).toEqual({ problem });
  });

  it("find positions that share addresses", () => {
    expect(positionsOverlap({ bits: 1, index: 0 }, { bits: 3, index: 3 })).toBe(true);
    expect(positionsOverlap({ bits: 1, index: 0 }, { bits: 3, index: 4 })).toBe(false);
    expect(cidrAt("10.0.0.0/16", { bits: 3, index: 4 })).toBe("10.0.128.0/19");
  });

  it("give the /64 at the same place of an IPv6 range", () => {
    const base = "2a05:d018:1:ff00::/56";
    expect(cidr64At(base, { bits: 3, index: 0 })).toBe("2a05:d018:1:ff00::/64");
    expect(cidr64At(base, { bits: 5, index: 16 })).toBe("2a05:d018:1:ff80::/64");
    expect(cidr64At(base, { bits: 8, index: 255 })).toBe("2a05:d018:1:ffff::/64");
    expect(cidr64At("fd12:3456:789a::/48", { bits: 1, index: 1 })).toBe("fd12:3456:789a:8000::/64");
    expect(cidr64At("fd00::/48", { bits: 3, index: 0 })).toBe("fd00::/64");
  });
});
