import { type Conduct, Evaluator, type Finding } from "../../policies/core/evaluate.js";
import { canonicalType, identitiesOf, type Resource } from "../../policies/core/resource.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { rules } from "../../policies/rules/index.js";

const evaluator = new Evaluator(rules);

/** Every rule takes part; one that asks nothing before it is configured is configured as its examples need it. */
export const conduct: Conduct = { enabled: () => true, settings: ({ examplesUnder = {} }) => examplesUnder };

/** The URN of an example's resource, with the type as the engine sends it. */
export function urnOf(resource: ExampleResource): string {
  return `urn:pulumi:dev::shop::${resource.type}::${resource.name}`;
}

/** Resources as the rules see them; references by name become property dependencies. */
export function resourcesOf(example: readonly ExampleResource[]): readonly Resource[] {
  const urns = new Map(example.map((resource) => [resource.name, urnOf(resource)]));
  return example.map((resource) => ({
    urn: urnOf(resource),
    type: canonicalType(resource.type),
    name: resource.name,
    props: resource.props,
    secrets: [],
    dependencies: Object.fromEntries(
      Object.entries(resource.refs ?? {}).map(([property, names]) => [property, names.map((n) => urns.get(n) ?? n)]),
    ),
    identities: identitiesOf(resource.props),
  }));
}

/** Everything that the pack's rules find on the resources. */
export function findings(example: readonly ExampleResource[]): readonly Finding[] {
  const resources = resourcesOf(example);
  return [
    ...resources.flatMap((resource) => evaluator.checkResource(resource, conduct)),
    ...evaluator.checkStack(resources, conduct),
  ];
}

/** What one rule finds: `violation assets`, `undecided assets`. */
export function verdicts(rule: string, ...example: readonly ExampleResource[]): readonly string[] {
  return findings(example)
    .filter((finding) => finding.rule.id === rule)
    .map((finding) => `${finding.kind} ${finding.resource.name}`);
}
