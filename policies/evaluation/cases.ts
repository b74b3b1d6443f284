/** Labelled cases of other scanners, as resources that the rules can judge. */

import { canonicalType, identitiesOf, type Resource } from "../core/resource.js";
import { isObject, type Props, UNKNOWN } from "../core/value.js";

/** One case of a file of cases: resources, and what a scanner's check says of one of them, or of all. */
export interface Case {
  readonly case: string;
  readonly check_id: string;
  readonly label: "fail" | "pass";
  readonly cloud: string;
  readonly target?: { readonly type: string; readonly name: string } | null;
  readonly resources: readonly CaseResource[];
}

interface CaseResource {
  readonly type: string;
  readonly name: string;
  /** `{ $ref, attr }` stands for an attribute of another resource, `{ $unknown }` for what the case leaves open. */
  readonly props: Props;
  /** Property -> resources, `type::name`, that its value was made from. */
  readonly deps: Readonly<Record<string, readonly string[]>>;
}

/** What a reference reads as: a text, as in a state, or unknown, as in a first preview. */
export const Mode = { Analyze: "analyze", Preview: "preview" } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** The resources of a case as the rules see them. */
export function resourcesOf(one: Case, mode: Mode): readonly Resource[] {
  const keys = new Set(one.resources.map(keyOf));
  return one.resources.map((resource) => {
    const props = plain(resource.props, one, mode) as Props;
    const id = mode === Mode.Analyze ? { id: attribute(one, resource.name, "id") } : {};
    const dependencies = Object.entries(resource.deps).map(([property, on]) => [
      property,
      on.filter((key) => keys.has(key) && key !== keyOf(resource)).map((key) => urnOf(one, key)),
    ]);
    return {
      urn: urnOf(one, keyOf(resource)),
      type: canonicalType(resource.type),
      name: resource.name,
      props,
      secrets: [],
      dependencies: Object.fromEntries(dependencies.filter(([, on]) => on?.length !== 0)),
      identities: identitiesOf(props, id),
    };
  });
}

/** URNs of the resources that the label is about. */
export function targetsOf(one: Case): readonly string[] {
  return (one.target ? [one.target] : one.resources).map((resource) => urnOf(one, keyOf(resource)));
}

function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}::${name}`;
}

function urnOf(one: Case, key: string): string {
  return `urn:pulumi:cases::${one.case}::${key}`;
}

function attribute(one: Case, name: string, path: string): string {
  return `${one.case}-${name}-${/^[^.[]*/.exec(path)?.[0]}`;
}

function plain(value: unknown, one: Case, mode: Mode): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => plain(item, one, mode));
  if (!isObject(value)) return value;
  const { $ref, attr } = value;
  if (typeof $ref === "string") {
    if (mode === Mode.Preview) return UNKNOWN.string;
    return attribute(one, $ref.split("::").at(-1) ?? $ref, String(attr));
  }
  if ("$unknown" in value) return mode === Mode.Preview ? UNKNOWN.string : "unknown-value";
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner, one, mode)]));
}
