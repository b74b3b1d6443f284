import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BuildLog } from "../../engine/build-log.js";
import { findGo } from "../../engine/go.js";
import { findOnPath } from "../../engine/language-host/node.js";
import { withLock } from "../../engine/lock.js";
import { executable } from "../../engine/paths.js";
import { duration, withHeartbeat } from "../../engine/progress.js";
import { howEnded, run } from "../../engine/run.js";
import { refuse } from "./manifests.js";
import type { Surroundings } from "./surroundings.js";

/** A tool that is built from its published Go module where it is not installed. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly module: string;
  readonly go: string;
  /** Lines of a build from nothing, for `about`. */
  readonly size: { readonly modules: number; readonly packages: number };
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
  mkdirSync(join(work, "src"), { recursive: true });
  for (const file of ["go.mod", "go.sum"]) copyFileSync(join(moduleFiles, tool.name, file), join(work, "src", file));
  const log = new BuildLog(tool.size);
  const args = ["build", "-v", "-trimpath", "-ldflags", "-s -w", "-o", made, tool.module];
  const options = { cwd: join(work, "src"), env: environment(work), onLine: (line: string) => log.add(line) };
  const finished = await withHeartbeat(
    around.say,
    () => `${tool.name}: ${log.describe("a few hundred MB in all")}`,
    () => run(go.command, args, options),
  );
  if (finished.code !== 0)
    refuse(`${tool.name} could not be built: go build ended with ${howEnded(finished)}: ${log.complaint()}; ${wayOut}`);
  chmodSync(made, 0o755);
  renameSync(made, command);
  rmSync(work, { recursive: true, force: true });
  around.say(`built ${tool.name} in ${duration(Date.now() - begun)}`);
}

/** The user's own caches are neither used nor filled. */
function environment(work: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOMODCACHE: join(work, "mod"),
    GOCACHE: join(work, "cache"),
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
    GOWORK: "off",
    GO111MODULE: "on",
    CGO_ENABLED: "0",
  };
}
