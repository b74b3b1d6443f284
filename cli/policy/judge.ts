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
  readonly profiles: Chosen["profiles"];
  /** Where exceptions are written down, whether the file is there or not. */
  readonly exceptionsFile: string;
}

/**
 * Reads rules, levels and exceptions.
 *
 * @param mayBeMissing  whether the file of exceptions that is named may still have to be made
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
  const place = placeOfExceptions(target, input);
  const entries = mayBeMissing && !existsSync(place.path) ? [] : await exceptionsIn(place, rules);
  const judge = configErrors(
    () => new Judge(rules, { given: chosen.given, exceptions: new Exceptions(entries, rules, today) }),
  );
  return { rules, evaluator: new Evaluator(rules), judge, profiles: chosen.profiles, exceptionsFile: place.path };
}

interface ExceptionsPlace {
  readonly path: string;
  /** How it was named: `--exceptions`. Undefined for the usual place. */
  readonly by?: string;
}

function placeOfExceptions(target: Target, input: Input): ExceptionsPlace {
  const [given, variable] = [input.value("exceptions"), process.env[EXCEPTIONS_VARIABLE]];
  if (given !== undefined) return { path: resolve(given), by: "--exceptions" };
  if (variable !== undefined && variable !== "") return { path: resolve(variable), by: EXCEPTIONS_VARIABLE };
  return { path: join(target.kind === "state" ? process.cwd() : target.project.root, EXCEPTIONS_FILE) };
}

/** None where there is no file, unless one was named. */
async function exceptionsIn({ path, by }: ExceptionsPlace, rules: readonly Rule[]): Promise<readonly Exception[]> {
  if (!existsSync(path)) {
    if (by === undefined) return [];
    throw new CliError("bad-policy-config", `${by} names ${path}, and there is no such file`, ExitCode.Usage);
  }
  const { readExceptions } = await import("../../policies/pack/exceptions-file.js");
  return configErrors(() => readExceptions(path, new Set(rules.map(({ id }) => id))));
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
