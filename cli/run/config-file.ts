import { type Answers, noAnswers } from "../../sandbox/answers/model.js";
import type { Project, StackFile } from "../project.js";
import { type DeclaredKey, declaredKeys, placeholderOf } from "./config-types.js";
import { fromEnvironments } from "./environments.js";

/** A configuration value as a run in the sandbox shall have it. */
export interface WantedValue {
  readonly value: unknown;
  /** Property paths inside the value at which it is secret; the empty path is the whole of it. */
  readonly secrets: readonly ValuePath[];
}

export type ValuePath = readonly (string | number)[];

/** What a stack shall be configured with in the sandbox. */
export interface WantedConfig {
  readonly values: Readonly<Record<string, WantedValue>>;
  /** Variables of the program's environment, from the stack's environments. */
  readonly variables: Readonly<Record<string, string>>;
  /** Keys that Pulumi.yaml declares, without a default, and nothing here gives a value for. */
  readonly missing: readonly DeclaredKey[];
  /** Environments that cannot be read and that sandbox.yaml does not answer. */
  readonly unanswered: readonly string[];
}

/**
 * What the checkout and sandbox.yaml say about a stack. What needs the outside world is replaced: secrets by placeholders of
 * their type, environments by the values that sandbox.yaml gives. The real secrets provider and its keys are left out.
 *
 * @param file the stack's own file; undefined where the checkout has none
 */
export function wantedConfig(
  project: Project,
  stack: string,
  file: StackFile | undefined,
  answers: Answers = noAnswers,
): WantedConfig {
  const environments = fromEnvironments(file?.content.environment, answers.environments);
  const declared = new Map(declaredKeys(project).map((key) => [key.key, key]));
  const values: Record<string, WantedValue> = {};
  for (const [key, value] of Object.entries(environments.config))
    values[key] = { value, secrets: environments.secrets.has(key) ? [[]] : [] };
  for (const [key, value] of Object.entries(file?.config ?? {}))
    values[key] = withPlaceholders(value, declared.get(key));
  for (const source of [answers.config["*"], answers.config[stack]])
    for (const [key, value] of Object.entries(source ?? {})) values[key] = answered(values[key], value);
  for (const [key, type] of declared) if (values[key] !== undefined) values[key] = leafSecrets(values[key], type);
  const missing = [...declared.values()].filter(({ key, required }) => required && !(key in values));
  const { variables, unanswered } = environments;
  if (unanswered.length === 0) return { values, variables, missing, unanswered };
  for (const key of missing)
    values[key.key] = leafSecrets({ value: placeholderOf(key.type), secrets: key.secret ? [[]] : [] }, key);
  return { values, variables, missing: [], unanswered };
}

/** The engine takes a list or block that Pulumi.yaml declares only with its secrets inside, not encrypted as a whole. */
function leafSecrets(wanted: WantedValue, declared: DeclaredKey | undefined): WantedValue {
  const { value } = wanted;
  const isWhole = wanted.secrets.some((path) => path.length === 0);
  if (!isWhole || declared === undefined || typeof value !== "object" || value === null) return wanted;
  const secrets: ValuePath[] = [];
  const walk = (item: unknown, path: ValuePath): void => {
    if (typeof item !== "object" || item === null) secrets.push(path);
    else
      for (const [key, inner] of Object.entries(item)) walk(inner, [...path, Array.isArray(item) ? Number(key) : key]);
  };
  walk(value, []);
  return { value, secrets };
}

function withPlaceholders(value: unknown, declared: DeclaredKey | undefined): WantedValue {
  const secrets: ValuePath[] = [];
  const walk = (item: unknown, path: ValuePath): unknown => {
    if (typeof item !== "object" || item === null) return item;
    if (isSecret(item)) {
      secrets.push(path);
      return placeholderOf(path.length === 0 ? declared?.type : path.length === 1 ? declared?.items : undefined);
    }
    if (Array.isArray(item)) return item.map((inner, index) => walk(inner, [...path, index]));
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner, [...path, key])]));
  };
  return { value: walk(value, []), secrets };
}

/** Pulumi writes an encrypted value as a block with the one key `secure`. */
function isSecret(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "secure";
}

/** The user's answer over a value: blocks are merged, so that a nested secret can be answered alone. Secrets stay secret. */
function answered(before: WantedValue | undefined, answer: unknown): WantedValue {
  return { value: merged(before?.value, answer), secrets: before?.secrets ?? [] };
}

function merged(before: unknown, answer: unknown): unknown {
  if (!isBlock(before) || !isBlock(answer)) return answer;
  const changed = Object.entries(answer).map(([key, value]) => [key, merged(before[key], value)]);
  return { ...before, ...Object.fromEntries(changed) };
}

function isBlock(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function unansweredNote(stack: string, environment: string): string {
  return (
    `stack ${stack} imports the environment ${environment}, which cannot be read offline. Where the program needs its values, ` +
    `write them into sandbox.yaml beside Pulumi.yaml:\n  environments:\n    ${environment}:\n      pulumiConfig:\n        <key>: <value>`
  );
}

export function missingNote(stack: string, { key, type }: DeclaredKey): string {
  return `Pulumi.yaml declares ${key} (${type}) without a default, and stack ${stack} has no value for it. ${configAnswer(stack, key)}`;
}

/** How to answer a configuration key that is missing offline. */
export function configAnswer(stack: string, key: string): string {
  return (
    "Where the real stack gets it from elsewhere, write it into sandbox.yaml beside Pulumi.yaml:\n" +
    `  config:\n    ${stack}:\n      ${key}: <value>`
  );
}
