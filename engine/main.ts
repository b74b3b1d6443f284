/** `node dist/engine/main.js`: prepares the engine, or says where it is. Used by npm scripts. */

import { WayFailed } from "./errors.js";
import { ENGINE_VERSION, EngineError, enginePaths, ensureEngine } from "./index.js";
import { findPresent } from "./present.js";

const HELP = `Usage: node dist/engine/main.js <command>

Commands:
  ensure   make sure that the Pulumi engine ${ENGINE_VERSION} is on this machine; progress goes to standard error
  where    print the path of the engine's program, or fail when there is none
  help     print this text

Environment:
  GROUNDPLAN_HOME   directory for the engine and the sandbox (default: .groundplan in your home directory)
`;

/** What a shell reports for a process ended by SIGINT. */
const EXIT_INTERRUPTED = 130;

async function main(command: string | undefined): Promise<number> {
  switch (command) {
    case "ensure": {
      // Listened to here, a signal ends this process in good order and with a message: see interrupt.ts.
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
      const engine = await ensureEngine({ progress: (line) => process.stderr.write(`${line}\n`) });
      process.stderr.write(`Pulumi engine ${engine.version} is ready (${engine.origin}): `);
      process.stdout.write(`${engine.command}\n`);
      return 0;
    }
    case "where": {
      const { root } = await findPresent(enginePaths());
      process.stdout.write(`${root}/bin/pulumi\n`);
      return 0;
    }
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(HELP);
      return 0;
    default:
      process.stderr.write(`${command === undefined ? "No command given" : `Unknown command ${command}`}.\n\n${HELP}`);
      return 2;
  }
}

main(process.argv[2]).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const hint = error instanceof WayFailed ? "No engine yet. Run: node dist/engine/main.js ensure\n" : "";
    process.stderr.write(`${error instanceof EngineError ? `${error.code}: ` : ""}${message}\n${hint}`);
    process.exitCode = error instanceof EngineError && error.code === "ENGINE_INTERRUPTED" ? EXIT_INTERRUPTED : 1;
  },
);
