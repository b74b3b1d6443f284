import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { answersFile } from "../../sandbox/answers/file.js";
import { type Answers, noAnswers } from "../../sandbox/answers/model.js";
import { CliError } from "../errors.js";
import { type Project, readStackFile } from "../project.js";
import { missingNote, unansweredNote, type WantedConfig, wantedConfig } from "./config-file.js";
import { baseAfter, type MergeBase, type Merged, mergeConfig, noBase, pathText } from "./config-merge.js";

/** Where a stack's state lies in the backend of a sandbox world. */
export function stateFile(world: string, project: string, stack: string): string {
  return join(world, "backend", ".pulumi", "stacks", project, `${stack}.json`);
}

/** The world in which a stack is prepared, and the engine that does it. */
export interface SandboxPlace {
  readonly project: Project;
  readonly world: string;
  /** Variables to lay over the environment of the engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the engine's `pulumi`. */
  readonly command: string;
}

/** A stack that is ready for a run in the sandbox. */
export interface PreparedStack {
  /** The generated settings, for `--config-file`. */
  readonly configFile: string;
  /** Variables of the program's environment, from the stack's environments. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the user should know before the program runs, a message each. */
  readonly notes: readonly string[];
  /** True where this call made the stack. */
  readonly created: boolean;
}

/** Directory of the generated settings: a Pulumi project without a program. */
export function configDir(world: string): string {
  return join(world, "config");
}

/**
 * Makes sure that a stack exists in the sandbox's backend and that its generated settings are up to date: the checkout's with
 * placeholders and answers in place of what cannot be read offline, and over them what was changed in the sandbox.
 *
 * @param create false leaves a stack that does not exist to the engine's own `stack init`; its secrets are then set later
 * @throws CliError `bad-stack-file`, `engine-failed`; SandboxError `bad-answers`
 */
export async function prepareSandboxStack(
  place: SandboxPlace,
  stack: string,
  { create = true }: { readonly create?: boolean } = {},
): Promise<PreparedStack> {
  const { project, world } = place;
  const dir = writeProject(place);
  const wanted = wantedConfig(project, stack, readStackFile(project, stack), await answersOf(project));
  const settings = new SettingsFile(dir, stack);
  const merged = mergeConfig(wanted.values, settings.config(), settings.base());
  settings.write(merged);
  const state = stateFile(world, project.name, stack);
  const exists = existsSync(state) || existsSync(`${state}.gz`);
  if (create && !exists) await makeStack(place, stack);
  if (create || exists) await setSecrets(place, stack, merged);
  settings.remember(merged, create || exists);
  return {
    configFile: settings.path,
    variables: wanted.variables,
    notes: [...merged.overruled.map((key) => overruledNote(stack, key)), ...openNotes(stack, wanted, settings)],
    created: create && !exists,
  };
}

/** Makes the directory of the generated settings what the engine takes for the project. */
export function writeProject({ project, world }: Pick<SandboxPlace, "project" | "world">): string {
  const dir = configDir(world);
  const { runtime, config } = project.settings;
  const declared = typeof config === "object" && config !== null ? { config } : {};
  writeWhole(join(dir, "Pulumi.yaml"), stringify({ name: project.name, runtime, ...declared }));
  return dir;
}

async function answersOf(project: Project): Promise<Answers> {
  if (answersFile(project.root) === undefined) return noAnswers;
  return (await import("../../sandbox/answers/load.js")).loadAnswers(project.root);
}

/** What the program may need and nothing gives. What was set in the sandbox counts. */
function openNotes(stack: string, wanted: WantedConfig, settings: SettingsFile): string[] {
  const config = settings.config() ?? {};
  return [
    ...wanted.unanswered.map((name) => unansweredNote(stack, name)),
    ...wanted.missing.filter(({ key }) => !(key in config)).map((key) => missingNote(stack, key)),
  ];
}

function overruledNote(stack: string, key: string): string {
  return `${key} of stack ${stack} was set in the sandbox and has been changed in the checkout since; the checkout's value is used`;
}

/** The generated settings of a stack, and what is remembered of them. */
class SettingsFile {
  readonly path: string;
  private readonly basePath: string;

  constructor(dir: string, stack: string) {
    this.path = join(dir, `Pulumi.${stack}.yaml`);
    this.basePath = join(dir, "base", `${stack}.json`);
  }

  /** Undefined where there is no file: never made, or removed together with its stack. */
  config(): Record<string, unknown> | undefined {
    const content = this.content();
    return content === undefined ? undefined : ((content.config as Record<string, unknown> | undefined) ?? {});
  }

  base(): MergeBase {
    return existsSync(this.basePath) ? (JSON.parse(readFileSync(this.basePath, "utf8")) as MergeBase) : noBase;
  }

  /** Keeps the salt with which an earlier run encrypted: with another one everything would be encrypted anew. */
  write({ config }: Merged): void {
    const { encryptionsalt } = this.content() ?? {};
    writeWhole(this.path, stringify({ config, ...(encryptionsalt === undefined ? {} : { encryptionsalt }) }));
  }

  /** @param withSecrets false where they are still to be set: their keys are then taken for new by the next run */
  remember(merged: Merged, withSecrets: boolean): void {
    const base = baseAfter(merged, this.config() ?? {});
    const open = withSecrets ? [] : merged.secrets.map(({ key }) => key);
    const wanted = Object.entries(base.wanted).filter(([key]) => !open.includes(key));
    writeWhole(this.basePath, JSON.stringify({ ...base, wanted: Object.fromEntries(wanted) }));
  }

  private content(): Record<string, unknown> | undefined {
    if (!existsSync(this.path)) return undefined;
    return (parse(readFileSync(this.path, "utf8")) as Record<string, unknown> | null) ?? {};
  }
}

/** Readers see the whole file or none of it; one that is right already is left alone. */
function writeWhole(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

async function makeStack(place: SandboxPlace, stack: string): Promise<void> {
  await pulumi(place, ["stack", "init", stack, "--no-select"]).catch((error: unknown) => {
    // Another command has made it meanwhile.
    if (!String(error).includes("already exists")) throw error;
  });
}

/** Values are encrypted by the engine, top-level ones as they are, nested ones by path. */
async function setSecrets(place: SandboxPlace, stack: string, { secrets }: Merged): Promise<void> {
  const whole = secrets.filter(({ path }) => path.length === 0);
  const nested = secrets.filter(({ path }) => path.length > 0);
  const pairs = (list: typeof secrets) =>
    list.flatMap(({ key, path, value }) => ["--secret", `${pathText(key, path)}=${textOf(value)}`]);
  if (whole.length > 0) await pulumi(place, ["config", "set-all", "--stack", stack, ...pairs(whole)]);
  if (nested.length > 0) await pulumi(place, ["config", "set-all", "--path", "--stack", stack, ...pairs(nested)]);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

const execute = promisify(execFile);

/** In the directory of the generated files, because Pulumi writes a stack's salt into the settings that it finds there. */
async function pulumi({ command, env, world }: SandboxPlace, args: readonly string[]): Promise<void> {
  const { PULUMI_STACK: _, PULUMI_OPTION_CONFIG_FILE: __, ...own } = process.env;
  try {
    await execute(command, [...args, "--non-interactive", "--color", "never"], {
      cwd: configDir(world),
      env: { ...own, ...env },
    });
  } catch (error) {
    const { stderr = String(error) } = error as { stderr?: string };
    throw new CliError(
      "engine-failed",
      `pulumi ${args.slice(0, 2).join(" ")}: ${stderr.trim().replace(/^error: /, "")}`,
    );
  }
}
