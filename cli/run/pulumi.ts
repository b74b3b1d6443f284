import type { PulumiCommand } from "@pulumi/pulumi/automation";
import type { Engine } from "../../engine/index.js";
import type { Session } from "./session.js";

/**
 * The engine as the Automation API takes it. It is asked for its version on the way, and leaves a log of that in the Pulumi
 * home: in its own, so that the user's is not touched.
 */
export async function commandOf(engine: Engine): Promise<PulumiCommand> {
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  const { PULUMI_HOME: home } = process.env;
  process.env.PULUMI_HOME = engine.pulumiHome;
  try {
    return await PulumiCommand.get({ root: engine.root });
  } finally {
    if (home === undefined) delete process.env.PULUMI_HOME;
    else process.env.PULUMI_HOME = home;
  }
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
