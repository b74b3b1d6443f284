import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awsTagRules, azureTagRules, gcpTagRules, mergeTags } from "../../components/core/tags.js";

const anyTags = fc.dictionary(fc.string({ maxLength: 140, unit: "grapheme" }), fc.string({ maxLength: 300 }), {
  maxKeys: 60,
});

describe("tags", () => {
  it("become labels that GCP accepts, or a problem says which tag does not", () => {
    fc.assert(
      fc.property(anyTags, (tags) => {
        const { tags: labels, problems } = gcpTagRules.convert(tags);
        if (problems.length > 0) return;
        for (const [key, value] of Object.entries(labels)) {
          expect(key).toMatch(/^[a-z][a-z0-9_-]{0,62}$/);
          expect(value).toMatch(/^[a-z0-9_-]{0,63}$/);
        }
        expect(Object.keys(labels)).toHaveLength(Object.keys(tags).length);
      }),
      { numRuns: 1000 },
    );
  });

  it("that are labels already stay as they are", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/), fc.stringMatching(/^[a-z0-9_-]{0,20}$/), {
          maxKeys: 10,
        }),
        (tags) => {
          expect(gcpTagRules.convert(tags)).toEqual({ tags: { ...tags }, problems: [] });
        },
      ),
    );
  });

  it("are never dropped silently on any cloud", () => {
    fc.assert(
      fc.property(anyTags, fc.constantFrom(awsTagRules, azureTagRules, gcpTagRules), (tags, rules) => {
        const converted = rules.convert(tags);
        if (converted.problems.length === 0) expect(Object.keys(converted.tags)).toHaveLength(Object.keys(tags).length);
      }),
    );
  });

  it("collide on GCP when two become one label", () => {
    const { problems } = gcpTagRules.convert({ Team: "a", team: "b", "cost center": "1", "cost.center": "2" });
    expect(problems).toEqual([
      { key: "team", reason: '"team" and "Team" both become the label "team"; rename one' },
      { key: "cost.center", reason: '"cost.center" and "cost center" both become the label "cost-center"; rename one' },
    ]);
  });

  it("collide on Azure when they differ in case only", () => {
    expect(azureTagRules.convert({ Team: "a", team: "b" }).problems).toEqual([
      { key: "team", reason: '"team" and "Team" are one tag on Azure, which ignores case; keep one' },
    ]);
    expect(awsTagRules.convert({ Team: "a", team: "b" }).problems).toEqual([]);
  });

  it("are held to each cloud's limits", () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ""]));
    const tooMany = { key: "", reason: "there are 51 tags, at most 50 are allowed; remove some" };
    expect(awsTagRules.convert(many).problems).toEqual([tooMany]);
    expect(azureTagRules.convert(many).problems).toEqual([tooMany]);
    expect(gcpTagRules.convert(many).problems).toEqual([]);
    expect(awsTagRules.convert({ ["k".repeat(129)]: "v".repeat(257) }).problems.map(({ reason }) => reason)).toEqual([
      "the key has 129 characters, at most 128 are allowed; shorten it",
      "the value has 257 characters, at most 256 are allowed; shorten it",
    ]);
    expect(azureTagRules.convert({ ["k".repeat(512)]: "v".repeat(256) }).problems).toEqual([]);
    expect(gcpTagRules.convert({ k: "v".repeat(64) }).problems).toHaveLength(1);
    expect(awsTagRules.convert({ "AWS:x": "1" }).problems).toHaveLength(1);
    expect(azureTagRules.convert({ "a<b": "1" }).problems).toHaveLength(1);
  });

  it("merge key by key, the later over the earlier, also when known only later", async () => {
    expect(mergeTags({ a: "1", b: "1" }, undefined, { b: "2" })).toEqual({ a: "1", b: "2" });
    const merged = mergeTags({ a: "1", b: "1" }, pulumi.output({ b: "2" }), { c: "3" });
    const value = await new Promise((resolve) => pulumi.output(merged).apply(resolve));
    expect(value).toEqual({ a: "1", b: "2", c: "3" });
  });
});
