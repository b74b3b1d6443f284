/** A rule of this package's form, served as a pack serves it. */

import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Rule } from "../core/rule.js";
import type { Verdict } from "../core/verdict.js";
import { PackAnalyzer } from "../pack/analyzer.js";
import { levelOf } from "../pack/metadata.js";
import { packFacts } from "../pack/pack-facts.js";
import { FAULT, UNDECIDED } from "../pack/policies.js";
import { configureRequest } from "./requests.js";
import { about, type Host } from "./run.js";
import type { Outcome, TestOptions } from "./types.js";

/** What a rule said of each resource, by URN: the protocol carries only the text of it. */
type Said = Map<string, Verdict | { readonly error: string }>;

/**
 * @throws PackError         about a rule that no pack can serve
 * @throws ConfigurationError about settings that the rule does not have
 */
export function ruleHost(rule: Rule, { level, settings }: TestOptions): Host {
  const said: Said = new Map();
  const rules = [listened(rule, said)];
  const own = { ...settings, ...(level === undefined ? {} : { enforcementLevel: level }) };
  const facts = packFacts({ name: "policy-test", version: "0.0.0", rules, config: { [rule.id]: own } });
  const pack = new PackAnalyzer(facts, rules);
  pack.configure(configureRequest(facts.config ?? new Map()));
  return {
    remediate: async (request) => pack.remediate(request),
    analyze: async (request) => analyzer.AnalyzeResponse.deserializeBinary(pack.analyze(request)),
    analyzeStack: async (request) => pack.analyzeStack(request),
    read: (diagnostic, resource) => read(diagnostic, resource, said.get(diagnostic.getUrn())),
    readFailed: (error, resource) => ({ faults: [{ resource, error }] }),
  };
}

/** The same rule, whose results are kept. */
function listened(rule: Rule, said: Said): Rule {
  const check = (...args: Parameters<Rule["check"]>): Verdict => {
    try {
      const verdict: Verdict = Reflect.apply(rule.check, rule, args);
      said.set(args[0].urn, verdict);
      return verdict;
    } catch (error) {
      said.set(args[0].urn, { error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  return Object.create(rule, { check: { value: check } });
}

function read(
  diagnostic: analyzer.AnalyzeDiagnostic,
  resource: string | undefined,
  said: Verdict | { readonly error: string } | undefined,
): Partial<Outcome> {
  const message = diagnostic.getMessage();
  const policy = diagnostic.getPolicyname();
  if (policy === FAULT.name)
    return { faults: [{ ...about(resource), error: said !== undefined && "error" in said ? said.error : message }] };
  const verdict = said !== undefined && "result" in said ? said : undefined;
  if (policy === UNDECIDED.name)
    return {
      undecided: [{ ...about(resource), unknown: verdict?.result === "undecided" ? verdict.unknown : [], message }],
    };
  const problems = verdict?.result === "violation" ? verdict.problems.map(({ path, wrong }) => ({ path, wrong })) : [];
  return { violations: [{ ...about(resource), level: levelOf(diagnostic), problems, message }] };
}
