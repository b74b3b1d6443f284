import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { WayFailed } from "./errors.js";
import { installHost, isHostBundled, LANGUAGE_HOST, readHostBundle } from "./host-install.js";
import { type EnginePaths, executable } from "./paths.js";
import { askVersion, wrongVersion } from "./verify.js";
import { ENGINE_VERSION } from "./version.js";

/** An engine and whose language host is beside it. */
export interface Found {
  /** Directory with `bin/pulumi`. */
  readonly root: string;
  readonly languageHost: "official" | "groundplan";
}

/**
 * The first way: an engine of our version that is already there, in the tool's home or installed by the user.
 *
 * An engine in the tool's home with no language host, or with an older one of ours, is completed here.
 *
 * @throws WayFailed with what was found instead
 */
export async function findPresent(paths: EnginePaths, env: NodeJS.ProcessEnv = process.env): Promise<Found> {
  const reasons: string[] = [];
  if (fs.existsSync(paths.command)) {
    const wrong = await wrongVersion(paths.root);
    if (wrong === undefined) return completeHost(paths.root);
    reasons.push(wrong);
  } else {
    reasons.push(`none in ${paths.root}`);
  }
  for (const command of installedByUser(env)) {
    const reason = await whyNotUsable(command);
    if (reason === undefined) return { root: path.dirname(path.dirname(command)), languageHost: "official" };
    reasons.push(reason);
  }
  throw new WayFailed(reasons.join("; "));
}

/**
 * Makes sure that the engine in `root` has a language host: the official one is left alone, ours is kept up to date,
 * unless this toolkit runs from sources that were not bundled, when the one that is there has to do.
 */
export function completeHost(root: string): Found {
  const host = path.join(root, "bin", executable(LANGUAGE_HOST));
  if (fs.existsSync(host) && !isScript(host)) return { root, languageHost: "official" };
  if (!fs.existsSync(host) || isHostBundled()) installHost(root, readHostBundle());
  return { root, languageHost: "groundplan" };
}

/** Engines on PATH and where the vendor's installers put them; real paths, each once. */
export function installedByUser(env: NodeJS.ProcessEnv, home: string = os.homedir()): string[] {
  const vendor = env.PULUMI_HOME || path.join(home, ".pulumi");
  const directories = [
    ...(env.PATH ?? "").split(path.delimiter).filter((directory) => directory !== ""),
    path.join(vendor, "bin"),
    path.join(vendor, "versions", ENGINE_VERSION, "bin"),
  ];
  const commands = directories.flatMap((directory) => {
    const file = path.join(directory, executable("pulumi"));
    // The npm launcher and the shims of version managers are scripts: asking one for its version may start a download.
    return fs.existsSync(file) && !isScript(file) ? [fs.realpathSync(file)] : [];
  });
  return [...new Set(commands)];
}

/** Undefined when the engine can be used as it is. */
async function whyNotUsable(command: string): Promise<string | undefined> {
  if (path.basename(path.dirname(command)) !== "bin") return `${command} is not in a directory named bin`;
  if (!fs.existsSync(path.join(path.dirname(command), executable(LANGUAGE_HOST)))) {
    return `${command} has no ${LANGUAGE_HOST} beside it`;
  }
  try {
    const version = await askVersion(command);
    return version === ENGINE_VERSION ? undefined : `${command} is version ${version}, not ${ENGINE_VERSION}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isScript(file: string): boolean {
  try {
    const descriptor = fs.openSync(file, "r");
    const head = Buffer.alloc(2);
    fs.readSync(descriptor, head, 0, 2, 0);
    fs.closeSync(descriptor);
    return head.toString("latin1") === "#!";
  } catch {
    return false;
  }
}
