import { messageOf, SandboxError } from "./errors.js";
import { type DaemonOptions, runDaemon } from "./process/daemon.js";

/** Entry of the server process. Says in one line on standard output that it is ready, or why it cannot be. */
async function main(): Promise<void> {
  // Whoever started it may be gone before it writes.
  process.stdout.on("error", () => undefined);
  try {
    const options = JSON.parse(process.argv[2] ?? "{}") as DaemonOptions;
    const state = await runDaemon(options);
    process.stdout.write(`${JSON.stringify({ ready: state.pid })}\n`);
  } catch (error) {
    const code = error instanceof SandboxError ? error.code : "start-failed";
    process.stdout.write(`${JSON.stringify({ code, message: messageOf(error) })}\n`, () => process.exit(1));
  }
}

void main();
