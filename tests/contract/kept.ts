import type { Kept } from "../../policies/docs/kept.js";
import { rules } from "../../policies/rules/index.js";
import type { Registered } from "../support/record.js";
import { found, judgedTypes } from "./findings.js";
import type { CloudRow } from "./table.js";

/** What a component does about each rule that judges what it makes: of all rules, also those that are off by default. */
export function keptRules(
  update: readonly Registered[],
  preview: readonly Registered[],
  { loosenings }: Pick<CloudRow, "loosenings">,
): Readonly<Record<string, Kept>> {
  const types = judgedTypes(update);
  const [then, first] = [found(update), found(preview)];
  const judging = rules.filter(({ judges }) => Object.keys(judges).some((type) => types.has(type)));
  return Object.fromEntries(
    judging.map(({ id }): [string, Kept] => {
      const breaks = then.some(({ kind, rule }) => kind === "violation" && rule.id === id);
      const undecided = first.some(({ kind, rule }) => kind === "undecided" && rule.id === id);
      const brokenBy = loosenings.filter((one) => one.rules.includes(id)).map(({ title }) => title);
      return [id, { byDefault: breaks ? "breaks" : undecided ? "undecided" : "keeps", brokenBy }];
    }),
  );
}
