import type * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ended, start, stop } from "./children.js";
import { installArguments, installRoot, programDependencies, resolvePackageManager } from "./dependencies.js";
import { findOnPath, programNode } from "./node.js";
import { PackageManager, readRuntimeOptions } from "./options.js";
import { type Parameterization, requiredPackages } from "./packages.js";
import { versionOf } from "./versions.js";

/** How long an installation that was cancelled may take to stop, in milliseconds. */
const CANCEL_GRACE_MS = 5000;

/** Answers GetRequiredPackages. */
export function getRequiredPackages(
  request: language.GetRequiredPackagesRequest,
): language.GetRequiredPackagesResponse {
  const response = new language.GetRequiredPackagesResponse();
  for (const found of requiredPackages(request.getInfo()?.getProgramDirectory() ?? process.cwd())) {
    const dependency = new plugin.PackageDependency();
    dependency.setName(found.name);
    dependency.setKind("resource");
    dependency.setVersion(found.version);
    dependency.setServer(found.server ?? "");
    if (found.parameterization) dependency.setParameterization(toMessage(found.parameterization));
    if (found.extension) dependency.setExtension$(toMessage(found.extension));
    response.addPackages(dependency);
  }
  return response;
}

function toMessage(parameterization: Parameterization): plugin.PackageParameterization {
  const message = new plugin.PackageParameterization();
  message.setName(parameterization.name);
  message.setVersion(parameterization.version);
  message.setValue(parameterization.value);
  return message;
}

/** Answers InstallDependencies: runs the project's package manager and streams what it prints. */
export async function installDependencies(
  request: language.InstallDependenciesRequest,
  call: grpc.ServerWritableStream<language.InstallDependenciesRequest, language.InstallDependenciesResponse>,
): Promise<void> {
  const directory = request.getInfo()?.getProgramDirectory() || request.getDirectory();
  const options = readRuntimeOptions(request.getInfo()?.getOptions()?.toJavaScript() ?? {});
  const manager = resolvePackageManager(options.packageManager, directory, process.env);
  const root = installRoot(directory);
  say(call, `Installing dependencies with ${manager} in ${root}...\n\n`);
  const child = start(manager, installArguments(manager, request.getIsPlugin()), { cwd: root });
  call.on("cancelled", () => stop(child, "SIGINT", CANCEL_GRACE_MS));
  child.stdout?.on("data", (bytes: Buffer) => say(call, bytes));
  child.stderr?.on("data", (bytes: Buffer) => {
    const response = new language.InstallDependenciesResponse();
    response.setStderr(bytes);
    call.write(response);
  });
  const ending = await ended(child).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? `${manager} is not on PATH; install it` : error.message;
    throw new Error(`dependencies of ${directory} were not installed: ${why}`);
  });
  if (ending.code !== 0) {
    throw new Error(`\`${manager} install\` in ${root} failed: ${ending.signal ?? `exit code ${ending.code}`}`);
  }
  say(call, "Finished installing dependencies\n\n");
}

function say(
  call: grpc.ServerWritableStream<language.InstallDependenciesRequest, language.InstallDependenciesResponse>,
  what: string | Buffer,
): void {
  const response = new language.InstallDependenciesResponse();
  response.setStdout(Buffer.from(what));
  call.write(response);
}

/** Answers GetProgramDependencies. */
export function getProgramDependencies(
  request: language.GetProgramDependenciesRequest,
): language.GetProgramDependenciesResponse {
  const response = new language.GetProgramDependenciesResponse();
  const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
  for (const found of programDependencies(directory, request.getTransitivedependencies())) {
    const dependency = new language.DependencyInfo();
    dependency.setName(found.name);
    dependency.setVersion(found.version);
    response.addDependencies(dependency);
  }
  return response;
}

/** Answers About: the Node that programs run with, and the package manager. */
export async function about(request: language.AboutRequest): Promise<language.AboutResponse> {
  const options = readRuntimeOptions(request.getInfo()?.getOptions()?.toJavaScript() ?? {});
  const directory = request.getInfo()?.getProgramDirectory() ?? process.cwd();
  const manager = resolvePackageManager(options.packageManager, directory, process.env);
  const node = programNode(process.env);
  const [nodeVersion, managerVersion] = await Promise.all([
    versionOf(node),
    versionOf(findOnPath(manager, process.env.PATH) ?? manager),
  ]);
  const response = new language.AboutResponse();
  response.setExecutable(node);
  response.setVersion(nodeVersion);
  response.getMetadataMap().set("packagemanager", manager);
  response.getMetadataMap().set("packagemanagerVersion", managerVersion);
  return response;
}

/** Answers RuntimeOptionsPrompts: what `pulumi new` asks for a Node project. */
export function runtimeOptionsPrompts(request: language.RuntimeOptionsRequest): language.RuntimeOptionsResponse {
  const response = new language.RuntimeOptionsResponse();
  if (request.getInfo()?.getOptions()?.toJavaScript().packagemanager !== undefined) return response;
  const type = language.RuntimeOptionPrompt.RuntimeOptionType.STRING;
  const choice = (name: string): language.RuntimeOptionPrompt.RuntimeOptionValue => {
    const value = new language.RuntimeOptionPrompt.RuntimeOptionValue();
    value.setPrompttype(type);
    value.setStringvalue(name);
    value.setDisplayname(name);
    return value;
  };
  const prompt = new language.RuntimeOptionPrompt();
  prompt.setKey("packagemanager");
  prompt.setDescription("The package manager to use for installing dependencies");
  prompt.setPrompttype(type);
  prompt.setChoicesList([PackageManager.Npm, PackageManager.Pnpm, PackageManager.Yarn, PackageManager.Bun].map(choice));
  prompt.setDefault(choice(PackageManager.Npm));
  response.addPrompts(prompt);
  return response;
}
