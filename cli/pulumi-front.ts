import { messageOf, SandboxError } from "../sandbox/errors.js";
import { CliError, ExitCode } from "./errors.js";
import { say } from "./output.js";
import { prepareCommand } from "./run/prepare-command.js";

/**
 * Is run by the `pulumi` that stands in front of the engine, before every command: prints what its shell is to do first.
 * Arguments: the engine's own `pulumi`, the world or an empty text, then those of the command.
 */
async function main([command = "", world = "", ...args]: readonly string[]): Promise<void> {
  try {
    const front = { command, world: world === "" ? undefined : world, cwd: process.cwd(), env: process.env, say: note };
    process.stdout.write(`${await prepareCommand(args, front)}\n`);
  } catch (error) {
    const known = error instanceof CliError || error instanceof SandboxError;
    say(`error: ${known ? error.message : `this is a defect of groundplan; please report it:\n${trace(error)}`}`);
    process.exitCode = error instanceof CliError ? error.exitCode : ExitCode.Failed;
  }
}

function note(message: string): void {
  say(`groundplan: ${message}`);
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}

void main(process.argv.slice(2));
