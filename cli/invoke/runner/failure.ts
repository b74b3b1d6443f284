import type { CallError } from "../protocol.js";

/** The cloud would refuse to call the code, or would not understand its answer. The message is complete. */
export class RefusedCall extends Error {
  override readonly name = "RefusedCall";
}

/** What was thrown, which may be anything. */
export function describeError(thrown: unknown): CallError {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: typeof thrown === "string" ? thrown : JSON.stringify(thrown), stack: "" };
  return {
    type: thrown.name,
    message: thrown.message,
    stack: thrown instanceof RefusedCall ? "" : ownFrames(thrown.stack ?? ""),
  };
}

/** Without who called the code: our own frames, and what Node has between them and the code's. */
function ownFrames(stack: string): string {
  const lines = stack.split("\n");
  const ours = lines.findIndex((line) => line.includes(__dirname));
  const own = ours < 0 ? lines : lines.slice(0, ours);
  while (/^ {4}at .*(\(<anonymous>\)|[( ]node:internal\/)/.test(own.at(-1) ?? "")) own.pop();
  return own.join("\n");
}
