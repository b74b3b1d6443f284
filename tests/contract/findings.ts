import { Evaluator } from "../../policies/core/evaluate.js";
import { canonicalType, identitiesOf, type Resource } from "../../policies/core/resource.js";
import { rules } from "../../policies/rules/index.js";
import type { Registered } from "../support/record.js";
import { identityOutputs } from "./mocks.js";

const evaluator = new Evaluator(rules);

/** A violation, or a rule that failed. Undecided ones are neither: a preview cannot know everything. */
export interface RuleFinding {
  readonly kind: "violation" | "fault";
  readonly rule: string;
  readonly urn: string;
}

/** What the policy pack says of recorded resources. */
export function findingsOf(registered: readonly Registered[]): RuleFinding[] {
  const resources = registered.filter((resource) => resource.custom).map(seenByRules);
  const found = [
    ...resources.flatMap((resource) => evaluator.checkResource(resource)),
    ...evaluator.checkStack(resources),
  ];
  return found.flatMap(({ kind, rule, resource }) =>
    kind === "undecided" ? [] : [{ kind, rule: rule.id, urn: resource.urn }],
  );
}

function seenByRules(resource: Registered): Resource {
  return {
    urn: resource.urn,
    type: canonicalType(resource.type),
    name: resource.name,
    props: resource.inputs,
    secrets: [],
    dependencies: resource.propertyDependencies,
    identities: identitiesOf(resource.inputs, identityOutputs(resource.type, resource.name)),
  };
}
