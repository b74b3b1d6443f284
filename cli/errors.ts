/** How the command ended. Documented in `groundplan --help`; scripts may rely on them. */
export const ExitCode = {
  Ok: 0,
  /** The operation failed, or was refused: the message says why. */
  Failed: 1,
  /** The command line itself is wrong: unknown command, option or stack. Nothing was started. */
  Usage: 2,
  /** The preview broke a mandatory policy. Nothing was changed. */
  Policy: 3,
  /** Ended by Ctrl-C. */
  Interrupted: 130,
} as const;

/** Stable names of what can go wrong, for scripts: printed by `--json` and never reworded. */
export type CliErrorCode =
  | "node-too-old"
  | "unknown-command"
  | "unknown-option"
  | "bad-argument"
  | "unknown-stack"
  | "no-project"
  | "unsupported-runtime"
  | "bad-stack-file"
  | "not-deployed"
  | "not-logged-in"
  | "not-confirmed"
  | "no-passphrase"
  | "sandbox-stopped"
  | "stack-locked"
  | "stack-protected"
  | "state-corrupt"
  | "policy-violation"
  | "bad-policy-config"
  | "bad-state"
  | "pending-creates"
  | "unknown-function"
  | "bad-function"
  | "bad-event"
  | "call-failed"
  | "call-timed-out"
  | "interrupted"
  | "engine-killed"
  | "engine-failed";

/** A refusal or failure whose message is complete: what, where, what is allowed, and the way on. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;
  readonly exitCode: number;
  /** What `--json` prints beside the error. */
  readonly details: object;

  constructor(
    code: CliErrorCode,
    message: string,
    exitCode: number = ExitCode.Failed,
    options: ErrorOptions & { readonly details?: object } = {},
  ) {
    super(message, options);
    this.code = code;
    this.exitCode = exitCode;
    this.details = options.details ?? {};
  }
}

/** A wrong command line. */
export function usageError(code: CliErrorCode, message: string): CliError {
  return new CliError(code, message, ExitCode.Usage);
}
