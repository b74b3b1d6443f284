import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { badAnswers } from "./bad-answers.js";
import { answersFile } from "./file.js";
import { type Answers, noAnswers } from "./model.js";
import { problemLines } from "./problems.js";
import { type AnswersFile, answersSchema } from "./schema.js";
import { fullToken, packageOf } from "./tokens.js";

/**
 * Reads what the user's sandbox.yaml says; nothing where there is none.
 *
 * @throws SandboxError `bad-answers` with every problem at once: path, value, what is allowed, the fix
 */
export function loadAnswers(projectDir: string): Answers {
  const file = answersFile(projectDir);
  return file === undefined ? noAnswers : parseAnswers(readFileSync(file, "utf8"), file);
}

/** @param file where the text comes from, for messages now and later */
export function parseAnswers(source: string, file: string): Answers {
  const input = parseYaml(source, file);
  const result = answersSchema.safeParse(input);
  if (!result.success) throw badAnswers(file, problemLines(result.error.issues, input));
  return { ...answersOf(result.data), file };
}

function parseYaml(source: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? error.code;
    const { line, col } = lines.linePos(error.pos[0]);
    throw badAnswers(file, [`line ${line}, column ${col}: is not valid YAML: ${message}`]);
  }
  return document.toJS() ?? {};
}

function answersOf(file: AnswersFile): Answers {
  const { aws, gcp, "azure-native": azure } = file.accounts ?? {};
  return {
    accounts: { ...(aws && { aws }), ...(gcp && { gcp }), ...(azure && { "azure-native": azure }) },
    existing: (file.existing ?? []).map(({ type, id, account, region, properties = {} }) => ({
      pkg: packageOf(type) ?? "kubernetes",
      type: fullToken(type),
      id,
      properties,
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    })),
    functions: (file.functions ?? []).map(({ token, args = {}, result, secrets = [] }) => ({
      token: fullToken(token),
      args,
      result,
      secrets,
    })),
    stacks: mapped(file.stacks, ({ outputs, secrets = [] }) => ({ outputs, secrets })),
    config: file.config ?? {},
    environments: mapped(file.environments, ({ pulumiConfig = {}, environmentVariables = {}, secrets = [] }) => ({
      pulumiConfig,
      environmentVariables: mapped(environmentVariables, String),
      secrets,
    })),
    quotas: mapped(file.quotas, (quota) => (typeof quota === "number" ? quota : Number.POSITIVE_INFINITY)),
  };
}

function mapped<A, B>(record: Readonly<Record<string, A>> | undefined, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value)]));
}
