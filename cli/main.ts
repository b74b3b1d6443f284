#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { nearest } from "../components/core/nearest.js";
import { deferSerializer } from "../engine/defer-serializer.js";
import { compiledCode } from "../engine/paths.js";
import { type Command, parseInput } from "./arguments.js";
import { type CommandEntry, commands } from "./commands/index.js";
import { CliError, ExitCode, usageError } from "./errors.js";
import { commandHelp, groupHelp, overview } from "./help.js";
import { checkNode } from "./node-version.js";
import { packageVersion } from "./package-file.js";

/** Runs one command line and returns the exit code; every message is written by then. */
export async function main(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  try {
    return await dispatch(args, json);
  } catch (error) {
    return report(error, json);
  }
}

async function dispatch(args: readonly string[], json: boolean): Promise<number> {
  const [first, second] = args;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    const topic = first === "help" ? args.slice(1).join(" ") : "";
    process.stdout.write(topic === "" ? overview(commands, packageVersion()) : commandHelp(await loaded(find(topic))));
    return first === undefined ? ExitCode.Usage : ExitCode.Ok;
  }
  if (first === "--version" || first === "version") {
    process.stdout.write(`${packageVersion()}\n`);
    return ExitCode.Ok;
  }
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0 && (second === undefined || second.startsWith("-"))) {
    process.stdout.write(groupHelp(first, group));
    return second === "--help" || second === "-h" ? ExitCode.Ok : ExitCode.Usage;
  }
  const words = group.length > 0 ? 2 : 1;
  const entry = find(args.slice(0, words).join(" "));
  try {
    return await runCommand(entry, args.slice(words));
  } catch (error) {
    const code = report(error, json);
    return entry.failedCode === undefined || code === ExitCode.Interrupted ? code : entry.failedCode;
  }
}

/** Refuses an older Node before anything is loaded that it does not have. */
function loaded(entry: CommandEntry): Promise<Command> {
  checkNode(process.versions.node);
  return entry.load();
}

async function runCommand(entry: CommandEntry, args: readonly string[]): Promise<number> {
  const command = await loaded(entry);
  const input = parseInput(command, args);
  if (!input.flag("help")) return command.run(input);
  process.stdout.write(commandHelp(command));
  return ExitCode.Ok;
}

function find(name: string): CommandEntry {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const near = nearestCommand(name);
  const way =
    near === undefined ? `the commands are ${commands.map((one) => one.name).join(", ")}` : `did you mean ${near}?`;
  throw usageError("unknown-command", `there is no command ${JSON.stringify(name)}; ${way}`);
}

/** Word by word: the first alone decides where it is wrong, else only the second counts. */
function nearestCommand(name: string): string | undefined {
  const [first = "", second = ""] = name.split(" ");
  const groups = new Set(commands.map((one) => one.name.split(" ")[0] ?? ""));
  if (!groups.has(first)) return nearest(first, groups);
  const seconds = commands.flatMap((one) =>
    one.name.startsWith(`${first} `) ? [one.name.slice(first.length + 1)] : [],
  );
  const near = nearest(second, seconds);
  return near === undefined ? undefined : `${first} ${near}`;
}

/** Prints a failure once, and says how to exit. Only a defect of ours shows a stack. */
function report(error: unknown, json: boolean): number {
  const { code, message, exitCode, details } = explain(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message }, ...details }, undefined, 2)}\n`);
  process.stderr.write(`error: ${message}\n`);
  return exitCode;
}

/** Errors of the other parts, by name so that they need not be loaded: each has a stable code and a complete message. */
const ourErrors: ReadonlySet<string> = new Set(["EngineError", "SandboxError"]);

function explain(error: unknown): { code: string; message: string; exitCode: number; details?: object } {
  if (error instanceof CliError) return error;
  if (error instanceof Error && ourErrors.has(error.name) && "code" in error)
    return { code: String(error.code), message: error.message, exitCode: ExitCode.Failed };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: "internal",
    message: `this is a defect of groundplan; please report it:\n${detail}`,
    exitCode: ExitCode.Failed,
  };
}

/**
 * Ctrl-C while no engine works on a stack: before, between and after its runs, each of which has its own way to stop
 * (run/interrupt.ts). There is nothing to finish then, and the sandbox sees by itself that its user is gone.
 */
function stopAtOnce(json: boolean): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (process.listenerCount(signal) > 1) return;
      process.exit(report(new CliError("interrupted", "stopped by Ctrl-C", ExitCode.Interrupted), json));
    });
}

/** Is the process of the command, from its first word to its exit code. */
export async function run(args: readonly string[]): Promise<void> {
  stopAtOnce(args.includes("--json"));
  // Compiling Pulumi's SDK takes as long as all else that a command does before its engine starts. A Node that has no such
  // cache is too old, which `main` says.
  enableCompileCache?.(compiledCode());
  deferSerializer(require.resolve("@pulumi/pulumi/cmd/run/index.js"));
  process.exitCode = await main(args);
}

if (require.main === module) void run(process.argv.slice(2));
