import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Findable, ObjectIndex } from "../../sandbox/world/object-index.js";

const text = fc.constantFrom<string>("a", "b", "c", "d");
const texts = fc.uniqueArray(text, { maxLength: 3 });
const objects = fc
  .array(fc.record({ urn: text, type: text, id: text, identities: texts, mentions: texts }), { maxLength: 12 })
  .map((all) => all.map((one, index): Findable => ({ seq: index + 1, ...one })));

const numbers = (all: readonly Findable[]) => all.map(({ seq }) => seq);

describe("the index of objects", () => {
  it("finds what a look at every object finds, whatever was added and deleted in which order", () => {
    fc.assert(
      fc.property(objects, fc.array(fc.nat(11)), fc.boolean(), texts, (all, gone, backwards, asked) => {
        const index = new ObjectIndex();
        for (const object of backwards ? all.toReversed() : all) index.add(object);
        const deleted = new Set(gone.flatMap((at) => all[at] ?? []));
        for (const object of deleted) index.delete(object);
        const left = all.filter((object) => !deleted.has(object));
        for (const value of ["a", "b", "c", "d"]) {
          expect(index.byUrn(value)).toEqual(numbers(left.filter(({ urn }) => urn === value)));
          expect(index.byType(value)).toEqual(numbers(left.filter(({ type }) => type === value)));
          expect(index.byIdentity(value)).toEqual(numbers(left.filter((one) => one.identities.includes(value))));
          expect(index.byTypeAndId("a", value)).toEqual(
            numbers(left.filter(({ type, id }) => type === "a" && id === value)),
          );
        }
        expect(index.mentioning(asked)).toEqual(
          numbers(left.filter(({ mentions }) => mentions.some((mention) => asked.includes(mention)))),
        );
      }),
    );
  });
});
