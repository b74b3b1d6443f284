/** Takes one line of progress; lines have no line end. */
export type Say = (line: string) => void;

/** At least this often a long step says where it is, in milliseconds. */
export const HEARTBEAT_MS = 8000;

/**
 * Says where a long step is, every few seconds while it runs.
 *
 * @param describe  what to say; asked anew each time, and followed by the time that the step has taken
 */
export async function withHeartbeat<T>(say: Say, describe: () => string, step: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const timer = setInterval(() => say(`${describe()} (${duration(Date.now() - begun)})`), HEARTBEAT_MS);
  try {
    return await step();
  } finally {
    clearInterval(timer);
  }
}

/** A duration as a person says it: `42 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A size as a person says it: `312 MB`, `1.3 GB`. */
export function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
