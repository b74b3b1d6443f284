import { status } from "@grpc/grpc-js";
import type { CloudError } from "../types.js";

/** A refusal on its way to the engine. */
export class Refusal extends Error {
  readonly code: status;
  /** What the log may say: the code of the refusal, never its text, which may quote values. */
  readonly label: string;

  constructor(code: status, label: string, message: string) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.label = label;
  }
}

/**
 * A cloud's own refusal. FAILED_PRECONDITION tells the engine that nothing has changed; UNKNOWN and INTERNAL would leave a
 * pending operation in the state.
 */
export function refusedByCloud(error: CloudError): Refusal {
  const text = error.message.startsWith(error.code) ? error.message : `${error.code}: ${error.message}`;
  return new Refusal(status.FAILED_PRECONDITION, error.code, `${text} (sandbox)`);
}

/** A request that makes no sense in the protocol or in this session. */
export function refused(label: string, message: string): Refusal {
  return new Refusal(status.FAILED_PRECONDITION, label, message);
}

/** What the sandbox does not do, with the way out. */
export function unsupported(label: string, message: string): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, label, message);
}
