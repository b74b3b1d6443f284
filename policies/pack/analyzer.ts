import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { Evaluator, type Finding } from "../core/evaluate.js";
import { Exceptions } from "../core/exceptions.js";
import { render, renderExcepted, renderExceptionProblem } from "../core/message.js";
import { canonicalType } from "../core/resource.js";
import type { Rule } from "../core/rule.js";
import { type PolicySettings, selectionOf } from "./configuration.js";
import { Judge } from "./judge.js";
import { Level } from "./level.js";
import { diagnostic, levelOf, notApplicable, type PackFacts, packInfo } from "./metadata.js";
import { PROFILE } from "./policies.js";
import type { Selection } from "./profiles.js";
import { remediated } from "./remediation.js";
import { Inputs, ownResource, stackResource } from "./requests.js";

/**
 * Answers the engine for a set of rules. The engine asks once for each resource, with its checked inputs, and once for the
 * whole stack, with outputs; in a preview those are mostly unknown, so the inputs seen before are kept for the graph rules.
 */
export class PackAnalyzer {
  readonly #pack: PackFacts;
  readonly #evaluator: Evaluator;
  readonly #readExceptions: () => Exceptions;
  /** What the pack's author selects. */
  readonly #selection: Selection;
  #judge: Judge;
  readonly #inputs = new Inputs();
  readonly #elsewhere = new Map<string, Uint8Array>();

  /** @param exceptions  reads the exceptions of a run; throws ConfigurationError. @default - there are none */
  constructor(pack: PackFacts, rules: readonly Rule[], exceptions = () => new Exceptions([], rules, "")) {
    this.#pack = pack;
    this.#readExceptions = exceptions;
    this.#evaluator = new Evaluator(rules);
    this.#selection = selectionOf(pack.config?.get(PROFILE.name)?.settings ?? {});
    this.#judge = new Judge(rules, { given: pack.config, selection: this.#selection });
  }

  info(): analyzer.AnalyzerInfo {
    return packInfo(this.#pack, [...this.#judge.policies.values()]);
  }

  /**
   * Takes the levels and settings that stock policy configuration sets; the engine sends every policy's.
   *
   * @throws ConfigurationError
   */
  configure(request: analyzer.ConfigureAnalyzerRequest): void {
    const given = new Map<string, PolicySettings>();
    request.getPolicyconfigMap().forEach((config, name) => {
      given.set(name, { level: levelOf(config), settings: config.getProperties()?.toJavaScript() ?? {} });
    });
    const [selection, exceptions] = [this.#selection, this.#readExceptions()];
    this.#judge = new Judge(this.#evaluator.rules, { given, exceptions, selection });
  }

  /** Takes the stack's own configuration, which the engine sends before any resource. */
  configureStack(request: analyzer.AnalyzerStackConfigureRequest): void {
    this.#inputs.configureStack(request);
  }

  /** Puts right what rules at the level `remediate` find wrong with one resource. */
  remediate(request: analyzer.AnalyzeRequest): analyzer.RemediateResponse {
    const type = canonicalType(request.getType());
    const rules = this.#evaluator.remedying(type).filter((rule) => this.#judge.configured(rule) === Level.Remediate);
    return remediated(this.#pack, rules, {
      given: request.getProperties()?.toJavaScript() ?? {},
      resource: (inputs) => ownResource(type, request, inputs),
      settings: this.#judge.conduct.settings,
    });
  }

  /**
   * Judges one resource by the rules that its own inputs decide, and gives the encoded `AnalyzeResponse`. Types that no rule
   * reads cost nothing: which rules are for other types is encoded once a type.
   */
  analyze(request: analyzer.AnalyzeRequest): Uint8Array {
    const type = canonicalType(request.getType());
    const elsewhere = this.#notApplicableTo(type);
    const judged = this.#evaluator.judges(type);
    const kept = this.#evaluator.inGraph(type);
    if (!kept && !judged) return elsewhere;
    const inputs = this.#inputs.open(request);
    if (kept) this.#inputs.keep(request.getUrn(), inputs);
    if (!judged) return elsewhere;
    const resource = ownResource(type, request, inputs);
    const findings = this.#evaluator.checkResource(resource, this.#judge.conduct);
    if (findings.length === 0) return elsewhere;
    // Two encodings of a message, one after the other, are the encoding of both: their lists are joined.
    return Buffer.concat([elsewhere, this.#report(findings).serializeBinary()]);
  }

  /** Judges the stack by the rules that need several resources. */
  analyzeStack(request: analyzer.AnalyzeStackRequest): analyzer.AnalyzeResponse {
    const resources = request
      .getResourcesList()
      .filter((r) => this.#evaluator.inGraph(canonicalType(r.getType())))
      .map((r) => stackResource(r, this.#inputs.kept(r.getUrn())));
    const types = new Set(resources.map((resource) => resource.type));
    const idle = this.#evaluator.rules.filter(
      (rule) => rule.graph && !Object.keys(rule.judges).some((t) => types.has(t)),
    );
    const elsewhere = idle.map((rule) => notApplicable(rule.id, "the stack has no resource that this rule judges"));
    const response = this.#report(this.#evaluator.checkStack(resources, this.#judge.conduct), elsewhere);
    for (const { problem, policy, level } of this.#judge.exceptions(request.getResourcesList().map((r) => r.getUrn())))
      response.addDiagnostics(diagnostic(this.#pack, policy, level, renderExceptionProblem(problem), ""));
    return response;
  }

  #report(findings: readonly Finding[], elsewhere: readonly analyzer.PolicyNotApplicable[] = []) {
    const reported = findings.map((finding) => {
      const { policy, level, exception } = this.#judge.judged(finding);
      const message = exception === undefined ? render(finding) : renderExcepted(finding, exception);
      return diagnostic(this.#pack, policy, level, message, finding.resource.urn);
    });
    const open = findings.filter((finding) => finding.kind !== "violation").map((finding) => finding.rule.id);
    const response = new analyzer.AnalyzeResponse();
    response.setDiagnosticsList(reported.filter((d) => d.getEnforcementlevel() !== analyzer.EnforcementLevel.DISABLED));
    response.setNotApplicableList([...elsewhere, ...[...new Set(open)].map((id) => notApplicable(id, "not decided"))]);
    return response;
  }

  /** The answer for a type that says for which rules it is none of theirs. */
  #notApplicableTo(type: string): Uint8Array {
    const made = this.#elsewhere.get(type);
    if (made) return made;
    const others = this.#evaluator.rules.filter((rule) => !rule.graph && !(type in rule.judges));
    const response = new analyzer.AnalyzeResponse();
    response.setNotApplicableList(others.map((rule) => notApplicable(rule.id, "for other types of resources")));
    const encoded = response.serializeBinary();
    this.#elsewhere.set(type, encoded);
    return encoded;
  }
}
