import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { Evaluator, type Finding } from "../../policies/core/evaluate.js";
import { render } from "../../policies/core/message.js";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { isObject, type Props } from "../../policies/core/value.js";
import { PackAnalyzer } from "../../policies/pack/analyzer.js";
import { rules } from "../../policies/rules/index.js";
import { deep } from "./metamorphic/write.js";
import { resourcesOf, urnOf } from "./support.js";

const RUNS = 20;

/** All examples as one program: names tell them apart, and stay what the resources of one example know each other by. */
const program: readonly ExampleResource[] = rules.flatMap(({ id, bad, good }) =>
  [bad, good].flatMap((example, which) => {
    const own = (name: string): string => `${id}-${which}-${name}`;
    return example.map(({ type, name, props, refs = {} }) => ({
      type,
      name: own(name),
      props,
      refs: Object.fromEntries(Object.entries(refs).map(([property, names]) => [property, names.map(own)])),
    }));
  }),
);

/** Numbers from 0 to 1 that are the same in every run of the test. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

type Numbers = ReturnType<typeof numbers>;

function shuffled<T>(list: readonly T[], random: Numbers): T[] {
  return list
    .map((value) => ({ value, at: random.next().value }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** The same properties, whose names come in another order. */
const mixed = (props: Props, random: Numbers): Props =>
  deep(props, (value) =>
    isObject(value) ? Object.fromEntries(shuffled(Object.entries(value), random)) : value,
  ) as Props;

/** The program as another run of the engine sends it. */
const rerun = (seed: number): readonly ExampleResource[] => {
  const random = numbers(seed);
  return shuffled(program, random).map((resource) => ({ ...resource, props: mixed(resource.props, random) }));
};

/** What is reported on each resource and on the stack, in the order in which it is. */
function evaluated(own: readonly Rule[], resources: readonly ExampleResource[]): string {
  const evaluator = new Evaluator(own);
  const seen = resourcesOf(resources);
  const text = (findings: readonly Finding[]): string =>
    findings.map((f) => `${f.resource.urn}\n${render(f)}`).join("\n");
  const alone = seen.map((resource) => text(evaluator.checkResource(resource))).sort();
  return [...alone, text(evaluator.checkStack(seen))].join("\n\n");
}

function analyzed(resources: readonly ExampleResource[]): string {
  const pack = new PackAnalyzer(
    { name: "groundplan", version: "1.2.3", title: "Groundplan", description: "Rules." },
    rules,
  );
  const alone = resources.map((resource) => {
    const request = new analyzer.AnalyzeRequest();
    request.setType(resource.type);
    request.setUrn(urnOf(resource));
    request.setName(resource.name);
    request.setProperties(struct.Struct.fromJavaScript(resource.props as Record<string, struct.JavaScriptValue>));
    return Buffer.from(pack.analyze(request)).toString("latin1");
  });
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(resources.map(inStack));
  return [...alone.sort(), Buffer.from(pack.analyzeStack(request).serializeBinary()).toString("latin1")].join("\n");
}

const urns = new Map(program.map((resource) => [resource.name, urnOf(resource)]));

function inStack(resource: ExampleResource): analyzer.AnalyzerResource {
  const one = new analyzer.AnalyzerResource();
  one.setType(resource.type);
  one.setUrn(urnOf(resource));
  one.setName(resource.name);
  one.setProperties(struct.Struct.fromJavaScript(resource.props as Record<string, struct.JavaScriptValue>));
  for (const [property, names] of Object.entries(resource.refs ?? {})) {
    const on = new analyzer.AnalyzerPropertyDependencies();
    on.setUrnsList(names.map((name) => urns.get(name) ?? name));
    one.getPropertydependenciesMap().set(property, on);
  }
  return one;
}

const seeds = Array.from({ length: RUNS }, (_, i) => i + 1);

describe("the report is the same byte for byte", () => {
  const first = evaluated(rules, program);

  it("in every order of the resources and of their properties", () => {
    expect(first.match(/^docs: /gm)?.length).toBeGreaterThan(rules.length);
    for (const seed of seeds) expect(evaluated(rules, rerun(seed))).toBe(first);
  });

  it("as the engine gets it", () => {
    const sent = analyzed(program);
    expect(sent.length).toBeGreaterThan(100_000);
    for (const seed of seeds) expect(analyzed(rerun(seed))).toBe(sent);
  });

  it("in every order of the rules, apart from the order of what they say", () => {
    const lines = (report: string): readonly string[] => report.split("\n").sort();
    for (const seed of seeds.slice(0, 5)) {
      const other = evaluated(shuffled(rules, numbers(seed)), program);
      expect(lines(other)).toEqual(lines(first));
    }
  });
});
