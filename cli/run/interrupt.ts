import { say } from "../output.js";

/** Ctrl-C during a run: the engine gets it exactly once, finishes or records what is under way, and the command waits. */
export interface Interrupt {
  /** Aborts where the engine has not heard of it by itself. */
  readonly signal: AbortSignal;
  readonly received: () => boolean;
  /** To be called with everything that the engine prints. */
  heard(output: string): void;
  dispose(): void;
}

/**
 * A terminal sends Ctrl-C to the whole group, so also to the engine; npm sends it to its child once more; `kill` to this
 * process only. A second one makes the engine drop everything, so it is passed on only where the engine says nothing.
 */
const passOnMs = 400;

export function watchInterrupts(): Interrupt {
  const controller = new AbortController();
  let received = false;
  let engineKnows = false;
  let timer: NodeJS.Timeout | undefined;
  const onSignal = () => {
    if (received) return;
    received = true;
    say("Stopping: what is under way is finished or written down first. Ctrl-C again ends the engine at once.");
    timer = setTimeout(() => {
      if (!engineKnows) controller.abort();
      // From here on a second signal has its usual effect, which also ends the engine.
      stopListening();
    }, passOnMs);
  };
  const stopListening = () => {
    process.removeListener("SIGINT", onSignal);
    process.removeListener("SIGTERM", onSignal);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    received: () => received,
    heard: (output) => {
      if (output.includes("received; cancelling")) engineKnows = true;
    },
    dispose: () => {
      clearTimeout(timer);
      stopListening();
    },
  };
}
