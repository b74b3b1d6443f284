import { Evaluator, type Finding } from "../../policies/core/evaluate.js";
import { canonicalType, identitiesOf, type Resource } from "../../policies/core/resource.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { usualRules } from "../policies/usual.js";
import type { Registered } from "../support/record.js";
import { identityOutputs } from "./mocks.js";

const usual = new Evaluator(usualRules);
const whole = new Evaluator(rules);

/** What the policy pack says by default of recorded resources: `violation <rule> <resource>`, `undecided ...`, `fault ...`. */
export function findingsOf(registered: readonly Registered[], evaluator = usual): string[] {
  return found(registered, evaluator)
    .map(({ kind, rule, resource }) => `${kind} ${rule.id} ${resource.name}`)
    .sort();
}

/** What the rules find in recorded resources. */
export function found(registered: readonly Registered[], evaluator = whole): readonly Finding[] {
  const resources = registered.filter((resource) => resource.custom).map(seenByRules);
  return [...resources.flatMap((resource) => evaluator.checkResource(resource)), ...evaluator.checkStack(resources)];
}

/** The types of recorded resources, as rules name them. */
export function judgedTypes(registered: readonly Registered[]): ReadonlySet<string> {
  return new Set(registered.filter((resource) => resource.custom).map(({ type }) => canonicalType(type)));
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
