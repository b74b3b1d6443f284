import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, UNKNOWN } from "../../policies/core/value.js";
import { between, listed } from "../../policies/facts/ports.js";
import { coversEverything, openToWorld, parseRange, prefixLength, type Range } from "../../policies/facts/ranges.js";

const range = (text: string): Range => {
  const parsed = parseRange(text);
  if (!parsed) throw new Error(`${text} is no range`);
  return parsed;
};

describe("parseRange", () => {
  it("reads every spelling of the same block", () => {
    const everything = { family: 6, first: 0n, last: (1n << 128n) - 1n };
    for (const text of ["::/0", "0::0/0", "0:0:0:0:0:0:0:0/0", "2001:db8::/0"])
      expect(parseRange(text)).toEqual(everything);
    expect(parseRange("10.1.2.3/8")).toEqual(parseRange("10.0.0.0/8"));
    expect(parseRange("::ffff:1.2.3.4")).toEqual(parseRange("::ffff:102:304/128"));
  });

  it("refuses what is no range", () => {
    for (const text of ["", "Internet", "10.0.0/8", "10.0.0.0/33", "10.0.0.256", "::1::2", "1:2:3/8", "10.0.0.0/8/8"])
      expect(parseRange(text)).toBe(undefined);
  });

  it("keeps the prefix length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), fc.ipV4(), (length, address) => {
        expect(prefixLength(range(`${address}/${length}`))).toBe(length);
      }),
    );
  });
});

/** Splits a block into halves again and again, at random places. */
const split = (bits: number, width: number): fc.Arbitrary<string[]> =>
  fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 12 }).map((cuts) => {
    const blocks = [{ first: 0n, length: 0 }];
    for (const cut of cuts) {
      const [block] = blocks.splice(cut % blocks.length, 1);
      if (!block) continue;
      if (block.length === bits) blocks.push(block);
      else {
        const half = 1n << BigInt(width - block.length - 1);
        blocks.push(
          { first: block.first, length: block.length + 1 },
          { first: block.first + half, length: block.length + 1 },
        );
      }
    }
    return blocks.map((block) => `${write(block.first, width)}/${block.length}`);
  });

const write = (address: bigint, width: number): string => {
  const size = width === 32 ? 8n : 16n;
  const parts = Array.from(
    { length: width === 32 ? 4 : 8 },
    (_, i) => (address >> (BigInt(width) - size * BigInt(i + 1))) % (1n << size),
  );
  return width === 32 ? parts.join(".") : parts.map((part) => part.toString(16)).join(":");
};

describe("coversEverything", () => {
  for (const width of [32, 128]) {
    it(`finds that the parts of an IPv${width === 32 ? 4 : 6} world are the world, in any order`, () => {
      fc.assert(
        fc.property(split(width, width), fc.integer(), (blocks, seed) => {
          const shuffled = [...blocks].sort((a, b) => ((a.length * seed) % 7) - ((b.length * seed) % 7));
          expect(coversEverything(shuffled.map(range))).toBe(true);
        }),
      );
    });

    it(`finds a missing part of an IPv${width === 32 ? 4 : 6} world`, () => {
      fc.assert(
        fc.property(split(width, width), fc.nat(), (blocks, which) => {
          const without = blocks.filter((_, i) => i !== which % blocks.length);
          expect(coversEverything(without.map(range))).toBe(false);
        }),
      );
    });
  }

  it("does not add up two families", () => {
    expect(coversEverything([range("0.0.0.0/1"), range("8000::/1")])).toBe(false);
  });
});

describe("openToWorld", () => {
  const list = (...values: unknown[]) => [field("cidrs", values)];

  it("decides by what is certain and leaves the rest open", () => {
    expect(openToWorld(list("10.0.0.0/8", "0.0.0.0/0"))).toBe(true);
    expect(openToWorld(list(UNKNOWN.string, "::/0"))).toBe(true);
    expect(openToWorld(list("0.0.0.0/1", UNKNOWN.string))).toEqual({ unknown: ["cidrs[1]"] });
    expect(openToWorld(list("10.0.0.0/29"))).toBe(false);
    expect(openToWorld([field("cidrs", UNKNOWN.array)])).toEqual({ unknown: ["cidrs"] });
    expect(openToWorld(list("INTERNET"), ["internet"])).toBe(true);
    expect(openToWorld([])).toBe(false);
  });
});

describe("ports", () => {
  it("knows whether a range between two numbers holds the port", () => {
    const at = (from: unknown, to: unknown) => between(22, field("from", from), field("to", to));
    expect([at(22, 22), at("20", "25"), at(undefined, undefined), at(0, 65535)]).toEqual([true, true, true, true]);
    expect([at(23, 30), at(0, 21), at(0, 0)]).toEqual([false, false, false]);
    expect(at(UNKNOWN.number, 21)).toBe(false);
    expect(at(UNKNOWN.number, 30)).toEqual({ unknown: ["from"] });
  });

  it("knows whether a list holds the port", () => {
    const at = (...ports: unknown[]) => listed(22, [field("ports", ports)], true);
    expect([at("22"), at(22), at("20-30"), at("*"), at("1024-65535", "22"), at()]).toEqual(Array(6).fill(true));
    expect([at("222"), at("23-30"), at("ssh"), listed(22, [], false)]).toEqual([false, false, false, false]);
    expect(at(UNKNOWN.string)).toEqual({ unknown: ["ports[0]"] });
    expect(at(UNKNOWN.string, "22")).toBe(true);
  });
});
