import { draw, type Occasion } from "./draw.js";
import { matches } from "./match.js";
import type { FaultKind, FaultPlan, FaultRule, RuleOf, Subject } from "./model.js";
import { localPackages } from "./words.js";

/** A rule that applies to one request. */
export interface Decided<R extends FaultRule = FaultRule> {
  readonly rule: R;
  readonly occasion: Occasion;
}

/** Kinds that need a service behind the provider. */
const serviceKinds: ReadonlySet<FaultKind> = new Set(["throttle", "quota", "denied", "eventual", "drift"]);

/** Decides which rules apply to which request of one run. */
export class Decider {
  readonly #plan: FaultPlan | undefined;
  readonly #seed: number;
  readonly #attempts = new Map<string, number>();
  readonly #matched = new Map<FaultRule, number>();
  readonly #applied = new Map<string, number>();

  constructor(plan: FaultPlan | undefined, seed: number) {
    this.#plan = plan;
    this.#seed = seed;
  }

  /** The rules that apply to this request, in the order of the plan. To be called once for each request. */
  decide(subject: Subject): { readonly attempt: number; readonly decided: readonly Decided[] } {
    const attempt = count(this.#attempts, JSON.stringify([subject.urn, subject.operation]));
    const decided = (this.#plan?.rules ?? []).flatMap((rule) => {
      const { urn, operation } = subject;
      const occasion = { seed: this.#seed, rule: rule.name, urn, operation, attempt };
      return this.#applies(rule, subject, occasion) ? [{ rule, occasion }] : [];
    });
    return { attempt, decided };
  }

  #applies(rule: FaultRule, subject: Subject, occasion: Occasion): boolean {
    if (serviceKinds.has(rule.kind) && localPackages.has(subject.pkg)) return false;
    if (!matches(rule.match, subject)) return false;
    const matched = count(this.#matched, rule);
    if (rule.nth !== undefined && rule.nth !== matched) return false;
    if (draw(occasion, "whether") >= rule.probability) return false;
    const before = this.#applied.get(appliedKey(rule, subject)) ?? 0;
    if (rule.times !== undefined && before >= rule.times) return false;
    this.#applied.set(appliedKey(rule, subject), before + 1);
    return true;
  }
}

function appliedKey(rule: FaultRule, { urn, operation }: Subject): string {
  return JSON.stringify([rule.name, urn, operation]);
}

function count<K>(counts: Map<K, number>, key: K): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

/** The first of these kind that applies. */
export function ofKind<K extends FaultKind>(decided: readonly Decided[], kind: K): Decided<RuleOf<K>> | undefined {
  return decided.find(({ rule }) => rule.kind === kind) as Decided<RuleOf<K>> | undefined;
}
