import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** How a command ended, and the end of what it printed. */
export interface Finished {
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** The last lines of both streams, oldest first. */
  readonly lines: readonly string[];
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Ends the command and everything it started. */
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string) => void;
}

/** How many lines of output are kept to tell why a command failed. */
const KEPT_LINES = 60;

/** How long a command that was told to stop may take, in milliseconds. */
const STOP_GRACE_MS = 5000;

/**
 * Runs a command to its end, in a process group of its own so that it can be ended with all that it started.
 *
 * @throws what the signal was aborted with, after the command has ended; an Error when it cannot be started
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  options.signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const onLine = (line: string): void => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    options.onLine?.(line);
  };
  const release = endWith(child, options.signal);
  try {
    const [ending] = await Promise.all([
      ended(child),
      readLines(child.stdout, onLine),
      readLines(child.stderr, onLine),
    ]);
    options.signal?.throwIfAborted();
    return { ...ending, lines };
  } finally {
    release();
  }
}

/** Ends the child's group when the signal is aborted, and when this process exits. */
function endWith(child: ChildProcess, signal: AbortSignal | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  const kill = (how: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, how);
    } catch {
      // It has ended already.
    }
  };
  const onAbort = (): void => {
    kill("SIGTERM");
    timer = setTimeout(() => kill("SIGKILL"), STOP_GRACE_MS);
  };
  const onExit = (): void => kill("SIGKILL");
  signal?.addEventListener("abort", onAbort);
  process.on("exit", onExit);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    process.off("exit", onExit);
  };
}

function ended(child: ChildProcess): Promise<Pick<Finished, "code" | "signal">> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
}

async function readLines(stream: Readable | null, onLine: (line: string) => void): Promise<void> {
  if (stream === null) return;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) onLine(line);
}

/** How a command ended, in words: `exit code 1`, `signal SIGKILL`. */
export function howEnded(finished: Pick<Finished, "code" | "signal">): string {
  return finished.code === undefined ? `signal ${finished.signal}` : `exit code ${finished.code}`;
}
