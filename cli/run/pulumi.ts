import type { Session } from "./session.js";

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
