import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BuildSize } from "../../engine/build-log.js";
import { findGo } from "../../engine/go.js";
import { compile } from "../../engine/go-compile.js";
import { findOnPath } from "../../engine/language-host/node.js";
import { withLock } from "../../engine/lock.js";
import { executable } from "../../engine/paths.js";
import { duration } from "../../engine/progress.js";
import { refuse } from "./manifests.js";
import type { Surroundings } from "./surroundings.js";

/** A tool that is built from its published Go module where it is not installed. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly module: string;
  readonly go: string;
  readonly size: BuildSize;
  readonly install: string;
}

export const helm: Tool = {
  name: "helm",
  version: "3.19.5",
  module: "helm.sh/helm/v3/cmd/helm",
  go: "1.24.0",
  size: { modules: 180, packages: 1400 },
  install: "https://helm.sh/docs/intro/install/",
};

export const kustomize: Tool = {
  name: "kustomize",
  version: "5.8.1",
  module: "sigs.k8s.io/kustomize/kustomize/v5",
  go: "1.24.0",
  size: { modules: 30, packages: 450 },
  install: "https://kubectl.docs.kubernetes.io/installation/kustomize/",
};

/** go.mod and go.sum of each tool's build: every module at one version with its checksum. */
const moduleFiles = join(__dirname, "go-build");

/**
 * The command of a tool: what is installed, else what was built before, else built now with the user's Go, once.
 *
 * @throws SandboxError `tool-missing` with what to install
 */
export async function commandOf(tool: Tool, around: Surroundings): Promise<string> {
  const installed = findOnPath(executable(tool.name), process.env.PATH);
  if (installed !== undefined) return installed;
  const home = join(around.home, "tools", `${tool.name}-${tool.version}`);
  const command = join(home, executable(tool.name));
  if (existsSync(command)) return command;
  mkdirSync(home, { recursive: true });
  const onTaken = () => {
    around.say(`waiting for another build of ${tool.name}`);
    return true;
  };
  await withLock(join(home, "build.lock"), { onTaken }, async () => {
    if (!existsSync(command)) await build(tool, home, command, around);
  });
  return command;
}

async function build(tool: Tool, home: string, command: string, around: Surroundings): Promise<void> {
  const wayOut = `install ${tool.name} (${tool.install}), or Go ${tool.go} or newer, and run this again`;
  const go = await findGo(tool.go).catch((error: Error) =>
    refuse(`${tool.name} is neither on PATH nor can it be built: ${error.message}; ${wayOut}`),
  );
  around.say(`building ${tool.name} ${tool.version} with Go ${go.version}; this happens once and takes some minutes`);
  const [begun, work, made] = [Date.now(), join(home, "build"), join(home, "partial")];
  await compile({
    go,
    command: tool.module,
    linkerFlags: "-s -w",
    moduleFiles: join(moduleFiles, tool.name),
    work,
    output: made,
    size: tool.size,
    say: (line) => around.say(`${tool.name}: ${line}`),
  }).catch((error: Error) => refuse(`${tool.name} could not be built: ${error.message}; ${wayOut}`));
  chmodSync(made, 0o755);
  renameSync(made, command);
  rmSync(work, { recursive: true, force: true });
  around.say(`built ${tool.name} in ${duration(Date.now() - begun)}`);
}
