import { setTimeout as sleep } from "node:timers/promises";
import type { Recovery } from "../../sandbox/index.js";
import { CliError } from "../errors.js";
import type { Session } from "./session.js";
import type { State } from "./state.js";

/** What a crash left open in a stack of the sandbox, by comparing its state with its world. */
export async function findLost({ project, stackName }: Session, world: string, state: State): Promise<Recovery> {
  const { inventory, recoverDeployment } = await import("../../sandbox/index.js");
  const owner = { project: project.name, stack: stackName };
  return recoverDeployment(state, inventory(world, owner), owner);
}

/** How long the connections of an engine that is gone may take to end. */
const hangUpMs = 30_000;

/**
 * Waits until the sandbox has hung up on every engine of the stack: it then has carried out all that a killed one had sent.
 *
 * @throws CliError `stack-locked` where an engine stays connected
 */
export async function untilHungUp({ project, stackName }: Session): Promise<void> {
  const { enginesOf } = await import("../../sandbox/index.js");
  const deadline = Date.now() + hangUpMs;
  // A connection is over when all that came over it was read; what was read last may be carried out a moment later.
  for (let quiet = 0; quiet < 2; ) {
    const engines = await enginesOf({ projectDir: project.root }, project.name, stackName);
    quiet = engines === 0 ? quiet + 1 : 0;
    if (engines > 0 && Date.now() > deadline)
      throw new CliError(
        "stack-locked",
        `an engine is still connected to stack ${stackName} in the sandbox; wait for it, or stop it with Ctrl-C, then recover again`,
      );
    if (quiet < 2) await sleep(20);
  }
}
