import * as fs from "node:fs";
import * as path from "node:path";
import { makePartial } from "./adopt.js";
import { EngineError, WayFailed } from "./errors.js";
import { sizeOf } from "./files.js";
import { LANGUAGE_HOST } from "./host-install.js";
import { type EnginePaths, executable } from "./paths.js";
import { type Say, size, withHeartbeat } from "./progress.js";
import { howEnded, run } from "./run.js";
import { wrongVersion } from "./verify.js";
import { ENGINE_VERSION } from "./version.js";

/** The first thing that the official launcher fetches. */
const VENDOR = "https://get.pulumi.com/install.sh";

/** How long the vendor's site may take to answer before we take it for unreachable, in milliseconds. */
const PROBE_TIMEOUT_MS = 6000;

/** A download that brings nothing for this long has stalled, in milliseconds. */
const STALL_MS = 60_000;

export interface DownloadOptions {
  readonly say: Say;
  readonly signal: AbortSignal;
  /** @default - the launcher of the installed package `pulumi` */
  readonly launcher?: string | undefined;
  /** Whether the vendor's site answers: undefined when it does, else why not. Tests replace it. */
  readonly probe?: (signal: AbortSignal) => Promise<string | undefined>;
}

/**
 * The second way: lets the official npm launcher download the release, which brings all language hosts along.
 *
 * The launcher takes a file in place for an engine, however short, so it works in a directory of its own; only what was
 * verified is handed on. The site is asked first, with a limit: the launcher itself waits without one.
 *
 * @returns the directory of the complete engine, to be adopted
 * @throws WayFailed
 */
export async function download(paths: EnginePaths, options: DownloadOptions): Promise<string> {
  const launcher = options.launcher ?? findLauncher();
  const unreachable = await (options.probe ?? probeVendor)(options.signal);
  if (unreachable !== undefined) throw new WayFailed(unreachable);
  options.say(`Downloading the Pulumi engine ${ENGINE_VERSION} from get.pulumi.com`);
  const home = makePartial(paths);
  const temporary = path.join(home, "tmp");
  fs.mkdirSync(temporary);
  const env = {
    ...process.env,
    PULUMI_HOME: home,
    PULUMI_VERSION: ENGINE_VERSION,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    TMPDIR: temporary,
    NODE_USE_ENV_PROXY: "1",
  };
  const stall = watchStall(home);
  const finished = await withHeartbeat(
    options.say,
    () => `downloading the engine: ${size(sizeOf(home))}`,
    () =>
      run(process.execPath, [launcher, "version"], { env, signal: AbortSignal.any([options.signal, stall.signal]) }),
  )
    .catch((error: unknown) => {
      options.signal.throwIfAborted();
      throw error instanceof WayFailed ? error : new WayFailed(`the launcher could not be run: ${String(error)}`);
    })
    .finally(stall.release);
  return checkDownload(path.join(home, "versions", ENGINE_VERSION), finished);
}

async function checkDownload(root: string, finished: Awaited<ReturnType<typeof run>>): Promise<string> {
  const said = finished.lines.slice(-3).join(" / ");
  if (finished.lines.some((line) => line.includes("No space left on device"))) {
    throw new EngineError("ENGINE_DISK", `The download of the engine ran out of disk space below ${root}: ${said}`);
  }
  if (finished.code !== 0) throw new WayFailed(`the launcher ended with ${howEnded(finished)}: ${said}`);
  for (const name of ["pulumi", LANGUAGE_HOST]) {
    const file = path.join(root, "bin", executable(name));
    if (!fs.existsSync(file)) throw new WayFailed(`the launcher reported success but left no ${file}`);
  }
  const wrong = await wrongVersion(root);
  if (wrong !== undefined) throw new WayFailed(wrong);
  return root;
}

/** Aborts when a directory has not grown for a while. */
function watchStall(directory: string): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  let last = { bytes: -1, at: Date.now() };
  const timer = setInterval(() => {
    const bytes = sizeOf(directory);
    if (bytes !== last.bytes) last = { bytes, at: Date.now() };
    else if (Date.now() - last.at > STALL_MS) {
      controller.abort(new WayFailed(`the download brought nothing for ${STALL_MS / 1000} s after ${size(bytes)}`));
    }
  }, 1000);
  return { signal: controller.signal, release: () => clearInterval(timer) };
}

/** The launcher's script. @throws WayFailed when the package is not installed, or is of another version */
function findLauncher(): string {
  let manifest: string;
  try {
    manifest = require.resolve("pulumi/package.json");
  } catch {
    throw new WayFailed(`the npm package pulumi ${ENGINE_VERSION} is not installed beside this toolkit`);
  }
  const { version } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { version: string };
  if (version !== ENGINE_VERSION) {
    throw new WayFailed(`the npm package pulumi is version ${version}, not ${ENGINE_VERSION} (${manifest})`);
  }
  return path.join(path.dirname(manifest), "run.js");
}

/** A proxy in the environment counts for Node's `fetch` only when this process was started so: hence a child. */
async function probeVendor(signal: AbortSignal): Promise<string | undefined> {
  const limit = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const script = `fetch(${JSON.stringify(VENDOR)}, { method: "HEAD" }).then(
    (answer) => console.log(answer.ok ? "ok" : "HTTP " + answer.status),
    (error) => console.log((error.cause && (error.cause.code || error.cause.message)) || error.message))`;
  const env = { ...process.env, NODE_USE_ENV_PROXY: "1" };
  try {
    const { lines } = await run(process.execPath, ["-e", script], { env, signal: AbortSignal.any([signal, limit]) });
    const answer = lines.at(-1) ?? "no answer";
    return answer === "ok" ? undefined : `https://get.pulumi.com cannot be reached (${answer})`;
  } catch {
    signal.throwIfAborted();
    return `https://get.pulumi.com did not answer within ${PROBE_TIMEOUT_MS / 1000} s`;
  }
}
