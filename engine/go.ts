import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { WayFailed } from "./errors.js";
import { findOnPath } from "./language-host/node.js";
import { executable } from "./paths.js";
import { run } from "./run.js";

/** A Go that can build the engine. */
export interface Go {
  readonly command: string;
  /** For example `1.26.8`. */
  readonly version: string;
}

/** From this version on Go fetches a newer one of itself when a module asks for it. */
const FIRST_SELF_UPDATING = "1.21.0";

/** The Go version in what `go version` prints: `go version go1.26.8 linux/amd64`. */
export function parseGoVersion(output: string): string | undefined {
  const match = /\bgo(\d+)\.(\d+)(?:\.(\d+))?/.exec(output);
  return match === null ? undefined : `${match[1]}.${match[2]}.${match[3] ?? "0"}`;
}

/** Whether version `a` is at least `b`; both of the form `1.2.3`. */
export function atLeast(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Why a Go is too old to build what needs `needed`; undefined when it is not.
 *
 * @param toolchain  its GOTOOLCHAIN: `local` and `path` forbid it to fetch a newer Go
 */
export function tooOld(version: string, needed: string, toolchain: string): string | undefined {
  if (atLeast(version, needed)) return undefined;
  if (!atLeast(version, FIRST_SELF_UPDATING)) return `Go ${version} is too old; ${needed} or newer is needed`;
  if (/^(local|path)$/.test(toolchain)) {
    return `Go ${version} is older than ${needed}, and GOTOOLCHAIN=${toolchain} keeps it from fetching a newer one`;
  }
  return undefined;
}

/** Places of a Go that is not on PATH: its own installer's, Homebrew's, distributions'. */
function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  const roots = [
    env.GOROOT,
    "/usr/local/go",
    path.join(os.homedir(), "go-sdk"),
    "/opt/homebrew",
    "/usr/local",
    "/usr/lib/go",
  ];
  return roots.flatMap((root) => (root ? [path.join(root, "bin", executable("go"))] : []));
}

/**
 * Finds a Go that can build the engine.
 *
 * @param needed  the version that the engine's modules ask for
 * @throws WayFailed that says whether there is none or what is wrong with it
 */
export async function findGo(needed: string, env: NodeJS.ProcessEnv = process.env): Promise<Go> {
  const command = findOnPath(executable("go"), env.PATH) ?? usualPlaces(env).find((place) => fs.existsSync(place));
  if (command === undefined) throw new WayFailed("Go is not installed (no `go` on PATH or in its usual places)");
  const options = { env, signal: AbortSignal.timeout(20_000) };
  try {
    const version = parseGoVersion((await run(command, ["version"], options)).lines.join(" "));
    const toolchain = (await run(command, ["env", "GOTOOLCHAIN"], options)).lines.join(" ").trim();
    if (version === undefined) throw new WayFailed(`\`${command} version\` does not say a version`);
    const reason = tooOld(version, needed, toolchain);
    if (reason !== undefined) throw new WayFailed(`${reason} (${command})`);
    return { command, version };
  } catch (error) {
    if (error instanceof WayFailed) throw error;
    throw new WayFailed(`${command} cannot be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}
