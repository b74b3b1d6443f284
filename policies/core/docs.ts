import { pageOf } from "./message.js";
import type { Rule } from "./rule.js";

/** Gives the rules of this package their pages. They stay the objects of their files. */
export function documented(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => Object.assign(rule, { docs: pageOf(rule.id) }));
}
