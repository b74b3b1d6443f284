import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { problemLines } from "../answers/problems.js";
import { SandboxError } from "../errors.js";
import { type FaultPlan, type FaultRule, kindOperations } from "./model.js";
import { presets } from "./presets.js";
import { type FaultsFile, faultsSchema } from "./schema.js";

/**
 * The faults of a preset, or of a file; undefined where it is neither.
 *
 * @throws SandboxError `bad-faults` with every problem at once: path, value, what is allowed, the fix
 */
export function loadFaults(source: string): FaultPlan | undefined {
  const preset = presets.find(({ name }) => name === source);
  if (preset !== undefined) return parseFaults(preset.text, source);
  if (!existsSync(source) || statSync(source).isDirectory()) return undefined;
  return parseFaults(readFileSync(source, "utf8"), source);
}

/** @param source where the text comes from, for messages */
export function parseFaults(text: string, source: string): FaultPlan {
  const input = parseYaml(text, source);
  const result = faultsSchema.safeParse(input);
  if (!result.success) throw badFaults(source, problemLines(result.error.issues, input));
  const rules = result.data.rules.map(ruleOf);
  const names = rules.map(({ name }) => name);
  const twice = rules.flatMap(({ name }, index) =>
    names.indexOf(name) < index
      ? [`rules[${index}].name: is ${JSON.stringify(name)}, but another rule has that name`]
      : [],
  );
  if (twice.length > 0) throw badFaults(source, twice);
  return { source, rules };
}

function ruleOf(rule: FaultsFile["rules"][number], index: number, all: FaultsFile["rules"]): FaultRule {
  const { match = {}, name, probability = 1, ...rest } = rule;
  const operation = match.operation === undefined ? kindOperations[rule.kind].usual : [match.operation].flat();
  const isOnly = all.filter(({ kind }) => kind === rule.kind).length === 1;
  const own = name ?? (isOnly ? rule.kind : `${rule.kind}-${index + 1}`);
  return { ...rest, name: own, probability, match: { ...match, operation } } as FaultRule;
}

function parseYaml(text: string, source: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error === undefined) return document.toJS() ?? {};
  const { line, col } = lines.linePos(error.pos[0]);
  const message = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? error.code;
  throw badFaults(source, [`line ${line}, column ${col}: is not valid YAML: ${message}`]);
}

function badFaults(source: string, problems: readonly string[]): SandboxError {
  const what = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  const head = `${basename(source)} has ${what}; nothing was started (${source}):`;
  return new SandboxError("bad-faults", [head, ...problems.map((line) => `  ${line}`)].join("\n"));
}

/** The JSON Schema of a file of faults, for editors. */
export function faultsJsonSchema(): object {
  const { $schema: _, ...schema } = z.toJSONSchema(faultsSchema, { target: "draft-7", io: "input" });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A file of faults for the sandbox",
    $comment: "Made by `npm run schema` from sandbox/faults/schema.ts; do not edit.",
    ...schema,
  };
}
