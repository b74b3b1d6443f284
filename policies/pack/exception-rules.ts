import { editDistance, nearest } from "../../components/core/nearest.js";
import { rules as catalogue } from "../rules/index.js";
import { RESERVED } from "./checked-rules.js";

/** With more slips than this a name is probably another pack's. */
const SLIPS = 2;

const firstWord = (id: string): string => id.slice(0, id.indexOf("-"));

/**
 * Whether an exception is to a rule of this pack, of another one, or to none. All packs of a run read one file, and none knows
 * the others: a rule of this package's catalogue that the pack does not take is another's, and so is a name that nothing here
 * is like.
 *
 * @param own  ids of the pack's rules
 * @returns for a rule that is none, what was probably meant; a pattern and a policy that is no rule, such as
 *   `meta-undecided`, are none
 */
export function ownerOf(
  rule: string,
  own: ReadonlySet<string>,
): "own" | "other" | { readonly meant: string | undefined } {
  if (own.has(rule)) return "own";
  if (rule.includes("*") || rule.startsWith(RESERVED)) return { meant: undefined };
  const ids = catalogue.map(({ id }) => id);
  if (ids.includes(rule)) return "other";
  if (ids.some((id) => firstWord(id) === firstWord(rule))) return { meant: nearest(rule, [...own, ...ids]) };
  const meant = [...own].find((id) => editDistance(id, rule, SLIPS + 1) <= SLIPS);
  return meant === undefined ? "other" : { meant };
}
