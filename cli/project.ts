import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { nearest } from "../components/core/nearest.js";
import { projectRoot } from "../sandbox/world/directory.js";
import { CliError } from "./errors.js";

/** The Pulumi project that the command works on. */
export interface Project {
  /** Directory of Pulumi.yaml. */
  readonly root: string;
  readonly name: string;
  /** Contents of Pulumi.yaml. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Directory of the stack files: `stackConfigDir`, else the root. */
  readonly stackDir: string;
  /** Names of the stacks that have a file, sorted. */
  readonly stacks: readonly string[];
}

/** Contents of a stack file, checked in shape. */
export interface StackFile {
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What a stack file may hold at its top; Pulumi itself ignores a misspelt key without a word. */
const stackFileKeys = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"];

/** Finds the project at or above a directory. Throws `no-project`, `bad-stack-file`. */
export function findProject(from: string): Project {
  let root: string;
  try {
    root = projectRoot(from);
  } catch (error) {
    throw new CliError("no-project", (error as Error).message);
  }
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(root, name)).find(existsSync) as string;
  const settings = readYaml(file);
  const name = settings.name;
  if (typeof name !== "string" || name === "")
    throw new CliError("no-project", `${file}: name is missing; set it to the project's name`);
  const stackDir = typeof settings.stackConfigDir === "string" ? join(root, settings.stackConfigDir) : root;
  return { root, name, settings, stackDir, stacks: stacksIn(stackDir) };
}

/** The language of the program: `nodejs`, `python`, `go`, `dotnet`, `java`; undefined where Pulumi.yaml names none. */
export function runtimeOf({ settings }: Pick<Project, "settings">): string | undefined {
  const { runtime } = settings;
  const name = typeof runtime === "object" && runtime !== null && "name" in runtime ? runtime.name : runtime;
  return typeof name === "string" ? name : undefined;
}

/** @throws CliError `unsupported-runtime` for a program that the sandbox cannot run */
export function assertRuntime(project: Project): void {
  if (runtimeOf(project) !== "yaml") return;
  throw new CliError(
    "unsupported-runtime",
    `${join(project.root, "Pulumi.yaml")}: runtime is yaml, and the sandbox runs programs in TypeScript, JavaScript, Python, Go, C# and ` +
      "Java only; `pulumi convert --language typescript` makes it one of them",
  );
}

function stacksIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).map((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/**
 * Reads and checks a stack's file; undefined where it has none.
 *
 * @throws CliError `bad-stack-file` with every problem at once
 */
export function readStackFile(project: Project, stack: string): StackFile | undefined {
  if (!project.stacks.includes(stack)) return undefined;
  const path = ["yaml", "yml"]
    .map((end) => join(project.stackDir, `Pulumi.${stack}.${end}`))
    .find(existsSync) as string;
  const content = readYaml(path);
  const config = content.config ?? {};
  const problems = Object.keys(content)
    .filter((key) => !stackFileKeys.includes(key))
    .map((key) => `${key}: is not a key of a stack file; ${suggestion(key)} (allowed: ${stackFileKeys.join(", ")})`);
  if (typeof config !== "object" || config === null || Array.isArray(config))
    problems.push(`config: is ${JSON.stringify(config)}, but must be a block of keys such as ${project.name}:key`);
  if (problems.length > 0)
    throw new CliError(
      "bad-stack-file",
      [
        `${relative(process.cwd(), path)} cannot be used; nothing was changed:`,
        ...problems.map((line) => `  ${line}`),
      ].join("\n"),
    );
  return { path, content, config: config as Record<string, unknown> };
}

function suggestion(key: string): string {
  const near = nearest(key, stackFileKeys);
  if (near !== undefined) return `did you mean ${near}?`;
  return key.includes(":") ? "move it under config:" : "remove it, or move it under config: with its namespace";
}

/** Reads a YAML file whose top is a block. Throws `bad-stack-file` with line, column and the offending line. */
function readYaml(path: string): Record<string, unknown> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? error.code;
    const { line, col } = lines.linePos(error.pos[0]);
    throw new CliError(
      "bad-stack-file",
      `${relative(process.cwd(), path)}:${line}:${col}: is not valid YAML: ${message}`,
    );
  }
  const content: unknown = document.toJS() ?? {};
  if (typeof content !== "object" || Array.isArray(content))
    throw new CliError(
      "bad-stack-file",
      `${relative(process.cwd(), path)}: must be a block of keys, for example config:`,
    );
  return content as Record<string, unknown>;
}
