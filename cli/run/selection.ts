import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../project.js";
import { configDir } from "./sandbox-stack.js";

/**
 * The stack that a command means where it names none: PULUMI_STACK, what `pulumi stack select` chose in the sandbox, `dev`,
 * or the only one that has a file. Undefined where the choice is open: the engine then asks, or says so.
 */
export function meantStack(project: Project, world: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (env.PULUMI_STACK !== undefined && env.PULUMI_STACK !== "") return env.PULUMI_STACK;
  const selected = world === undefined ? undefined : selectedStack(project, world, env.PULUMI_HOME);
  if (selected !== undefined) return selected;
  const { stacks } = project;
  if (stacks.length === 0 || stacks.includes("dev")) return "dev";
  return stacks.length === 1 ? stacks[0] : undefined;
}

/**
 * What `pulumi stack select` wrote down. Commands about stacks run in the directory of the generated settings, so it is kept
 * apart from the selection in the user's own home and checkout.
 */
function selectedStack(project: Project, world: string, pulumiHome: string | undefined): string | undefined {
  if (pulumiHome === undefined) return undefined;
  const hash = createHash("sha1")
    .update(join(configDir(world), "Pulumi.yaml"))
    .digest("hex");
  const file = join(pulumiHome, "workspaces", `${project.name}-${hash}-workspace.json`);
  if (!existsSync(file)) return undefined;
  const { stack } = JSON.parse(readFileSync(file, "utf8")) as { stack?: unknown };
  return typeof stack === "string" && stack !== "" ? stack : undefined;
}
