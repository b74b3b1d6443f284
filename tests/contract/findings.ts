import { Evaluator, type Finding } from "../../policies/core/evaluate.js";
import { canonicalType, identitiesOf, type Resource } from "../../policies/core/resource.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { usualRules } from "../policies/usual.js";
import type { Registered } from "../support/record.js";
import { identityOutputs } from "./mocks.js";

const evaluator = new Evaluator(usualRules);

/** What the policy pack says of recorded resources: `violation <rule> <resource>`, `undecided ...`, `fault ...`. */
export function findingsOf(registered: readonly Registered[]): string[] {
  const resources = registered.filter((resource) => resource.custom).map(seenByRules);
  const found: readonly Finding[] = [
    ...resources.flatMap((resource) => evaluator.checkResource(resource)),
    ...evaluator.checkStack(resources),
  ];
  return found.map(({ kind, rule, resource }) => `${kind} ${rule.id} ${resource.name}`).sort();
}

function seenByRules(resource: Registered): Resource {
  // The recorder writes unknown values for people to read.
  const text = JSON.stringify(resource.inputs).replaceAll('"<unknown>"', `"${UNKNOWN.string}"`);
  const props = JSON.parse(text) as Props;
  return {
    urn: resource.urn,
    type: canonicalType(resource.type),
    name: resource.name,
    props,
    secrets: [],
    dependencies: resource.propertyDependencies,
    identities: identitiesOf(props, identityOutputs(resource.type, resource.name)),
  };
}
