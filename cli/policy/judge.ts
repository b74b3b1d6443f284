import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Evaluator, type Finding } from "../../policies/core/evaluate.js";
import { EXCEPTIONS_FILE, EXCEPTIONS_VARIABLE, type Exception, Exceptions } from "../../policies/core/exceptions.js";
import type { Resource } from "../../policies/core/resource.js";
import type { Rule } from "../../policies/core/rule.js";
import { Judge, type Judged, type JudgedException } from "../../policies/pack/judge.js";
import type { Input } from "../arguments.js";
import { CliError, ExitCode } from "../errors.js";
import { say } from "../output.js";
import { duration } from "../words.js";
import { type Chosen, chosenRules, configErrors } from "./chosen.js";
import type { Target } from "./target.js";

/** How often a judgement that takes its time says how far it is, in milliseconds. */
const SAY_EVERY_MS = 2_000;

/** The rules of one run, with what the command line and the files say of them. Read before anything is judged. */
export interface Court {
  readonly rules: readonly Rule[];
  readonly evaluator: Evaluator;
  readonly judge: Judge;
  readonly exceptions: Exceptions;
  readonly profiles: Chosen["profiles"];
  /** The day of the run: `2026-11-22`. */
  readonly today: string;
  /** Where exceptions are written down, whether the file is there or not. */
  readonly exceptionsFile: string;
}

/**
 * Reads rules, levels and exceptions.
 *
 * @param mayBeMissing  whether the command line may name a file of exceptions that is still to be made
 * @throws CliError `bad-argument`, `bad-policy-config`, all with exit code 2
 */
export async function courtOf(
  target: Target,
  input: Input,
  { mayBeMissing = false }: { readonly mayBeMissing?: boolean } = {},
): Promise<Court> {
  const { rules } = await import("../../policies/rules/index.js");
  const today = new Date().toISOString().slice(0, 10);
  const chosen = chosenRules(input, rules, new Judge(rules).policies);
  const exceptionsFile = exceptionsFileOf(target, input);
  const entries = await exceptionsIn(exceptionsFile, rules, input.value("exceptions") !== undefined && !mayBeMissing);
  const exceptions = new Exceptions(entries, rules, today);
  const judge = configErrors(() => new Judge(rules, { given: chosen.given, exceptions }));
  return {
    rules,
    evaluator: new Evaluator(rules),
    judge,
    exceptions,
    profiles: chosen.profiles,
    today,
    exceptionsFile,
  };
}

function exceptionsFileOf(target: Target, input: Input): string {
  const named = input.value("exceptions") ?? process.env[EXCEPTIONS_VARIABLE];
  if (named !== undefined && named !== "") return resolve(named);
  return join(target.kind === "state" ? process.cwd() : target.project.root, EXCEPTIONS_FILE);
}

/** None where there is no file, unless the command line names one. */
async function exceptionsIn(file: string, rules: readonly Rule[], named: boolean): Promise<readonly Exception[]> {
  if (!existsSync(file)) {
    if (!named) return [];
    throw new CliError("bad-policy-config", `--exceptions names ${file}, and there is no such file`, ExitCode.Usage);
  }
  const { readExceptions } = await import("../../policies/pack/exceptions-file.js");
  return configErrors(() => readExceptions(file, new Set(rules.map(({ id }) => id))));
}

/** Runs the rules, and weighs what they find. */
export function judgeAll(
  { evaluator, judge }: Court,
  resources: readonly Resource[],
): { readonly judged: readonly Judged[]; readonly exceptions: readonly JudgedException[] } {
  const started = Date.now();
  let said = started;
  const findings: Finding[] = [];
  resources.forEach((resource, index) => {
    findings.push(...evaluator.checkResource(resource, judge.conduct));
    if (Date.now() - said < SAY_EVERY_MS) return;
    said = Date.now();
    say(`  ${duration(said - started)}: judged ${index + 1} of ${resources.length} resources`);
  });
  const inGraph = resources.filter(({ type }) => evaluator.inGraph(type));
  findings.push(...evaluator.checkStack(inGraph, judge.conduct));
  const judged = findings.map((finding) => judge.judged(finding));
  return { judged, exceptions: judge.exceptions(resources.map(({ urn }) => urn)) };
}

/** Whether a rule judges resources of a type, by themselves or in the stack. */
export function judgedTypes(rules: readonly Rule[]): (type: string) => boolean {
  const types = new Set(rules.flatMap(({ judges }) => Object.keys(judges)));
  return (type) => types.has(type);
}
