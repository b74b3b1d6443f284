import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxError, type SandboxErrorCode } from "../errors.js";
import type { WorldFiles } from "../world/directory.js";
import { ask, type Controlled, type ControlRequest } from "./control.js";
import type { DaemonOptions } from "./daemon.js";
import { onLines } from "./lines.js";
import { readState } from "./state.js";

/**
 * Node's flags for the server. Young objects get half of the memory that Node would give them: they are requests, which are
 * done soon, and the process is a fifth smaller for it.
 */
export const nodeFlags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"] as const;

/** How long starting may take before it is reported as failed, with the log's path. */
const startMs = 15_000;
const retryMs = 50;

/** Asks the running server of a world; undefined where none is running. */
export async function askRunning(files: WorldFiles, request: ControlRequest): Promise<Controlled | undefined> {
  const state = readState(files);
  return state === undefined ? undefined : await ask(state, request);
}

/**
 * Joins the world's server, or starts one. Of several starters at once one server wins and the others join it.
 *
 * Throws `start-failed`, `start-timeout` and what opening the store throws.
 */
export async function joinOrStart(
  files: WorldFiles,
  options: Omit<DaemonOptions, "cloudModule" | "home">,
  request: ControlRequest,
  home: string,
): Promise<Controlled & { readonly started: boolean }> {
  const deadline = Date.now() + startMs;
  let started = false;
  while (Date.now() < deadline) {
    const running = await askRunning(files, request);
    if (running !== undefined) {
      return { ...running, started };
    }
    const answer = await startServer(files, options, home);
    if (answer.ready !== undefined) {
      started = true;
    } else if (answer.code === "busy") {
      await sleep(retryMs);
    } else {
      throw new SandboxError(
        answer.code ?? "start-failed",
        answer.message ?? "the sandbox server ended without a word",
      );
    }
  }
  throw new SandboxError(
    "start-timeout",
    `the sandbox server of ${files.dir} did not answer within ${startMs / 1000} s; its log is ${files.log}. End what holds ` +
      `${files.lock}, then try again`,
  );
}

interface Answer {
  readonly ready?: number;
  readonly code?: SandboxErrorCode;
  readonly message?: string;
}

/** The server process: our own Node, detached, so that Ctrl-C of a command does not reach it before its engine is done. */
async function startServer(
  files: WorldFiles,
  options: Omit<DaemonOptions, "cloudModule" | "home">,
  home: string,
): Promise<Answer> {
  mkdirSync(files.run, { recursive: true, mode: 0o700 });
  const root = join(__dirname, "..");
  const entry = join(root, "main.js");
  if (!existsSync(entry)) {
    throw new SandboxError("start-failed", `the sandbox is not built: ${entry} is missing; run \`npm run build\``);
  }
  const daemon: DaemonOptions = { ...options, home, cloudModule: join(root, "models", "index.js") };
  const log = openSync(files.log, "a", 0o600);
  try {
    const child = spawn(process.execPath, [...nodeFlags, entry, JSON.stringify(daemon)], {
      cwd: options.world,
      detached: true,
      stdio: ["ignore", "pipe", log],
      env: { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: join(home, "cache", "compile") },
    });
    return await firstLine(child, files);
  } finally {
    closeSync(log);
  }
}

function firstLine(child: ChildProcess, files: WorldFiles): Promise<Answer> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      resolve({
        code: "start-failed",
        message: `the sandbox server ended at once (${signal ?? `exit code ${code}`}); its log is ${files.log}`,
      });
    });
    const output = child.stdout;
    if (output !== null) {
      onLines(output, (line) => {
        resolve(JSON.parse(line) as Answer);
        output.destroy();
        child.unref();
      });
    }
  });
}
