import * as fs from "node:fs";

/** How often the parent process is looked up, in milliseconds; bounds how late a death is seen where stdin is no pipe. */
const PARENT_POLL_MS = 500;

/**
 * Calls `gone` once when the engine that started this process is no more.
 *
 * The engine holds the writing end of our stdin and never writes: the kernel closes it with the engine, however that
 * ends, so end-of-file is both immediate and certain. The official host asks the engine's health every five minutes
 * instead. The parent's process id is polled as well, for a wrapper that gave us another stdin.
 */
export function watchEngine(gone: () => void): void {
  let told = false;
  const tell = (): void => {
    if (told) return;
    told = true;
    gone();
  };
  if (stdinIsPipe()) {
    process.stdin.on("end", tell).on("close", tell).on("error", tell).resume();
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) tell();
  }, PARENT_POLL_MS).unref();
}

function stdinIsPipe(): boolean {
  try {
    const stat = fs.fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
