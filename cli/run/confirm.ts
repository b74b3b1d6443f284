import { createInterface } from "node:readline/promises";
import { CliError } from "../errors.js";
import type { Session } from "./session.js";

/**
 * Asks before real clouds are changed: the stack's name must be typed. Nothing is asked in the sandbox.
 *
 * @throws CliError `not-confirmed` when the answer is another one, or nobody can answer and --yes was not given
 */
export async function confirmLive(session: Session, yes: boolean, what: string): Promise<void> {
  if (!session.live || yes) return;
  const name = session.stackName;
  if (!process.stdin.isTTY)
    throw new CliError("not-confirmed", `nothing was changed: to ${what} without a terminal to ask on, add --yes`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Type the stack's name (${name}) to ${what} on the real clouds: `);
  terminal.close();
  if (answer.trim() !== name) throw new CliError("not-confirmed", "nothing was changed: the name was not typed");
}
