/**
 * Faults on request, for tests of what follows a crash. `GROUNDPLAN_SANDBOX_FAULT` of the process that starts the server is
 * `kill-after-create=N` (the server ends as by kill -9 once its N-th object is stored, before it answers) or
 * `hang-after-create=N` (that answer never comes, so that the engine can be killed while it waits).
 */
export interface Faults {
  /** Called once an object is stored. A promise that never settles holds the answer back. */
  created(): Promise<void> | undefined;
}

export const noFaults: Faults = { created: () => undefined };

export function faultsFrom(text: string | undefined): Faults {
  const match = /^(kill|hang)-after-create=(\d+)$/.exec(text ?? "");
  if (match === null) {
    if (text !== undefined && text !== "") {
      throw new Error(`GROUNDPLAN_SANDBOX_FAULT is "${text}"; use kill-after-create=N or hang-after-create=N`);
    }
    return noFaults;
  }
  const limit = Number(match[2]);
  let count = 0;
  return {
    created() {
      count += 1;
      if (count !== limit) {
        return undefined;
      }
      if (match[1] === "kill") {
        process.kill(process.pid, "SIGKILL");
      }
      return new Promise(() => undefined);
    },
  };
}
