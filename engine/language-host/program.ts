import type { ChildProcess } from "node:child_process";
import type * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { type Ending, ended, start, stop } from "./children.js";
import type { HostContext } from "./context.js";
import { locateModule, preloadArguments, programNode } from "./node.js";
import { optionEnvironment, readRuntimeOptions } from "./options.js";
import { flush, forward, type TailOf, tail } from "./output.js";

/** With this code @pulumi/pulumi's `cmd/run` says: the user has seen what went wrong, add nothing. */
export const EXIT_ALREADY_REPORTED = 32;

/** How long a program that was told to stop may take, in milliseconds; the official host's bound. */
const CANCEL_GRACE_MS = 5000;

/** Programs under way; a Cancel is for them and not for plugins, which the engine cancels itself. */
const programs = new Set<ChildProcess>();

/** Asks the running programs to stop; what they leave unfinished ends in an error of their run. */
export function cancelPrograms(): void {
  for (const child of programs) stop(child, "SIGINT", CANCEL_GRACE_MS);
}

type RunCall = grpc.ServerUnaryCall<language.RunRequest, language.RunResponse>;

/**
 * Runs a program to its end, with its output on ours (the engine reads it there line by line), and says how it ended.
 *
 * The program talks to the engine's resource monitor directly. The official host puts itself in between and adds a
 * pair of pipes for synchronous invokes; no SDK since 3.0 calls them.
 */
export async function runProgram(request: language.RunRequest, call: RunCall, host: HostContext) {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the engine sent no program information: it is older than this host");
  const options = readRuntimeOptions(info.getOptions()?.toJavaScript() ?? {});
  if (request.getAttachDebugger()) {
    throw new Error("--attach-debugger is not supported by this language host; set nodeargs: --inspect-brk instead");
  }
  const directory = info.getProgramDirectory();
  const run = process.env.PULUMI_LANGUAGE_NODEJS_RUN_PATH || "@pulumi/pulumi/cmd/run";
  const runPath = locateModule(run, directory, "pulumi install");
  const args = [...preloadArguments(), ...options.nodeArgs, runPath, ...programArguments(request, host)];
  const child = start(programNode(process.env), args, {
    env: { ...process.env, ...programEnvironment(request), ...optionEnvironment(options) },
  });
  programs.add(child);
  child.on("close", () => programs.delete(child));
  call.on("cancelled", () => stop(child, "SIGINT", CANCEL_GRACE_MS));
  const stderr = tail(child.stderr);
  forward(child.stdout, process.stdout);
  forward(child.stderr, process.stderr);
  const ending = await ended(child).catch((error: Error) => {
    throw new Error(`Problem executing program (could not run language executor): ${error.message}`);
  });
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  return describeEnding(ending, stderr);
}

/** The arguments of `cmd/run`: its flags, the entry point, the program's own arguments. */
export function programArguments(request: language.RunRequest, host: Pick<HostContext, "engineAddress" | "tracing">) {
  const flags: [string, string | undefined][] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", host.engineAddress],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["root-directory", request.getInfo()?.getRootDirectory()],
    ["stack", request.getStack()],
    ["pwd", request.getInfo()?.getProgramDirectory()],
    ["parallel", String(request.getParallel())],
    ["tracing", host.tracing],
  ];
  const given = flags.flatMap(([flag, value]) => (value ? [`--${flag}`, value] : []));
  const entryPoint = request.getInfo()?.getEntryPoint() || ".";
  return [...given, ...(request.getDryrun() ? ["--dry-run"] : []), entryPoint, ...request.getArgsList()];
}

/** Configuration and which of its keys are secret, as the SDK reads them. */
export function programEnvironment(request: language.RunRequest): Record<string, string> {
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value, key) => {
    config[configKey(key)] = value;
  });
  return {
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}

/** `namespace:name` as `namespace:config:name`: old SDKs know only that form, newer ones both. */
function configKey(key: string): string {
  const colon = key.indexOf(":");
  if (colon === -1) throw new Error(`config key ${JSON.stringify(key)} has no namespace`);
  const name = key.slice(colon + 1).replace(/^config:/, "");
  return `${key.slice(0, colon)}:config:${name}`;
}

function describeEnding(ending: Ending, stderr: TailOf): language.RunResponse {
  const response = new language.RunResponse();
  if (ending.code === 0) return response;
  if (ending.code === EXIT_ALREADY_REPORTED) {
    response.setBail(true);
    return response;
  }
  const how =
    ending.code === undefined
      ? `Program was ended by signal ${ending.signal}`
      : `Program exited with non-zero exit code: ${ending.code}`;
  response.setError(stderr.text().includes("JavaScript heap out of memory") ? `${how}. ${OUT_OF_MEMORY}` : how);
  return response;
}

const OUT_OF_MEMORY =
  "Detected a possible out of memory error. Give Node more memory with the runtime option nodeargs in Pulumi.yaml, " +
  "for example nodeargs: --max-old-space-size=8192 (in MiB).";
