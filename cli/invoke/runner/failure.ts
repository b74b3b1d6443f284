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
    stack: thrown instanceof RefusedCall ? "" : (thrown.stack ?? ""),
  };
}
