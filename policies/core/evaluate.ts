import type { Settings } from "./parameter.js";
import type { Resource } from "./resource.js";
import { type ResourceRule, type Rule, Severity, type StackRule } from "./rule.js";
import { Stack } from "./stack.js";
import { placeOf } from "./value.js";
import type { Problem, Verdict } from "./verdict.js";

/** What a rule has to say about a resource. A pass says nothing. */
export type Finding =
  | {
      readonly kind: "violation";
      readonly rule: Rule;
      readonly resource: Resource;
      readonly problems: readonly Problem[];
      /** What is not known yet beside them. */
      readonly unknown?: readonly string[];
    }
  | {
      readonly kind: "undecided";
      readonly rule: Rule;
      readonly resource: Resource;
      readonly unknown: readonly string[];
    }
  | { readonly kind: "fault"; readonly rule: Rule; readonly resource: Resource; readonly error: string };

/** From the gravest on. */
const GRAVEST: readonly Severity[] = Object.values(Severity);

/** How grave a finding is: as its gravest problem, or as the rule's gravest may be where nothing is certain. */
export function severityOf(finding: Finding): Severity {
  const { severity, severities = [] } = finding.rule;
  const found =
    finding.kind === "violation"
      ? finding.problems.map((problem) => problem.severity ?? severity)
      : [severity, ...severities];
  return GRAVEST.find((one) => found.includes(one)) ?? severity;
}

/** How the rules take part in a run. */
export interface Conduct {
  /** Whether a rule takes part. */
  readonly enabled: (rule: Rule) => boolean;
  /** What is configured for a rule. */
  readonly settings: (rule: Rule) => Settings;
}

const everything: Conduct = { enabled: () => true, settings: () => ({}) };

/** The rules, sorted once by the types that they judge: evaluation costs what applies, not what exists. */
export class Evaluator {
  readonly rules: readonly Rule[];
  readonly #resourceRules: ReadonlyMap<string, readonly ResourceRule[]>;
  readonly #stackRules: ReadonlyMap<string, readonly StackRule[]>;
  readonly #inGraph: ReadonlySet<string>;
  readonly #remedying: ReadonlyMap<string, readonly Rule[]>;

  /** @throws Error when two rules share an id. */
  constructor(rules: readonly Rule[]) {
    const ids = rules.map((rule) => rule.id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new Error(`two rules have the id ${twice}: give each rule an id of its own`);
    const graph = rules.filter((rule) => rule.graph);
    this.rules = rules;
    this.#resourceRules = byType(rules.filter((rule) => !rule.graph));
    this.#stackRules = byType(graph);
    this.#remedying = byType(rules.filter((rule) => rule.remedy));
    this.#inGraph = new Set(
      graph.flatMap((rule) => [...Object.keys(rule.judges), ...Object.keys(rule.consults ?? {})]),
    );
  }

  /** Whether some rule judges resources of the type by themselves. */
  judges(type: string): boolean {
    return this.#resourceRules.has(type);
  }

  /** The rules that can put a resource of the type right. */
  remedying(type: string): readonly Rule[] {
    return this.#remedying.get(type) ?? [];
  }

  /** Whether some graph rule judges or consults resources of the type. */
  inGraph(type: string): boolean {
    return this.#inGraph.has(type);
  }

  /** The rules that one resource decides by itself. */
  checkResource(resource: Resource, { enabled, settings }: Conduct = everything): readonly Finding[] {
    const rules = (this.#resourceRules.get(resource.type) ?? []).filter(enabled);
    return rules.flatMap((rule) => run(rule, resource, () => rule.check(resource, settings(rule))));
  }

  /** The rules that need the other resources. The result does not depend on the order of the resources. */
  checkStack(resources: readonly Resource[], { enabled, settings }: Conduct = everything): readonly Finding[] {
    const sorted = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    const stack = new Stack(sorted);
    const hidden = secretsOf(sorted);
    return sorted.flatMap((resource) => {
      const rules = (this.#stackRules.get(resource.type) ?? []).filter(enabled);
      return rules
        .flatMap((rule) => run(rule, resource, () => rule.check(resource, stack, settings(rule))))
        .map((finding) => (hidden.length === 0 ? finding : hiding(finding, hidden)));
    });
  }
}

/** A rule that throws is the pack's fault. It is said so, never counted as a pass, and the other rules go on. */
function run(rule: Rule, resource: Resource, check: () => Verdict): readonly Finding[] {
  try {
    const verdict = check();
    if (verdict.result === "violation") {
      const { problems, unknown } = verdict;
      return [{ kind: "violation", rule, resource, problems, ...(unknown ? { unknown } : {}) }];
    }
    if (verdict.result === "undecided") return [{ kind: "undecided", rule, resource, unknown: verdict.unknown }];
    return [];
  } catch (error) {
    return [{ kind: "fault", rule, resource, error: error instanceof Error ? error.message : String(error) }];
  }
}

/** The paths of all secrets of a stack, as findings of one resource name values of another. */
function secretsOf(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap((resource) => resource.secrets.map((secret) => `${placeOf(resource)}.${secret}`));
}

/** A finding of which nothing is printed that is secret in another resource: rules of the stack quote values of others. */
function hiding<F extends Finding>(finding: F, hidden: readonly string[]): F {
  const { resource } = finding;
  return { ...finding, resource: { ...resource, secrets: [...resource.secrets, ...hidden] } };
}

function byType<R extends Rule>(rules: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const types = new Map<string, R[]>();
  for (const rule of rules)
    for (const type of Object.keys(rule.judges)) {
      const same = types.get(type);
      if (same) same.push(rule);
      else types.set(type, [rule]);
    }
  return types;
}
