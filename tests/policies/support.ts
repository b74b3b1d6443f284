import { type Conduct, Evaluator, type Finding } from "../../policies/core/evaluate.js";
import { canonicalType, identitiesOf, type Resource, unwrap } from "../../policies/core/resource.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { isObject } from "../../policies/core/value.js";
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
    ...inputsOf(resource),
    urn: urnOf(resource),
    type: canonicalType(resource.type),
    name: resource.name,
    dependencies: Object.fromEntries(
      Object.entries(resource.refs ?? {}).map(([property, names]) => [property, names.map((n) => urns.get(n) ?? n)]),
    ),
    identities: identitiesOf(inputsOf(resource).props),
  }));
}

/** The properties as rules see them, and which of them are secret. */
function inputsOf({ props }: ExampleResource): Pick<Resource, "props" | "secrets"> {
  const { value, secrets } = unwrap(props);
  return { props: isObject(value) ? value : {}, secrets };
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
