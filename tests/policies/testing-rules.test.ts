import { describe, expect, it } from "vitest";
import { rules } from "../../policies/rules/index.js";
import { type Outcome, testPolicy } from "../../policies/testing/index.js";

const kinds = ({ violations, undecided, faults }: Outcome) => [
  ...(violations.length > 0 ? ["violation"] : []),
  ...(undecided.length > 0 ? ["undecided"] : []),
  ...(faults.length > 0 ? ["fault"] : []),
];

/** The path of the engine itself: `rules.test.ts` asks the rules directly. */
describe("the test bench says of every rule's examples what the rule promises", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("%s", async (_id, rule) => {
    const settings = rule.examplesUnder ?? {};
    const bad = await testPolicy(rule, rule.bad, { settings });
    expect(kinds(bad.update)).toEqual(["violation"]);
    expect(kinds(bad.preview), JSON.stringify(bad.preview)).not.toEqual([]);
    expect(kinds(bad.preview)).not.toContain("fault");
    const good = await testPolicy(rule, rule.good, { settings });
    expect(kinds(good.update)).toEqual([]);
    expect(good.preview.violations).toEqual([]);
    expect(good.preview.faults).toEqual([]);
  });

  it.each(rules.filter((rule) => rule.remedy).map((rule) => [rule.id, rule] as const))(
    "the remedy of %s",
    async (_id, rule) => {
      const settings = { ...rule.examplesUnder, ...(rule.remedy?.replaces ? { replace: true } : {}) };
      const { update } = await testPolicy(rule, rule.bad, { level: "remediate", settings });
      expect(kinds(update)).toEqual([]);
      expect(update.remediated.length).toBeGreaterThan(0);
      const right = await testPolicy(rule, rule.good, { level: "remediate", settings });
      expect(right.update.remediated).toEqual([]);
    },
  );
});
