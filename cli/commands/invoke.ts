import { rmSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../../components/core/nearest.js";
import type { Command, Input } from "../arguments.js";
import { CliError, ExitCode, usageError } from "../errors.js";
import { cloudEnv, givenEnv } from "../invoke/environment.js";
import { readEvent } from "../invoke/event.js";
import { asExampleKind, exampleEvents, exampleKinds } from "../invoke/examples.js";
import { asCloud, chooseFunction, type FoundFunction, FunctionFinder } from "../invoke/find.js";
import { entryOf, functionJsonOf, unpack } from "../invoke/package.js";
import type { CallRequest, InvokeCloud } from "../invoke/protocol.js";
import { type CallOutcome, runCall } from "../invoke/run.js";
import { print, printJson, say } from "../output.js";
import { findProject, type Project } from "../project.js";
import { runEngine } from "../run/engine-run.js";
import { openSession } from "../run/session.js";
import { wantedStack } from "./shared.js";

export const invoke: Command = {
  name: "invoke",
  summary: "run the code of a function on this machine, as its cloud would call it",
  description: `Previews the stack in the sandbox to find the function, unpacks the very archive that its cloud would get, and calls the
handler with the event: on AWS with event and context, on GCP with a request or a CloudEvent as the Functions Framework
does, on Azure with the context and the bindings of the trigger's function.json. Runs Node only. Prints what the handler
returns on standard output and what it logs on standard error; a handler that fails, or takes longer than the function's
timeout, ends the command with exit code 1. The name may leave out the key of the function's target: audit-objects is
audit-objects-eu-west-1 as well.

The code sees the function's own variables as far as the preview knows them, and nothing of your environment: no
credentials, so that it reaches no real cloud by accident. --env adds what it needs.`,
  usage: "[name]",
  positionals: { least: 0, most: 1 },
  options: {
    event: { type: "string", value: "file", summary: "The event, as JSON; - for standard input" },
    example: {
      type: "string",
      value: "kind",
      summary: `Print an example of an event and call nothing: ${exampleKinds.join(", ")}`,
    },
    trigger: { type: "string", value: "name", summary: "Azure: the trigger that calls, where there are several" },
    cloud: {
      type: "string",
      value: "cloud",
      summary: "aws, gcp or azure, where a name stands for functions on several",
    },
    stack: { type: "string", value: "stack", summary: "The stack that has the function (dev unless given)" },
    env: { type: "string", value: "NAME=value", multiple: true, summary: "Another variable for the code (repeatable)" },
    json: { type: "boolean", summary: "Print the result as JSON on standard output, with how long it took" },
    verbose: { type: "boolean", short: "v", summary: "Print what the engine prints, too" },
  },
  examples: [
    ["groundplan invoke --cloud aws --example created > event.json", "what does S3 send?"],
    ["groundplan invoke audit-objects --cloud aws --event event.json", "call the function of stack dev with it"],
    ["groundplan invoke api --cloud azure --trigger http --event -", "the event comes from standard input"],
  ],
  run: (input) => (input.value("example") === undefined ? call(input) : example(input)),
};

/** Prints an example; looks for the function only where no cloud is given. */
async function example(input: Input): Promise<number> {
  const kind = asExampleKind(input.value("example") ?? "");
  const cloud = asCloud(input.value("cloud")) ?? (await found(input, findProject(process.cwd()))).cloud;
  printJson(exampleEvents[cloud][kind]);
  return ExitCode.Ok;
}

async function call(input: Input): Promise<number> {
  const path = input.value("event");
  if (path === undefined || input.positionals[0] === undefined)
    throw usageError(
      "bad-argument",
      "groundplan invoke needs a name and an event: groundplan invoke <name> --event <file>",
    );
  asCloud(input.value("cloud"));
  const env = givenEnv(input.values("env"));
  const event = readEvent(path);
  const project = findProject(process.cwd());
  const chosen = await found(input, project);
  refuseOthers(chosen);
  const dir = unpack(chosen, programDir(project));
  try {
    const request = requestFor(chosen, { dir, event, trigger: input.value("trigger") });
    say(callLine(chosen, request));
    const missing = chosen.hiddenEnv.filter((name) => env[name] === undefined);
    if (missing.length > 0)
      say(`  not set, because they are secret or only the cloud knows them: ${missing.join(", ")} (--env sets them)`);
    const outcome = await runCall(request, { ...cloudEnv(chosen), ...chosen.env, ...env });
    return report(chosen, outcome, input.flag("json"));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The functions of the program, from a preview in the sandbox. Policies have no say in it: nothing is made. */
async function found(input: Input, project: Project): Promise<FoundFunction> {
  const [name] = input.positionals;
  if (name === undefined)
    throw usageError(
      "bad-argument",
      "give --cloud, or the name of a function: groundplan invoke <name> --example created",
    );
  const cloud = asCloud(input.value("cloud"));
  const wanted = wantedStack(project, input.value("stack"), (stack) => `--stack ${stack}`);
  const session = await openSession({ ...wanted, live: false });
  try {
    const finder = new FunctionFinder();
    await runEngine(
      session,
      {
        title: "Previewing, to find the function",
        verb: "planned",
        verbose: input.flag("verbose"),
        accept: (record) => record.errors.length === 0,
      },
      (callbacks) =>
        session.stack.preview({
          ...callbacks,
          onEvent: (event) => {
            finder.take(event);
            callbacks.onEvent(event);
          },
        }),
    );
    return chooseFunction(finder.found, name, cloud, wanted.stack);
  } finally {
    await session.close();
  }
}

function refuseOthers({ name, runtime }: FoundFunction): void {
  if (runtime.startsWith("node")) return;
  throw new CliError(
    "bad-function",
    `function ${name} runs on ${runtime}, and invoke runs Node only; test it with the tools of its language`,
  );
}

/** Where the program runs, which paths of archives are relative to. */
function programDir({ root, settings }: Project): string {
  const { main } = settings;
  if (typeof main !== "string") return root;
  return /\.[cm]?[jt]s$/.test(main) ? join(root, main, "..") : join(root, main);
}

function requestFor(
  chosen: FoundFunction,
  { dir, event, trigger }: { dir: string; event: unknown; trigger: string | undefined },
): CallRequest {
  const { cloud, runtime, name, memoryMiB, timeoutSeconds } = chosen;
  const common = { cloud, dir, ...entryOf(chosen, dir), runtime, name, memoryMiB, timeoutSeconds, event };
  if (trigger !== undefined) refuseUnknownTrigger(chosen, trigger);
  if (cloud !== "azure") return common;
  const key = trigger ?? onlyTrigger(chosen);
  return { ...common, trigger: { key, functionJson: functionJsonOf(chosen, dir, key) } };
}

function refuseUnknownTrigger({ name, triggers }: FoundFunction, trigger: string): void {
  const keys = triggers.map(({ key }) => key);
  if (keys.includes(trigger)) return;
  const meant = nearest(trigger, keys);
  const known = keys.length === 0 ? "it has none" : `it has ${keys.join(", ")}`;
  throw usageError(
    "bad-argument",
    `function ${name} has no trigger ${JSON.stringify(trigger)}: ${known}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  );
}

function onlyTrigger({ name, triggers }: FoundFunction): string {
  const [first, ...others] = triggers;
  if (first !== undefined && others.length === 0) return first.key;
  const way =
    first === undefined
      ? "it has none, so nothing would call it"
      : `say which with --trigger: ${triggers.map(({ key }) => key).join(", ")}`;
  throw usageError("bad-argument", `on Azure a trigger calls function ${name}: ${way}`);
}

function callLine({ name, cloud, runtime }: FoundFunction, { file, symbol, trigger }: CallRequest): string {
  const how = trigger === undefined ? "" : ` for the trigger ${trigger.key}`;
  const { node } = process.versions;
  const there = runtime === `node${node.split(".")[0]}` ? "" : ` (there ${runtime.replace("node", "Node ")})`;
  return `Calling ${name} as ${cloud} would${how}: ${symbol} of ${file}, on Node ${node}${there}`;
}

/** How a call ends on each cloud: what hangs has often forgotten it. */
const endings: Readonly<Record<InvokeCloud, string>> = {
  aws: "a call ends when the promise that the handler returns is settled",
  gcp: "a request ends with res.send, res.json or res.end, whatever the handler returns",
  azure: "a call ends when the promise that the handler returns is settled, or with context.done()",
};

function report({ name, cloud, timeoutSeconds }: FoundFunction, outcome: CallOutcome, json: boolean): number {
  const { reply, timedOut, exitCode } = outcome;
  const milliseconds = Math.round(outcome.milliseconds);
  const details = { function: name, cloud, milliseconds };
  if (timedOut)
    throw new CliError(
      "call-timed-out",
      `function ${name} was stopped after ${timeoutSeconds} s, its timeoutSeconds; ${endings[cloud]}`,
      ExitCode.Failed,
      { details },
    );
  if (reply === undefined)
    throw new CliError(
      "call-failed",
      exitCode === 0
        ? `function ${name} was left with nothing to do and has not answered; ${endings[cloud]}`
        : `the code of function ${name} ended its process (exit code ${exitCode}) instead of answering; return from the handler`,
      ExitCode.Failed,
      { details },
    );
  noteOutside(reply.outside, cloud);
  if (!reply.ok) {
    const { type, message, stack } = reply.error;
    const text = stack === "" ? message : stack;
    throw new CliError("call-failed", `function ${name} failed: ${text}`, ExitCode.Failed, {
      details: { ...details, thrown: { type, message } },
    });
  }
  say(`Answered after ${milliseconds} ms`);
  if (json) printJson({ ...details, result: reply.result });
  else print(typeof reply.result === "string" ? reply.result : JSON.stringify(reply.result, undefined, 2));
  return ExitCode.Ok;
}

/** What works here and would not there. On GCP the build installs what package.json names. */
function noteOutside(outside: readonly string[], cloud: string): void {
  const missing = outside.filter((name) => cloud !== "gcp" && !(cloud === "aws" && name.startsWith("@aws-sdk/")));
  if (missing.length > 0)
    say(
      `warning: found in your project and not in the function's package, so ${cloud} will not find it: ${missing.join(", ")}`,
    );
}
