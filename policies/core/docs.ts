import { pageOf } from "./message.js";
import type { Rule } from "./rule.js";

/** The rules of this package, each with its place on the page that explains them all. */
export function documented(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => ({ ...rule, docs: pageOf(rule.id) }));
}
