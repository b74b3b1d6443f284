import type { Readable } from "node:stream";

/** Calls `each` with every whole line of a stream. Errors of the stream stay the stream's (readline would throw them). */
export function onLines(stream: Readable, each: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      each(line);
    }
  });
}
