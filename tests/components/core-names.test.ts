import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NameRule } from "../../components/core/children.js";
import { fitName, shortHash } from "../../components/core/names.js";

const storageAccount: NameRule = { limit: 24, charset: "a-z0-9" };
const bucket: NameRule = { limit: 63, charset: "a-z0-9-" };
const role: NameRule = { limit: 64, charset: "A-Za-z0-9-" };
const rules = [storageAccount, bucket, role, { limit: 80, charset: "A-Za-z0-9-_." } satisfies NameRule];
const charsets: Record<NameRule["charset"], RegExp> = {
  "a-z0-9": /^[a-z][a-z0-9]*$/,
  "a-z0-9-": /^[a-z][a-z0-9-]*[a-z0-9]$|^[a-z]$/,
  "A-Za-z0-9-": /^[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$|^[A-Za-z]$/,
  "A-Za-z0-9-_.": /^[A-Za-z][A-Za-z0-9-_.]*[A-Za-z0-9]$|^[A-Za-z]$/,
};

const logicalName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 120, unit: "grapheme" }),
  fc.string({ minLength: 1, maxLength: 1, unit: "grapheme" }),
  fc.string({ minLength: 120, maxLength: 120, unit: fc.constantFrom(..."abcXYZ019-_.") }),
  fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(..."Aa-") }),
);

describe("the name of a child", () => {
  it("fits limit and characters for any logical name, with what the provider adds", () => {
    fc.assert(
      fc.property(logicalName, fc.constantFrom(...rules), (name, rule) => {
        const fitted = fitName(name, rule);
        expect(fitted.length + 8).toBeLessThanOrEqual(rule.limit);
        expect(fitted).toMatch(charsets[rule.charset]);
      }),
      { numRuns: 2000 },
    );
  });

  it("differs for different logical names", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(logicalName, { minLength: 2, maxLength: 20 }),
        fc.constantFrom(...rules),
        (names, rule) => {
          // A hash that is the same by chance (one in 16 million) is no fault of the rule.
          fc.pre(new Set(names.map((name) => shortHash(name))).size === names.length);
          expect(new Set(names.map((name) => fitName(name, rule))).size).toBe(names.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is the logical name itself where that fits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]([a-z0-9]{0,14})$/), fc.constantFrom(...rules), (name, rule) => {
        expect(fitName(name, rule)).toBe(name);
      }),
    );
  });

  it("is spelt, shortened and ended by a hash where it does not", () => {
    expect(fitName("main-assets", storageAccount)).toBe(`mainassets${shortHash("main-assets")}`);
    expect(fitName("Größe", bucket)).toBe(`gro-e-${shortHash("Größe")}`);
    expect(fitName("2-fast", bucket)).toBe(`n2-fast-${shortHash("2-fast")}`);
    expect(fitName("日本", storageAccount)).toBe(`n${shortHash("日本")}`);
    expect(fitName("a".repeat(120), bucket)).toBe(`${"a".repeat(48)}-${shortHash("a".repeat(120))}`);
    expect(shortHash("main-assets")).toBe("18661a");
  });

  it("takes the whole limit where the program gives the physical name", () => {
    expect(fitName("a".repeat(40), { limit: 40, charset: "a-z0-9", property: "name" })).toBe("a".repeat(40));
  });
});
