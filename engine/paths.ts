import * as os from "node:os";
import * as path from "node:path";
import { ENGINE_VERSION } from "./version.js";

/** Where everything of the engine is. All of it lies below one directory outside any repository. */
export interface EnginePaths {
  /** The tool's home: GROUNDPLAN_HOME, or `.groundplan` in the user's home directory. */
  readonly home: string;
  /** PULUMI_HOME of the engine: plugins and credentials of a run lie here, apart from the user's own `~/.pulumi`. */
  readonly pulumiHome: string;
  /** Directory of this version; `bin/pulumi` is in it. The official launcher looks in the same place. */
  readonly root: string;
  readonly command: string;
  /** Sources, modules and compiler caches of a build; kept until it succeeds, so that the next run goes on. */
  readonly build: string;
  /** Held while an engine is prepared. */
  readonly lock: string;
  /** What the process that holds the lock is doing, for those that wait. */
  readonly status: string;
}

/** The tool's home directory. @param home  overrides GROUNDPLAN_HOME */
export function groundplanHome(home?: string, env: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(home ?? (env.GROUNDPLAN_HOME || path.join(os.homedir(), ".groundplan")));
}

/**
 * Where Node keeps what it has compiled of programs and commands (NODE_COMPILE_CACHE): compiling Pulumi's SDKs takes as long as
 * all else that a small program does. A directory that the user has set stays.
 */
export function compiledCode(home: string = groundplanHome()): string {
  return process.env.NODE_COMPILE_CACHE || path.join(home, "cache", "node");
}

/** The engine's places below a home directory. */
export function enginePaths(home: string = groundplanHome()): EnginePaths {
  const pulumiHome = path.join(home, "engine");
  const root = path.join(pulumiHome, "versions", ENGINE_VERSION);
  return {
    home,
    pulumiHome,
    root,
    command: path.join(root, "bin", executable("pulumi")),
    build: path.join(pulumiHome, "build", ENGINE_VERSION),
    lock: path.join(pulumiHome, "prepare.lock"),
    status: path.join(pulumiHome, "prepare.json"),
  };
}

/** The file name of a program on this platform. */
export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
