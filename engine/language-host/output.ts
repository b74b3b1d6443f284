import type { Readable, Writable } from "node:stream";

/** Copies a child's output to ours and leaves ours open. A reader that is gone is not an error: it has ended. */
export function forward(from: Readable | null, to: Writable): void {
  to.setMaxListeners(0);
  if (!to.listeners("error").includes(ignore)) to.on("error", ignore);
  from?.pipe(to, { end: false });
}

function ignore(): void {}

/** Resolves when everything written so far is with the operating system. */
export function flush(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write("", () => resolve());
  });
}

/** The last bytes of a stream, as text. */
export interface TailOf {
  text(): string;
}

/** How much of the end of a program's errors is kept to recognise why it died, in characters. */
const TAIL_LENGTH = 8192;

/** Remembers the end of a stream while others read it. */
export function tail(stream: Readable | null): TailOf {
  let kept = "";
  stream?.on("data", (chunk: Buffer) => {
    kept = (kept + chunk.toString("latin1")).slice(-TAIL_LENGTH);
  });
  return { text: () => kept };
}
