import { projectRoot } from "../../sandbox/world/directory.js";
import type { Input, OptionSpec } from "../arguments.js";
import { usageError } from "../errors.js";
import { hint } from "../hint.js";
import { findProject, type Project } from "../project.js";
import { faultRun } from "../run/fault-run.js";
import type { WantedStack } from "../run/known-stack.js";
import { openSession, type Session } from "../run/session.js";

/** Options of the commands that work on a stack. */
export const stackOptions: Readonly<Record<string, OptionSpec>> = {
  live: {
    type: "boolean",
    summary: "Use the real clouds, with your Pulumi login and credentials, instead of the sandbox",
  },
  json: { type: "boolean", summary: "Print the result as JSON on standard output" },
  verbose: { type: "boolean", short: "v", summary: "Print what the engine prints, too" },
};

export const confirmOption: Readonly<Record<string, OptionSpec>> = {
  yes: { type: "boolean", short: "y", summary: "With --live: do not ask before anything is changed" },
};

/** Options of the commands that attach other programs to the sandbox. */
export const attachedOptions = {
  stack: {
    type: "string",
    short: "s",
    value: "name",
    summary: "The stack that a command means which names none (default: PULUMI_STACK, the selected one, dev)",
  },
  cwd: {
    type: "string",
    short: "C",
    value: "directory",
    summary: "The project's directory, or one below it (default: here)",
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The project to attach. Undefined outside of every project: each `pulumi` of the command then finds its own. */
export function attachedRoot(dir: string | undefined): string | undefined {
  if (dir !== undefined) return findProject(dir).root;
  try {
    return projectRoot(process.cwd());
  } catch {
    return undefined;
  }
}

/** The stack that is meant when none is named. */
const defaultStack = "dev";

/**
 * The stack of a command line.
 *
 * @param named as the command line has it; undefined where it names none
 * @param naming how the command line names another stack
 */
export function wantedStack(
  project: Project,
  named: string | undefined,
  naming: (stack: string) => string,
): WantedStack {
  return named === undefined ? { project, stack: defaultStack, naming } : { project, stack: named };
}

/** Opens the stack that the command line names, runs the work, and lets go of the sandbox whatever happens. */
export async function withSession<T>(
  input: Input,
  work: (session: Session) => Promise<T>,
  more: { throwaway?: boolean; policyPacks?: readonly string[] } = {},
): Promise<T> {
  const live = input.flag("live");
  const run = await faultRun(input);
  if (run !== undefined && live)
    throw usageError(
      "bad-argument",
      "--faults and --realtime are for the sandbox; leave out --live, or leave them out",
    );
  const naming = (stackName: string) => hint(input.command, { stackName, live });
  const session = await openSession({
    ...wantedStack(findProject(process.cwd()), input.positionals[0], naming),
    live,
    ...(run === undefined ? {} : { run }),
    ...more,
  });
  try {
    return await work(session);
  } finally {
    run?.ended();
    await session.close();
  }
}
