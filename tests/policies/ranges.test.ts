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

describe("a range", () => {
  const octets = fc.tuple(...Array.from({ length: 4 }, () => fc.nat({ max: 255 })));
  const groups = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 65535 })), { minLength: 8, maxLength: 8 });
  const bits = (parts: readonly number[], width: number): string =>
    parts.map((part) => part.toString(2).padStart(width, "0")).join("");
  const number = (text: string): bigint => BigInt(`0b${text}`);

  it("of IPv4 holds the addresses that share its first bits", () => {
    fc.assert(
      fc.property(octets, octets, fc.nat({ max: 32 }), fc.nat({ max: 32 }), (block, other, length, shared) => {
        const prefix = bits(block, 8);
        // An address that often shares some bits with the block.
        const address = prefix.slice(0, shared) + bits(other, 8).slice(shared);
        const { first, last } = range(`${block.join(".")}/${length}`);
        const inside = number(address) >= first && number(address) <= last;
        expect(inside).toBe(address.slice(0, length) === prefix.slice(0, length));
      }),
    );
  });

  it("of IPv6 is the same in every spelling", () => {
    fc.assert(
      fc.property(groups, fc.nat({ max: 128 }), fc.nat({ max: 7 }), fc.nat({ max: 8 }), (parts, length, at, count) => {
        const plain = parts.map((part) => part.toString(16));
        const expected = range(`${plain.join(":")}/${length}`);
        const size = 1n << BigInt(128 - length);
        expect(expected.first).toBe((number(bits(parts, 16)) / size) * size);
        const padded = plain.map((part) => part.padStart(4, "0").toUpperCase()).join(":");
        expect(parseRange(` ${padded}/${length} `)).toEqual(expected);
        const end = Math.max(at + 1, Math.min(8, at + count));
        const zeros = parts.map((part, i) => (i >= at && i < end ? 0 : part).toString(16));
        const short = `${zeros.slice(0, at).join(":")}::${zeros.slice(end).join(":")}`;
        expect(parseRange(`${short}/${length}`)).toEqual(parseRange(`${zeros.join(":")}/${length}`));
        const [high = 0, low = 0] = parts.slice(6);
        const dotted = [high >> 8, high & 255, low >> 8, low & 255].join(".");
        expect(parseRange(`${[...plain.slice(0, 6), dotted].join(":")}/${length}`)).toEqual(expected);
      }),
    );
  });

  it("that maps IPv4 is one of IPv6, and never the world", () => {
    expect(range("::ffff:0.0.0.0/96")).toEqual({ family: 6, first: 0xffff00000000n, last: 0xffffffffffffn });
    expect(coversEverything([range("::ffff:0.0.0.0/96")])).toBe(false);
  });

  it("is nothing, or one whose size is a power of two, for whatever text", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789abcdef.:/") }));
    fc.assert(
      fc.property(text, (any) => {
        const parsed = parseRange(any);
        if (parsed === undefined) return;
        const size = parsed.last - parsed.first + 1n;
        expect([size & (size - 1n), parsed.first % size]).toEqual([0n, 0n]);
      }),
      { numRuns: 2000 },
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

describe("the union of ranges", () => {
  it("is the world exactly where it holds every one of sixteen parts", () => {
    const blocks = fc.array(
      fc.nat({ max: 4 }).chain((length) => fc.nat({ max: 2 ** length - 1 }).map((at) => ({ length, at }))),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(blocks, fc.constantFrom(32, 128), (some, width) => {
        const ranges = some.map(({ length, at }) => `${write(BigInt(at) << BigInt(width - length), width)}/${length}`);
        const parts = Array.from({ length: 16 }, (_, part) =>
          some.some(({ length, at }) => part >> (4 - length) === at),
        );
        expect(coversEverything(ranges.map(range))).toBe(parts.every(Boolean));
      }),
    );
  });
});

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

  it("agrees with a list of all ports of a small machine", () => {
    const port = fc.nat({ max: 9 });
    const written = fc.oneof(
      port.map((one) => ({ text: String(one) as unknown, ports: [one] })),
      port.map((one) => ({ text: one as unknown, ports: [one] })),
      fc.tuple(port, port).map(([from, to]) => ({
        text: ` ${from} - ${to} ` as unknown,
        ports: Array.from({ length: 10 }, (_, one) => one).filter((one) => one >= from && one <= to),
      })),
      fc.constant({ text: "*" as unknown, ports: Array.from({ length: 10 }, (_, one) => one) }),
      fc
        .constantFrom("", "ssh", "-", "1-", "-3", "1-2-3", null, {})
        .map((text) => ({ text: text as unknown, ports: [] as number[] })),
    );
    fc.assert(
      fc.property(port, fc.array(written, { maxLength: 4 }), (wanted, some) => {
        const expected = some.some(({ ports }) => ports.includes(wanted));
        expect(
          listed(
            wanted,
            [
              field(
                "ports",
                some.map(({ text }) => text),
              ),
            ],
            false,
          ),
        ).toBe(expected);
      }),
    );
    fc.assert(
      fc.property(port, fc.option(port), fc.option(port), (wanted, from, to) => {
        const expected = (from ?? 0) <= wanted && wanted <= (to ?? 9);
        expect(between(wanted, field("from", from), field("to", to))).toBe(expected);
        expect(between(wanted, field("from", from?.toString()), field("to", to?.toString()))).toBe(expected);
      }),
    );
  });

  it("knows whether a list holds the port", () => {
    const at = (...ports: unknown[]) => listed(22, [field("ports", ports)], true);
    expect([at("22"), at(22), at("20-30"), at("*"), at("1024-65535", "22"), at()]).toEqual(Array(6).fill(true));
    expect([at("222"), at("23-30"), at("ssh"), listed(22, [], false)]).toEqual([false, false, false, false]);
    expect(at(UNKNOWN.string)).toEqual({ unknown: ["ports[0]"] });
    expect(at(UNKNOWN.string, "22")).toBe(true);
  });
});
