import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { ServiceDefinition } from "@grpc/grpc-js";
import * as languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { groundplanHome } from "../../engine/paths.js";
import { answersFile } from "../../sandbox/answers/file.js";
import { noAnswers } from "../../sandbox/answers/model.js";
import { projectRoot } from "../../sandbox/world/directory.js";
import { forward } from "./forward.js";
import { serveMonitor } from "./monitor.js";
import { type Places, resolveStack } from "./resolve.js";

/**
 * Stands in front of a language host where a program refers to other stacks: starts the real host, passes everything on to
 * it, and gives the program a resource monitor that knows the sandbox's stacks. Arguments: the real host, then its own.
 */
export async function standInFront([host = "", ...args]: readonly string[]): Promise<void> {
  const child = spawn(host, args, { stdio: ["inherit", "pipe", "inherit"] });
  child.on("exit", (code) => process.exit(code ?? 1));
  child.on("error", (error) => fail(`${host} cannot be run: ${error.message}`));
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  const port = await firstLine(child);
  const { LanguageRuntimeService: service } = languageService as unknown as {
    LanguageRuntimeService: ServiceDefinition;
  };
  const front = await forward(service, `127.0.0.1:${port}`, { run: { request: withMonitor } });
  process.stdout.write(`${front.address.slice(front.address.indexOf(":") + 1)}\n`);
}

/** A request to run the program with our monitor in place of the engine's. */
async function withMonitor(bytes: Buffer): Promise<Buffer> {
  const request = RunRequest.deserializeBinary(bytes);
  const places = await placesOf(request);
  const monitor = await serveMonitor(request.getMonitorAddress(), (name) => resolveStack(name, places));
  request.setMonitorAddress(monitor.address);
  return Buffer.from(request.serializeBinary());
}

async function placesOf(request: RunRequest): Promise<Places> {
  const root = projectRoot(request.getInfo()?.getRootDirectory() || request.getPwd());
  const world = process.env.GROUNDPLAN_SANDBOX_WORLD ?? "";
  const hasAnswers = answersFile(root) !== undefined;
  const answers = hasAnswers ? (await import("../../sandbox/answers/load.js")).loadAnswers(root) : noAnswers;
  return { project: request.getProject(), world, worlds: join(groundplanHome(), "sandbox"), answers };
}

/** A host says its port in the first line; what follows is the program's and is passed on. */
function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const read = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\n");
      if (end < 0) return;
      stdout?.off("data", read);
      const rest = text.slice(end + 1);
      if (rest !== "") process.stdout.write(Buffer.from(rest, "latin1"));
      resolve(text.slice(0, end).trim());
      stdout?.pipe(process.stdout);
    };
    stdout?.on("data", read);
  });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
