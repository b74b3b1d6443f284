import { closeSync, openSync, renameSync, statSync, writeSync } from "node:fs";

/** Above this size the log of earlier runs is set aside (one old file is kept) when a server starts. */
const rotateBytes = 5 * 1024 * 1024;

/**
 * One line an event, written before the server does anything else of note: lines of one moment go to the file together.
 * Callers pass names, codes and URNs, never property values.
 */
export interface Log {
  write(event: string, facts?: Readonly<Record<string, string | number | undefined>>): void;
  close(): void;
}

export function openLog(file: string): Log {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateBytes) {
    renameSync(file, `${file}.old`);
  }
  const descriptor = openSync(file, "a", 0o600);
  let pending = "";
  let closed = false;
  const flush = () => {
    if (pending !== "" && !closed) writeSync(descriptor, pending);
    pending = "";
  };
  return {
    write(event, facts = {}) {
      if (pending === "") setImmediate(flush);
      pending += `${new Date().toISOString()} ${event}`;
      for (const [key, value] of Object.entries(facts)) if (value !== undefined) pending += ` ${key}=${value}`;
      pending += "\n";
    },
    close() {
      flush();
      closed = true;
      closeSync(descriptor);
    },
  };
}

export const silentLog: Log = { write: () => undefined, close: () => undefined };

/** Where an error was thrown, without its message, which may quote a secret. */
export function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 4)
    .map((line) => line.trim().replaceAll(" ", "_"))
    .join("|");
}
