import { hint } from "../hint.js";
import { usesToolkit } from "../references/mentioned.js";
import type { Session } from "./session.js";

/**
 * The command line with which an update of the stack goes on. In the sandbox a program without the toolkit's components goes on
 * with the stock engine: `up` would judge it by policies that it was not written for.
 */
export function nextUp({ project, stackName, live }: Pick<Session, "project" | "stackName" | "live">): string {
  const stock = !live && !usesToolkit(project.root);
  return stock ? hint(`sandbox run -- pulumi up --stack ${stackName}`) : hint("up", { stackName, live });
}
