import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import type * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { type Ending, ended, start, stop } from "./children.js";
import { locateModule, preloadArguments, programNode } from "./node.js";
import { optionEnvironment, readRuntimeOptions } from "./options.js";

/** How long a plugin that was told to stop may take, in milliseconds. */
const STOP_GRACE_MS = 1000;

export type PluginCall = grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

/**
 * Runs a plugin written for Node until it ends or the engine gives up on it, and streams its output to the engine,
 * which finds the plugin's port in it.
 *
 * Resource, converter and tool plugins go through `cmd/run-plugin`, policy packs through `cmd/run-policy-pack` behind
 * a proxy that learns the stack's configuration first (see policy-proxy.ts).
 */
export async function runPlugin(request: language.RunPluginRequest, call: PluginCall): Promise<void> {
  if (request.getAttachDebugger()) {
    throw new Error("--attach-debugger is not supported by this language host; set nodeargs: --inspect-brk instead");
  }
  if (request.getKind() !== "analyzer") {
    const child = startPlugin(request, call, "@pulumi/pulumi/cmd/run-plugin", {});
    stream(child.stdout, call, stdoutMessage);
    return failUnlessClean(await ended(child));
  }
  // Loaded only here: most runs have no policy pack, and every one waits for what this host loads.
  const { runPolicyPack } = await import("./policy-proxy.js");
  await runPolicyPack(call, {
    announce: (port) => call.write(stdoutMessage(Buffer.from(`${port}\n`))),
    start: (environment) => startPlugin(request, call, "@pulumi/pulumi/cmd/run-policy-pack", environment),
    output: (rest) => stream(rest, call, stdoutMessage),
    finish: failUnlessClean,
  });
}

function startPlugin(
  request: language.RunPluginRequest,
  call: PluginCall,
  module: string,
  environment: Record<string, string>,
): ChildProcess {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const options = readRuntimeOptions(info?.getOptions()?.toJavaScript() ?? {});
  const runPath = locateModule(module, directory, `npm install in ${directory}`);
  const isPack = request.getKind() === "analyzer";
  // A pack's directory comes after the engine's arguments and is its working directory; others have it first.
  const args = isPack ? [...request.getArgsList(), directory] : [directory, ...request.getArgsList()];
  const child = start(programNode(process.env), [...preloadArguments(), ...options.nodeArgs, runPath, ...args], {
    cwd: isPack ? directory : request.getPwd(),
    env: { ...readEnvironment(request.getEnvList()), ...optionEnvironment(options), ...environment },
  });
  call.on("cancelled", () => stop(child, "SIGTERM", STOP_GRACE_MS));
  stream(child.stderr, call, stderrMessage);
  return child;
}

/** `KEY=value` entries as the engine sends them; the last of equal keys counts, as for a process environment. */
export function readEnvironment(entries: readonly string[]): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const entry of entries) {
    const equals = entry.indexOf("=", 1);
    if (equals > 0) environment[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
  return environment;
}

/** Sends output as it comes and holds the child back while the engine does not read. */
function stream(from: Readable | null, call: PluginCall, message: (bytes: Buffer) => language.RunPluginResponse): void {
  from?.on("data", (bytes: Buffer) => {
    if (call.cancelled || call.write(message(bytes))) return;
    from.pause();
    call.once("drain", () => from.resume());
  });
}

function stdoutMessage(bytes: Buffer): language.RunPluginResponse {
  const response = new language.RunPluginResponse();
  response.setStdout(bytes);
  return response;
}

function stderrMessage(bytes: Buffer): language.RunPluginResponse {
  const response = new language.RunPluginResponse();
  response.setStderr(bytes);
  return response;
}

function failUnlessClean(ending: Ending): void {
  if (ending.code === 0) return;
  throw new Error(
    ending.code === undefined
      ? `Plugin was ended by signal ${ending.signal}`
      : `Plugin exited with non-zero exit code: ${ending.code}`,
  );
}
