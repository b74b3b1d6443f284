import type { Recovery } from "../../sandbox/index.js";
import type { Session } from "./session.js";
import type { State } from "./state.js";

/** What a crash left open in a stack of the sandbox, by comparing its state with its world. */
export async function findLost({ project, stackName }: Session, world: string, state: State): Promise<Recovery> {
  const { inventory, recoverDeployment } = await import("../../sandbox/index.js");
  const owner = { project: project.name, stack: stackName };
  return recoverDeployment(state, inventory(world, owner), owner);
}
