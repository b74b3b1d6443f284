import { join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import type { Engine } from "../../engine/index.js";
import { executable } from "../../engine/paths.js";
import type { Session } from "./session.js";

/**
 * Its published types hide the constructor, and `PulumiCommand.get` runs the engine to ask for a version that we know. It is
 * only ever compared, for which its text will do.
 */
type Construct = new (command: string, version: string) => PulumiCommand;

/** The engine as the Automation API takes it. */
export async function commandOf({ root, version }: Pick<Engine, "root" | "version">): Promise<PulumiCommand> {
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  return new (PulumiCommand as unknown as Construct)(join(root, "bin", executable("pulumi")), version);
}

/** The method by which the Automation API itself runs the engine; its declaration is left out of the published types. */
interface Runner {
  run(
    args: string[],
    cwd: string,
    env: Readonly<Record<string, string>>,
    onOutput?: (text: string) => void,
    onError?: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<{ readonly stdout: string }>;
}

/** Runs a command that the Automation API has no function for, on the session's stack. Returns its standard output. */
export async function runPulumi(
  session: Session,
  args: readonly string[],
  on: { onOutput?: (text: string) => void; onError?: (text: string) => void; signal?: AbortSignal } = {},
): Promise<string> {
  const runner = session.command as unknown as Runner;
  const all = [...args, "--stack", session.stackName];
  const result = await runner.run(all, session.project.root, session.env, on.onOutput, on.onError, on.signal);
  return result.stdout;
}
