import type { EngineEvent } from "@pulumi/pulumi/automation";
import { say } from "../output.js";
import { failure } from "./failures.js";
import { watchInterrupts } from "./interrupt.js";
import { showProgress } from "./progress.js";
import { newRecord, type RunRecord, take } from "./record.js";
import type { Session } from "./session.js";

/** What every command of the Automation API takes. */
interface Callbacks {
  readonly onEvent: (event: EngineEvent) => void;
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  readonly signal: AbortSignal;
  readonly color: "never";
}

export interface EngineRun {
  /** "previewing", "updating": printed when it begins. */
  readonly title: string;
  /** What is counted in the progress lines: "created or changed". */
  readonly verb: string;
  /** Print what the engine prints, too. */
  readonly verbose: boolean;
  /** Stop without an error where the record says why it failed. */
  readonly accept?: (record: RunRecord) => boolean;
}

/**
 * Runs one command of the engine with progress and with Ctrl-C passed on.
 *
 * @throws CliError as `failure` words it
 */
export async function runEngine(
  session: Session,
  run: EngineRun,
  start: (callbacks: Callbacks) => Promise<unknown>,
): Promise<RunRecord> {
  const record = newRecord();
  const interrupt = watchInterrupts();
  say(run.title);
  const progress = showProgress(record, run.verb);
  const output = (text: string) => {
    interrupt.heard(text);
    if (run.verbose) process.stderr.write(text);
  };
  try {
    await start({
      onEvent: (event) => take(record, event),
      onOutput: output,
      onError: output,
      signal: interrupt.signal,
      color: "never",
    });
    return record;
  } catch (error) {
    if (run.accept?.(record) === true && !interrupt.received()) return record;
    throw failure(session, error, record, interrupt.received());
  } finally {
    progress.stop();
    interrupt.dispose();
  }
}
