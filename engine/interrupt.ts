import { EngineError } from "./errors.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a long step that ends in good order when the process is told to stop.
 *
 * The step's processes run in groups of their own, so the terminal's Ctrl-C does not reach them: while the step runs,
 * the signals abort it instead of ending this process. Afterwards, if nobody else listens, the signal gets its way.
 *
 * @throws EngineError ENGINE_INTERRUPTED when a signal or the caller's AbortSignal stopped the step
 */
export async function interruptible<T>(
  caller: AbortSignal | undefined,
  step: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (by: string): void => controller.abort(interrupted(by));
  const onSignal = (signal: NodeJS.Signals): void => {
    stop(signal);
    received = signal;
  };
  const onCaller = (): void => stop("the caller");
  let received: NodeJS.Signals | undefined;
  for (const signal of SIGNALS) process.on(signal, onSignal);
  if (caller?.aborted) onCaller();
  caller?.addEventListener("abort", onCaller);
  try {
    return await step(controller.signal);
  } finally {
    caller?.removeEventListener("abort", onCaller);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    if (received !== undefined && process.listenerCount(received) === 0) process.kill(process.pid, received);
  }
}

function interrupted(by: string): EngineError {
  return new EngineError(
    "ENGINE_INTERRUPTED",
    `Preparing the engine was stopped by ${by}. What was fetched and compiled is kept; run this again to go on.`,
  );
}
