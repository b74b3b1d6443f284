import type { Answers } from "../../sandbox/answers/model.js";

/** What a stack's environments give to it: Pulumi ESC is out of reach, so from sandbox.yaml and from what the file says itself. */
export interface FromEnvironments {
  readonly config: Readonly<Record<string, unknown>>;
  /** Keys of `config` that are secret. */
  readonly secrets: ReadonlySet<string>;
  /** Variables of the program's environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Environments that the stack imports and sandbox.yaml says nothing of. */
  readonly unanswered: readonly string[];
}

/** Reads the `environment:` of a stack file: a list of names, or an environment with imports of its own. */
export function fromEnvironments(environment: unknown, answers: Answers["environments"]): FromEnvironments {
  const own = isBlock(environment) ? environment : {};
  const imports = namesIn(Array.isArray(environment) ? environment : own.imports);
  const config: Record<string, unknown> = {};
  const secrets = new Set<string>();
  const variables: Record<string, string> = {};
  for (const name of imports) {
    const answer = answers[name];
    Object.assign(config, answer?.pulumiConfig);
    for (const key of answer?.secrets ?? []) secrets.add(key);
    Object.assign(variables, answer?.environmentVariables);
  }
  const values = isBlock(own.values) ? own.values : {};
  for (const [key, value] of literals(values.pulumiConfig, secrets)) config[key] = value;
  for (const [key, value] of literals(values.environmentVariables)) variables[key] = String(value);
  return { config, secrets, variables, unanswered: imports.filter((name) => answers[name] === undefined) };
}

/** Imported names, without versions: `net/prod@stable` is `net/prod`. */
function namesIn(imports: unknown): string[] {
  if (!Array.isArray(imports)) return [];
  return imports.flatMap((entry) => {
    const name = typeof entry === "string" ? entry : isBlock(entry) ? Object.keys(entry)[0] : undefined;
    return name === undefined ? [] : [name.split("@", 1)[0] as string];
  });
}

/** The values that stand in the file: what refers to something, or is computed, cannot be known here. */
function literals(block: unknown, secrets?: Set<string>): [string, unknown][] {
  if (!isBlock(block)) return [];
  return Object.entries(block).flatMap(([key, value]): [string, unknown][] => {
    const secret = isBlock(value) && "fn::secret" in value ? value["fn::secret"] : undefined;
    const plain = secret ?? value;
    if (isComputed(plain)) return [];
    if (secret !== undefined) secrets?.add(key);
    return [[key, plain]];
  });
}

function isComputed(value: unknown): boolean {
  if (typeof value === "string") return value.includes("${");
  if (Array.isArray(value)) return value.some(isComputed);
  return isBlock(value) && Object.entries(value).some(([key, item]) => key.startsWith("fn::") || isComputed(item));
}

function isBlock(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
