/** Why the sandbox refused; stable, for programs and tests. */
export type SandboxErrorCode =
  | "store-corrupt"
  | "store-missing"
  | "store-version"
  | "store-upgrade"
  | "sdk-fetch"
  | "key-missing"
  | "key-wrong"
  | "start-failed"
  | "start-timeout"
  | "busy"
  | "not-a-project"
  | "not-a-world"
  | "bad-answers"
  | "bad-faults"
  | "drift-refused"
  | "manifest";

/** An error of the sandbox for its user: the message names the path, what is wrong and the fix. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SandboxError";
    this.code = code;
  }
}

/** The text of an unknown thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
