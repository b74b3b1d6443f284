import { join, relative } from "node:path";
import { nearest } from "../../components/core/nearest.js";
import { type CliError, usageError } from "../errors.js";
import type { Project } from "../project.js";
import { sandboxedStacks } from "./sandbox-states.js";

/** The stack of a command line. */
export interface WantedStack {
  readonly project: Project;
  readonly stack: string;
  /** Where the command line named no stack: how it names another. */
  readonly naming?: (stack: string) => string;
}

/**
 * Refuses a stack that has no file, unless the world has its state already: `sandbox run -- pulumi up` makes stacks without
 * a file, too.
 *
 * @param world the sandbox world in which it may be; undefined for a run on the real clouds or in a world of its own
 * @throws CliError `unknown-stack` (exit code 2) with the stacks there are
 */
export function assertStack(wanted: WantedStack, world: string | undefined): void {
  const { project, stack } = wanted;
  if (project.stacks.includes(stack)) return;
  const made = world === undefined ? [] : sandboxedStacks(world, project.name);
  if (!made.includes(stack)) throw unknownStack(wanted, [...new Set([...project.stacks, ...made])].sort());
}

function unknownStack({ project, stack, naming }: WantedStack, known: readonly string[]): CliError {
  const [first, ...others] = known;
  const quoted = JSON.stringify(stack);
  const there =
    known.length === 0 ? "there is none yet" : `there ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
  if (naming !== undefined && first !== undefined) {
    const way = `${others.length === 0 ? "name it:" : "name one, for example"} \`${naming(first)}\``;
    return usageError(
      "unknown-stack",
      `there is no stack ${quoted}, which is meant where none is named: ${there}; ${way}`,
    );
  }
  const near = nearest(stack, known);
  const file = join(relative(process.cwd(), project.stackDir), `Pulumi.${stack}.yaml`);
  const way = near === undefined ? `create ${file} to add it` : `did you mean ${near}?`;
  return usageError("unknown-stack", `there is no stack ${quoted}: ${there}; ${way}`);
}
