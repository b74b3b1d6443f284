/**
 * `groundplan/policies/testing`: a test bench for policies, for any test framework.
 *
 * @packageDocumentation
 */

import { editDistance, squash } from "../../components/core/nearest.js";
import { canonicalType } from "../core/resource.js";
import type { Rule } from "../core/rule.js";
import { registered } from "./program.js";
import { ruleHost } from "./rule-host.js";
import { type Host, run } from "./run.js";
import { stockHost } from "./stock-host.js";
import type { Outcome, PolicyTest, StockPolicy, TestOptions, TestResource } from "./types.js";

export type {
  FoundFault,
  FoundUndecided,
  FoundViolation,
  Outcome,
  PolicyTest,
  Remediated,
  StockPolicy,
  TestOptions,
  TestResource,
  TestResourceOptions,
} from "./types.js";
export { type Reference, ref, type SecretValue, secret, type Unknown, unknown } from "./values.js";

/**
 * Runs one policy over resources as the engine does, in a preview and in the update after it, and says what people would see.
 *
 * Everything goes through the protocol's own messages: a rule is served by the pack's own server, a policy of `@pulumi/policy`
 * by that package's, with its proxy that throws at an unknown value. No engine, provider or login is needed.
 *
 * In the preview `unknown()`, what `ref` brings and the outputs of every resource are unknown; in the update all are known.
 *
 * @param policy     a rule of `groundplan/policies`, or a policy of `@pulumi/policy`
 * @param resources  one resource, or all that the policy needs to see, in the order of the program
 * @throws Error where the test itself is wrong: a rule that no pack takes, settings that it does not have, a name that is no
 *   resource's, or a mistyped type
 */
export async function testPolicy(
  policy: Rule | StockPolicy,
  resources: TestResource | readonly TestResource[],
  options: TestOptions = {},
): Promise<PolicyTest> {
  const all = Array.isArray(resources) ? (resources as readonly TestResource[]) : [resources as TestResource];
  const host = hostOf(policy, all, options);
  const outcome = async (preview: boolean): Promise<Outcome> => run(await host(), registered(all, preview));
  return { preview: await outcome(true), update: await outcome(false) };
}

/** Makes a pack with nothing in its memory: the engine starts a process for a preview, and another for an update. */
function hostOf(policy: Rule | StockPolicy, all: readonly TestResource[], options: TestOptions): () => Promise<Host> {
  if (isStock(policy)) return () => stockHost(policy, options);
  return async () => {
    const host = ruleHost(policy, options);
    mustJudge(policy, all);
    return host;
  };
}

function isStock(policy: Rule | StockPolicy): policy is StockPolicy {
  return ["validateResource", "remediateResource", "validateStack"].some((name) => name in policy);
}

/** A type with more slips than this may well be another one. */
const SLIPS = 2;

/** A mistyped type would pass every test. */
function mustJudge(rule: Rule, resources: readonly TestResource[]): void {
  const judged = Object.keys(rule.judges);
  const given = resources.map(({ type }) => canonicalType(type));
  if (given.some((type) => judged.includes(type))) return;
  for (const type of given) {
    const meant = judged.find((one) => editDistance(squash(one), squash(type), SLIPS + 1) <= SLIPS);
    if (meant !== undefined)
      throw new Error(`${rule.id} judges no resource of the type ${type}: did you mean ${meant}?`);
  }
}
