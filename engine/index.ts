/**
 * Gets a real, unmodified Pulumi engine onto this machine, and says where it is.
 *
 * docs/engine.md tells what is done where.
 */
import * as path from "node:path";
import { enginePaths, executable } from "./paths.js";
import { prepare } from "./prepare.js";
import { ENGINE_VERSION } from "./version.js";

export { EngineError, EngineErrorCode, type FailedWay } from "./errors.js";
export { type EnginePaths, enginePaths, groundplanHome } from "./paths.js";
export { ENGINE_VERSION } from "./version.js";

/** A Pulumi engine that is ready to be run. */
export interface Engine {
  /** Directory with `bin/pulumi`: what the Automation API's `PulumiCommand.get({ root })` takes. */
  readonly root: string;
  /** Absolute path of the `pulumi` program. */
  readonly command: string;
  /** Without a leading `v`. */
  readonly version: string;
  /** How this call got it: it was already there, was downloaded, or was built from source. */
  readonly origin: "present" | "downloaded" | "built";
  /** PULUMI_HOME to run it with: apart from the user's own. */
  readonly pulumiHome: string;
  /** Who runs programs written for Node: the vendor's host, or ours beside an engine that was built. */
  readonly languageHost: "official" | "groundplan";
}

export interface EngineOptions {
  /** The tool's home directory. @default - GROUNDPLAN_HOME, or `.groundplan` in the user's home directory */
  home?: string;
  /** Takes a line at least every ten seconds while something takes long. @default - nothing is said */
  progress?: (line: string) => void;
  /** Stops the preparation; what was fetched and compiled so far is kept. */
  signal?: AbortSignal;
}

/**
 * Makes sure that an engine of our version is on this machine: one that is there, else the official launcher's download,
 * else a build from public Go modules.
 *
 * Costs some milliseconds when one is there; 30 s for a download; about four minutes and, until it is done, 4 GB of disk
 * for a build on two cores. Safe to call from several processes at once: one prepares, the others wait for it.
 *
 * @throws EngineError with a stable `code`; its message says what was tried, why it failed and what helps
 */
export async function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const { home, progress, signal } = options;
  const prepared = await prepare({ home, say: progress ?? (() => undefined), signal });
  return {
    root: prepared.root,
    command: path.join(prepared.root, "bin", executable("pulumi")),
    version: ENGINE_VERSION,
    origin: prepared.origin,
    pulumiHome: enginePaths(home).pulumiHome,
    languageHost: prepared.languageHost,
  };
}

/**
 * Variables for a process that runs this engine, to be added to its environment.
 *
 * The engine's own directory comes first on PATH: Pulumi takes a language host that it finds on PATH rather than the
 * one beside it, and another installation's may be of another version.
 */
export function engineEnvironment(
  engine: Pick<Engine, "command" | "pulumiHome">,
  env: NodeJS.ProcessEnv = process.env,
): { PULUMI_HOME: string; PATH: string } {
  const directories = [path.dirname(engine.command), ...(env.PATH ? [env.PATH] : [])];
  return { PULUMI_HOME: engine.pulumiHome, PATH: directories.join(path.delimiter) };
}
