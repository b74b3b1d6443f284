import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How a child ended: an exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

/** How long the output of an ended child may stay silent before we stop waiting for it, in milliseconds. */
const SILENCE_AFTER_EXIT_MS = 2000;

/** The processes that this host started and that must not outlive it. */
const running = new Set<ChildProcess>();

/**
 * Starts a process whose output the caller reads from `stdout` and `stderr`.
 *
 * It stays in this host's process group: the engine ends that group as a whole when it ends the host.
 */
export function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  child.on("exit", () => running.delete(child)).on("error", () => running.delete(child));
  return child;
}

/**
 * Waits until a child has ended and all its output was read.
 *
 * A grandchild may keep the pipes open after the child's end; output is then waited for only as long as some arrives.
 *
 * @throws Error when the process could not be started
 */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let ending: Ending | undefined;
    let silence: NodeJS.Timeout | undefined;
    const finish = (): void => {
      clearTimeout(silence);
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (ending !== undefined) resolve(ending);
    };
    const restart = (): void => {
      if (ending === undefined) return;
      clearTimeout(silence);
      silence = setTimeout(() => (heldBack(child) ? restart() : finish()), SILENCE_AFTER_EXIT_MS);
    };
    child.stdout?.on("data", restart);
    child.stderr?.on("data", restart);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      ending = { code: code ?? undefined, signal: signal ?? undefined };
      restart();
    });
    child.on("close", finish);
  });
}

/** Whether output is waiting for a slow reader on our side: that is not silence. */
function heldBack(child: ChildProcess): boolean {
  return [child.stdout, child.stderr].some((stream) => stream !== null && stream.readableLength > 0);
}

/** Asks a child to end, and ends it after `graceMs` if it has not. */
export function stop(child: ChildProcess, signal: NodeJS.Signals, graceMs: number): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  child.on("exit", () => clearTimeout(timer));
}

/** Whether any process started here still runs. */
export function anyRunning(): boolean {
  return running.size > 0;
}

/** Asks every running child to end and ends those that have not after `graceMs`. */
export function stopAll(signal: NodeJS.Signals, graceMs: number): void {
  for (const child of running) stop(child, signal, graceMs);
}

/**
 * Ends this process and all that it started, at once.
 *
 * The engine makes its language hosts leaders of their own process groups, so the group is ours and holds what our
 * children started too. A host that was started by hand may share its shell's group: then only the children end.
 */
export function endAll(): never {
  for (const child of running) child.kill("SIGKILL");
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // Not the leader of a group.
  }
  process.exit(1);
}
