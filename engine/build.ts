import * as fs from "node:fs";
import * as path from "node:path";
import { makePartial } from "./adopt.js";
import type { BuildSize } from "./build-log.js";
import { EngineError, WayFailed } from "./errors.js";
import { sizeOf } from "./files.js";
import { findGo, type Go } from "./go.js";
import { compile, DiskFull } from "./go-compile.js";
import { type HostBundle, installHost, readHostBundle } from "./host-install.js";
import { type EnginePaths, executable } from "./paths.js";
import { duration, type Say, size, withHeartbeat } from "./progress.js";
import { wrongVersion } from "./verify.js";
import { ENGINE_VERSION } from "./version.js";

/** go.mod and go.sum of the build: every module at one version with its checksum, so that no checksum server is asked. */
const MODULE_FILES = path.join(__dirname, "go-build");

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** As the vendor's releases: no symbol tables, and the version as they print it. */
const LINKER_FLAGS = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`;

/** What a build from nothing takes at its peak: modules 1.3 GB, compiled packages 1.6 GB, linking 0.5 GB; with a margin. */
const NEEDED_BYTES = 4e9;

/** Lines of a build from nothing, for `about`. */
const SIZE: BuildSize = { modules: 249, packages: 1648 };

export interface BuildOptions {
  readonly say: Say;
  readonly signal: AbortSignal;
  /** @default - the user's Go */
  readonly go?: Go | undefined;
  /** The language host to put beside it. @default - the one that this installation carries */
  readonly bundle?: HostBundle;
}

/** The Go version that the engine's modules ask for. @throws EngineError ENGINE_HOST_MISSING when the files are not there */
export function neededGo(directory: string = MODULE_FILES): string {
  try {
    return /^go (\S+)$/m.exec(fs.readFileSync(path.join(directory, "go.mod"), "utf8"))?.[1] ?? "";
  } catch (cause) {
    const message = `The engine's module files are missing: ${directory}. Run: npm run build`;
    throw new EngineError("ENGINE_HOST_MISSING", message, { cause });
  }
}

/**
 * The third way: builds the released version from public Go modules with the user's Go, and puts our language host
 * beside it, since the official one is not published as a module.
 *
 * Modules and compiled packages are kept in a directory of this version until the engine is in place: an interrupted
 * build goes on where it was.
 *
 * @returns the directory of the complete engine, to be adopted
 * @throws WayFailed, or EngineError ENGINE_DISK
 */
export async function build(paths: EnginePaths, options: BuildOptions): Promise<string> {
  if (process.platform === "win32") throw new WayFailed("building is not supported on Windows itself; use WSL");
  const go = options.go ?? (await findGo(neededGo()));
  const bundle = options.bundle ?? readHostBundle();
  checkDisk(paths);
  options.say(
    `Building the Pulumi engine ${ENGINE_VERSION} with Go ${go.version}; this happens once and takes some minutes`,
  );
  const begun = Date.now();
  const root = path.join(makePartial(paths), "engine");
  await compile({
    go,
    command: PACKAGE,
    linkerFlags: LINKER_FLAGS,
    moduleFiles: MODULE_FILES,
    work: paths.build,
    output: path.join(root, "bin", executable("pulumi")),
    size: SIZE,
    say: options.say,
    signal: options.signal,
  }).catch((error: Error) => {
    throw error instanceof DiskFull ? diskError(paths, "the disk is full") : error;
  });
  installHost(root, bundle);
  const wrong = await wrongVersion(root);
  if (wrong !== undefined) throw new WayFailed(wrong);
  options.say(`built the engine in ${duration(Date.now() - begun)}`);
  return root;
}

function checkDisk(paths: EnginePaths): void {
  fs.mkdirSync(paths.pulumiHome, { recursive: true });
  const { bavail, bsize } = fs.statfsSync(paths.pulumiHome);
  const free = bavail * bsize;
  const missing = NEEDED_BYTES - sizeOf(paths.build);
  if (free < missing) throw diskError(paths, `${size(free)} are free, ${size(missing)} are needed`);
}

function diskError(paths: EnginePaths, why: string): EngineError {
  return new EngineError(
    "ENGINE_DISK",
    `Building the engine needs up to ${size(NEEDED_BYTES)} for some minutes (0.2 GB stay) in ${paths.pulumiHome}: ${why}. ` +
      "Free some space, or set GROUNDPLAN_HOME to a directory on another disk, and run this again; it goes on where it was.",
  );
}

/** Deletes what a build needed and nothing needs any more. */
export async function removeBuild(paths: EnginePaths, say: Say): Promise<void> {
  if (!fs.existsSync(paths.build)) return;
  await withHeartbeat(
    say,
    () => "deleting the modules and compiler caches of the build",
    () => fs.promises.rm(path.dirname(paths.build), { recursive: true, force: true }),
  ).catch((error: Error) => say(`the caches of the build could not be deleted (${error.message}): ${paths.build}`));
}
