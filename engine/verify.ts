import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomically } from "./files.js";
import { executable } from "./paths.js";
import { howEnded, run } from "./run.js";
import { ENGINE_VERSION } from "./version.js";

/** How long an engine may take to say its version, in milliseconds; it takes 0.2 s when all is well. */
const VERSION_TIMEOUT_MS = 20_000;

/** The version in what `pulumi version` printed, without a leading `v`; undefined when it printed something else. */
export function parseVersion(output: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$/.exec(output.trim())?.[1];
}

/** Asks an engine for its version. @throws Error that says why it gave none */
export async function askVersion(command: string): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const finished = await run(command, ["version"], { env, signal: AbortSignal.timeout(VERSION_TIMEOUT_MS) });
  const version = parseVersion(finished.lines.find((line) => parseVersion(line) !== undefined) ?? "");
  if (finished.code !== 0 || version === undefined) {
    throw new Error(
      `\`${command} version\` gave no version (${howEnded(finished)}): ${finished.lines.join(" ").slice(0, 200)}`,
    );
  }
  return version;
}

/** What an engine's file was when its version was last asked for; a changed file is asked again. */
interface Stamp {
  readonly version: string;
  readonly size: number;
  readonly mtimeMs: number;
}

const STAMP = "verified.json";

/**
 * Whether the engine in `root` is of the version we run on; undefined when it is, else why not.
 *
 * The answer is remembered beside the engine, so that only a file that was changed is started for it.
 */
export async function wrongVersion(root: string): Promise<string | undefined> {
  const command = path.join(root, "bin", executable("pulumi"));
  const stat = fs.statSync(command);
  const file = path.join(root, STAMP);
  const stamp = readStamp(file);
  if (stamp?.version === ENGINE_VERSION && stamp.size === stat.size && stamp.mtimeMs === stat.mtimeMs) return undefined;
  let version: string;
  try {
    version = await askVersion(command);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (version !== ENGINE_VERSION) return `${command} is version ${version}, not ${ENGINE_VERSION}`;
  const now: Stamp = { version, size: stat.size, mtimeMs: stat.mtimeMs };
  writeAtomically(file, `${JSON.stringify(now)}\n`, 0o644);
  return undefined;
}

function readStamp(file: string): Stamp | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Stamp;
  } catch {
    return undefined;
  }
}
