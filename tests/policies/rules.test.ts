import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { edited } from "../../policies/core/remedy.js";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { isObject, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { findings, resourcesOf } from "./support.js";

const kinds = (rule: Rule, example: readonly ExampleResource[]): readonly string[] => [
  ...new Set(findings(example).flatMap((finding) => (finding.rule.id === rule.id ? [finding.kind] : []))),
];

/** Each way to replace one value somewhere in the example by an unknown one. */
function withUnknowns(example: readonly ExampleResource[]): readonly (readonly ExampleResource[])[] {
  return example.flatMap((resource, i) =>
    Object.keys(resource.props)
      .flatMap((name) => variants(resource.props[name]).map((value) => ({ ...resource.props, [name]: value })))
      .map((props) => example.map((other, j) => (i === j ? { ...resource, props } : other))),
  );
}

function variants(value: unknown): readonly unknown[] {
  const inner = Array.isArray(value)
    ? value.flatMap((element, i) => variants(element).map((v) => value.map((other, j) => (i === j ? v : other))))
    : isObject(value)
      ? Object.keys(value).flatMap((name) => variants(value[name]).map((v) => ({ ...value, [name]: v })))
      : [];
  return [UNKNOWN.string, ...inner];
}

describe("the catalogue", () => {
  it("has these rules, under names that configuration may rely on", async () => {
    const lines = rules.map((rule) => `${rule.id} ${rule.severity} ${rule.graph ? "stack" : "resource"}\n`);
    await expect(lines.join("")).toMatchFileSnapshot("catalogue.txt");
  });
});

/** Names the properties that a remedy of the rule may set, and what they are then. */
const remedied = (rule: Rule, example: readonly ExampleResource[]): readonly ExampleResource[] =>
  example.map((resource, index) => {
    const seen = resourcesOf(example)[index];
    const edits = seen !== undefined && seen.type in rule.judges ? (rule.remedy?.edits(seen, {}) ?? []) : [];
    return { ...resource, props: edited(resource.props, edits) };
  });

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  it("finds its bad example wrong and its good one right", () => {
    expect(kinds(rule, rule.bad)).toEqual(["violation"]);
    expect(kinds(rule, rule.good)).toEqual([]);
  });

  it("never passes a bad resource because a value is unknown", () => {
    for (const example of withUnknowns(rule.bad)) expect(kinds(rule, example), JSON.stringify(example)).not.toEqual([]);
  });

  it("never accuses a good resource because a value is unknown", () => {
    for (const example of withUnknowns(rule.good))
      expect(kinds(rule, example), JSON.stringify(example)).not.toContain("violation");
  });
});

describe.each(rules.filter((rule) => rule.remedy).map((rule) => [rule.id, rule] as const))(
  "the remedy of %s",
  (_id, rule) => {
    it("puts the bad example right once and for all, and leaves the good one alone", () => {
      const right = remedied(rule, rule.bad);
      expect(kinds(rule, right)).toEqual([]);
      expect(remedied(rule, right)).toEqual(right);
      expect(remedied(rule, rule.good)).toEqual(rule.good);
    });
  },
);

describe.each(rules.filter((rule) => rule.examplesUnder).map((rule) => [rule.id, rule] as const))(
  "%s, which its examples configure",
  (_id, rule) => {
    it("takes what they set, and asks nothing before", () => {
      const taken = Object.entries(rule.examplesUnder ?? {}).filter(([name, value]) =>
        rule.parameters?.some((parameter) => parameter.name === name && parameter.accepts(value)),
      );
      expect(Object.fromEntries(taken)).toEqual(rule.examplesUnder);
      const resources = resourcesOf(rule.bad);
      const alone = new Evaluator([rule]);
      expect([...resources.flatMap((one) => alone.checkResource(one)), ...alone.checkStack(resources)]).toEqual([]);
    });
  },
);
