import { closeSync, openSync, renameSync, statSync, writeSync } from "node:fs";

/** Above this size the log of earlier runs is set aside (one old file is kept) when a server starts. */
const rotateBytes = 5 * 1024 * 1024;

/** One line an event. Callers pass names, codes and URNs, never property values. */
export interface Log {
  write(event: string, facts?: Readonly<Record<string, string | number | undefined>>): void;
  close(): void;
}

export function openLog(file: string): Log {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateBytes) {
    renameSync(file, `${file}.old`);
  }
  const descriptor = openSync(file, "a", 0o600);
  return {
    write(event, facts = {}) {
      const parts = Object.entries(facts).map(([key, value]) => (value === undefined ? "" : ` ${key}=${value}`));
      writeSync(descriptor, `${new Date().toISOString()} ${event}${parts.join("")}\n`);
    },
    close: () => closeSync(descriptor),
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
