import { dirname, join, resolve } from "node:path";
import { nearest } from "../../components/core/nearest.js";
import { projectRoot, worldDirectory } from "../../sandbox/world/directory.js";
import { assertRuntime, findProject, type Project } from "../project.js";
import { frontFor } from "../references/engine-front.js";
import { assertServed } from "./attached-shell.js";
import { eventsFile, eventsVariable } from "./hints.js";
import { localStackName, type Part, type PulumiCommandLine, readPulumiArgs, shortStackName } from "./pulumi-args.js";
import { prepareSandboxStack, type SandboxPlace, writeProject } from "./sandbox-stack.js";
import { meantStack } from "./selection.js";
import { shellQuoted } from "./shell.js";

/** What the `pulumi` in front of the engine knows besides its arguments. */
export interface Front {
  /** The engine's own `pulumi`. */
  readonly command: string;
  /** The world that the shell is attached to; undefined where that was done outside of every project. */
  readonly world: string | undefined;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Takes a message for the user. */
  readonly say: (message: string) => void;
}

/** Commands that look only at stacks, states and settings: they run beside the generated settings. */
const aboutStacks: ReadonlySet<string> = new Set(["stack", "state", "config", "cancel", "logs", "history"]);
/** Commands of a program: they run where the program is. All others need no stack. */
const aboutPrograms: ReadonlySet<string> = new Set([
  "up",
  "update",
  "preview",
  "pre",
  "refresh",
  "destroy",
  "down",
  "dn",
  "import",
  "watch",
]);
/** Words after `stack` of commands that do not mean the current one. */
const meansNoCurrent: ReadonlySet<string> = new Set(["init", "new", "create", "ls", "list", "select", "unselect"]);
/** Words after `stack` of commands whose next word is the stack. */
const namesStack: ReadonlySet<string> = new Set(["init", "new", "create", "select", "rm", "remove", "delete"]);

/**
 * What a `pulumi` command line becomes in the sandbox, as lines for a POSIX shell that then runs the engine with `"$@"`: its
 * stack made where it is used for the first time, the generated settings in place of the checkout's, names without the
 * organizations of Pulumi Cloud, and nothing that leads out of the sandbox.
 *
 * @throws CliError, SandboxError where the engine should not be started
 */
export async function prepareCommand(args: readonly string[], front: Front): Promise<string> {
  const line = readPulumiArgs(args);
  const [verb = "", second = ""] = line.words;
  const leftOut = leavesSandbox(verb, second);
  if (leftOut !== undefined) {
    front.say(leftOut);
    return "exit 0";
  }
  const dir = line.cwd === undefined ? front.cwd : resolve(front.cwd, line.cwd);
  const root = rootOf(dir);
  if (root === undefined || !(aboutStacks.has(verb) || aboutPrograms.has(verb))) return "";
  if (front.world !== worldDirectory(root)) return otherProject(dir, line);
  const project = findProject(root);
  if (aboutPrograms.has(verb)) {
    assertRuntime(project);
    await assertServed(root, front.env);
  }
  const place = { project, world: front.world, env: {}, command: front.command };
  return await inProject(line, dir, place, front);
}

function leavesSandbox(verb: string, second: string): string | undefined {
  if (verb === "login" || verb === "logout") return `pulumi ${verb} is left out: the sandbox has a backend of its own`;
  return verb === "stack" && second === "change-secrets-provider"
    ? "pulumi stack change-secrets-provider is left out: the sandbox encrypts with a passphrase of its own"
    : undefined;
}

function rootOf(dir: string): string | undefined {
  try {
    return projectRoot(dir);
  } catch {
    return undefined;
  }
}

/** A script may go through several projects: each has a world of its own, which is attached for the one command. */
function otherProject(dir: string, line: PulumiCommandLine): string {
  const main = join(__dirname, "..", "main.js");
  const words = [process.execPath, main, "sandbox", "run", "--", "pulumi", ...rewritten(line, { dir })];
  return `unset PULUMI_STACK; cd ${shellQuoted(dir)} && exec ${words.map(shellQuoted).join(" ")}`;
}

async function inProject(line: PulumiCommandLine, dir: string, place: SandboxPlace, front: Front): Promise<string> {
  const [verb = "", second = ""] = line.words;
  const isAboutStacks = aboutStacks.has(verb);
  const named = line.stack ?? (verb === "stack" && namesStack.has(second) ? line.words[2] : undefined);
  const isOpen = named === undefined && !(verb === "stack" && meansNoCurrent.has(second));
  const stack = named ?? (isOpen ? meantStack(place.project, place.world, front.env) : undefined);
  const env: Record<string, string> = {};
  if (stack !== undefined && isOf(place.project, stack)) {
    const create = !(verb === "stack" && makesStack(line));
    const prepared = await prepareSandboxStack(place, shortStackName(stack), { create });
    if (!isAboutStacks) for (const note of prepared.notes) front.say(note);
    if (prepared.created) reportNew(shortStackName(stack), place.project, front);
    Object.assign(env, prepared.variables);
    const hasOwn = front.env.PULUMI_OPTION_CONFIG_FILE !== undefined || has(line, "config-file");
    if (!isAboutStacks && !hasOwn) env.PULUMI_OPTION_CONFIG_FILE = prepared.configFile;
    if (!isAboutStacks) Object.assign(env, eventLog(line, shortStackName(stack), front.env));
  }
  for (const other of stacksOfSettings(line)) await prepareSandboxStack(place, shortStackName(other));
  const current = isOpen ? stack : front.env.PULUMI_STACK;
  if (current !== undefined) env.PULUMI_STACK = localStackName(current);
  const to = isAboutStacks && !has(line, "config-file") ? writeProject(place) : dir;
  return [
    ...Object.entries(env).map(([name, value]) => `export ${name}=${shellQuoted(value)}`),
    ...(to === front.cwd ? [] : [`cd ${shellQuoted(to)} || exit`]),
    ...frontLines(place, isAboutStacks),
    `set -- ${rewritten(line, { dir: to === dir ? undefined : dir })
      .map(shellQuoted)
      .join(" ")}`,
  ].join("\n");
}

/** Has the engine write its events where `sandbox run` looks for what the program was missing. */
function eventLog(line: PulumiCommandLine, stack: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const dir = env[eventsVariable];
  if (dir === undefined || has(line, "event-log")) return {};
  return { PULUMI_DEBUG_COMMANDS: "true", PULUMI_OPTION_EVENT_LOG: eventsFile(dir, stack) };
}

/** A program that reads other stacks runs behind our front of its language host. */
function frontLines({ project, command }: SandboxPlace, isAboutStacks: boolean): string[] {
  const front = isAboutStacks ? undefined : frontFor(project, command);
  if (front === undefined) return [];
  return [`PATH=${shellQuoted(dirname(front.command))}:$PATH`, `pulumi=${shellQuoted(front.command)}`];
}

function has(line: PulumiCommandLine, option: string): boolean {
  return line.options.some(({ name }) => name === option);
}

function isOf(project: Project, stack: string): boolean {
  const parts = stack.split("/");
  return parts.length < 3 || parts[1] === project.name;
}

/** The engine itself is asked to make the stack. */
function makesStack(line: PulumiCommandLine): boolean {
  const [, second = ""] = line.words;
  return /^(init|new|create)$/.test(second) || (second === "select" && (has(line, "create") || has(line, "c")));
}

/** Stacks whose settings are copied. */
function stacksOfSettings(line: PulumiCommandLine): string[] {
  const names = new Set(["copy-config-from", ...(line.words[0] === "config" ? ["dest", "d"] : [])]);
  return line.options.flatMap(({ name, value }) => (names.has(name) && value !== undefined ? [value] : []));
}

function reportNew(stack: string, project: Project, front: Front): void {
  if (project.stacks.includes(stack)) return;
  const near = nearest(stack, project.stacks);
  front.say(
    `stack ${stack} has no settings file, so the sandbox has made it without settings` +
      (near === undefined ? "" : `; did you mean ${near}? \`pulumi stack rm ${stack}\` removes it`),
  );
}

/**
 * The command line with local stack names, without what is decided already.
 *
 * @param from where files were named from, where the command now runs elsewhere
 */
function rewritten(line: PulumiCommandLine, { dir: from }: { readonly dir: string | undefined }): string[] {
  const words: string[] = [];
  let count = 0;
  for (const part of line.parts) {
    if (part.kind === "option") words.push(...rewrittenOption(part, from));
    else words.push(rewrittenWord(part.text, line.words, count++, from));
  }
  return words;
}

function rewrittenOption(part: Part & { readonly kind: "option" }, from: string | undefined): readonly string[] {
  const { name, value, given } = part;
  if (name === "cwd" || name === "secrets-provider") return [];
  if (value === undefined) return given;
  if (name === "stack" || name === "copy-config-from") return [`--${name}=${localStackName(value)}`];
  return name === "file" && from !== undefined ? [`--file=${resolve(from, value)}`] : given;
}

function rewrittenWord(text: string, words: readonly string[], index: number, from: string | undefined): string {
  const [verb, second = ""] = words;
  if (verb !== "stack" || index !== 2) return text;
  if (namesStack.has(second)) return localStackName(text);
  return second === "graph" && from !== undefined ? resolve(from, text) : text;
}
