/**
 * `groundplan/policies`: a policy pack of one's own, from the rules of this package and from own ones.
 *
 * A rule is data and one function that reads a resource by three-valued helpers: what is not known yet in a preview is
 * neither a violation nor a pass. `servePack` makes a pack of rules; `groundplan/policies/testing` tests them.
 *
 * @packageDocumentation
 */

export {
  type Parameter,
  ports,
  type Settings,
  someOf,
  text,
  texts,
  trueOrFalse,
  wholeNumber,
} from "./core/parameter.js";
export { corrects, type Edit, type Remedy, sets } from "./core/remedy.js";
export type { ProviderOf, Resource } from "./core/resource.js";
export {
  type ExampleResource,
  type Group,
  type Reads,
  type ResourceRule,
  type Rule,
  type RuleFacts,
  Severity,
  type StackRule,
} from "./core/rule.js";
export { type Referrer, type Stack, sameAccount, sameRegion } from "./core/stack.js";
export { all, any, holds, isSet, isText, isTrue, not, type Tri } from "./core/tri.js";
export { entries, type Field, field, get, isObject, items, of, type Props, within } from "./core/value.js";
export { demand, every, forbid, nowhere, type Problem, pass, type Verdict, violation } from "./core/verdict.js";
export { Level } from "./pack/level.js";
export type { PackConfig } from "./pack/pack-config.js";
export { PackError } from "./pack/pack-error.js";
export type { ProfileName } from "./pack/profiles.js";
export { type RuleChoice, selectRules } from "./pack/select.js";
export { type Pack, servePack } from "./pack/serve-pack.js";
export { rules } from "./rules/index.js";
