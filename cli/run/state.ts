import { failure } from "./failures.js";
import { runPulumi } from "./pulumi.js";
import type { Session } from "./session.js";

/** A stack's exported state, as far as the commands look into it. Secrets stay encrypted. */
export interface State {
  readonly deployment?: {
    readonly resources?: readonly StateResource[] | null;
    readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[] | null;
  } | null;
}

export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

/** Reads the state. Throws `state-corrupt` where it cannot be read. */
export async function readState(session: Session): Promise<State> {
  try {
    return JSON.parse(await runPulumi(session, ["stack", "export"])) as State;
  } catch (error) {
    throw failure(session, error);
  }
}

/** The text of the state as the engine exports it, with its secrets in plain text. Throws as `failure` words it. */
export async function exportedState(session: Session): Promise<string> {
  try {
    return await runPulumi(session, ["stack", "export", "--show-secrets"]);
  } catch (error) {
    throw failure(session, error);
  }
}
