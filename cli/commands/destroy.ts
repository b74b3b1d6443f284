import type { Command, Input } from "../arguments.js";
import { CliError, ExitCode } from "../errors.js";
import { hint } from "../hint.js";
import { print, printJson } from "../output.js";
import { confirmLive } from "../run/confirm.js";
import { runEngine } from "../run/engine-run.js";
import { faultOptions, listedFaults } from "../run/fault-run.js";
import { label } from "../run/record.js";
import type { Session } from "../run/session.js";
import { readState, type StateResource } from "../run/state.js";
import { refuseUnsettled } from "../run/steps.js";
import { changeText } from "../run/summary.js";
import { count } from "../words.js";
import { confirmOption, stackOptions, withSession } from "./shared.js";

export const destroy: Command = {
  name: "destroy",
  summary: "delete everything that the stack made",
  description: `Deletes the stack's resources; its name and history stay. A stack with protected resources is refused as a whole,
before anything is deleted, with their names and the two steps that take the protection off.`,
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: { ...stackOptions, ...confirmOption, ...faultOptions },
  examples: [
    ["groundplan destroy", "delete what stack dev made in the sandbox"],
    ["groundplan destroy dev --live", "the same on the real clouds, after a question"],
  ],
  run: async (input) => (await listedFaults(input)) ?? withSession(input, (session) => remove(session, input)),
};

async function remove(session: Session, input: Input): Promise<number> {
  await refuseUnsettled(session);
  const resources = (await readState(session)).deployment?.resources ?? [];
  refuseProtected(session, resources);
  const made = resources.filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:providers:"));
  await confirmLive(session, input.flag("yes"), `delete ${count(made.length, "resource")}`);
  const record = await runEngine(
    session,
    { title: "Deleting", verb: "deleted", verbose: input.flag("verbose") },
    (callbacks) => session.stack.destroy(callbacks),
  );
  const kept = made.filter(({ retainOnDelete }) => retainOnDelete === true);
  const { stackName: stack, live } = session;
  if (input.flag("json")) printJson({ stack, live, changes: record.changes, kept: kept.map(({ urn }) => urn).sort() });
  else print([`\nStack ${stack}: ${changeText(record)}`, ...keptLines(kept)].join("\n"));
  return ExitCode.Ok;
}

/** The engine counts them as deleted: it only forgets them. */
function keptLines(kept: readonly StateResource[]): string[] {
  if (kept.length === 0) return [];
  return [`Still in the cloud, since other stacks may use it, and forgotten here (retainOnDelete):`, ...lines(kept)];
}

/** The state lists resources as they came to be, which is another order each time. */
function lines(resources: readonly StateResource[]): string[] {
  return resources.map(({ urn, id }) => `  ${label(urn)}${id === undefined ? "" : ` (${id})`}`).sort();
}

/** Throws `stack-protected`: the engine would delete the rest before it stops at what is protected. */
function refuseProtected(session: Session, resources: readonly StateResource[]): void {
  const guarded = resources.filter(({ protect }) => protect === true);
  if (guarded.length === 0) return;
  const { stackName, project } = session;
  throw new CliError(
    "stack-protected",
    [
      `stack ${stackName} has ${count(guarded.length, "protected resource")}; nothing was deleted:`,
      ...lines(guarded),
      "If they and what they hold are to go, take two steps:",
      `  1. set ${project.name}:protect to false in the stack's file and run \`${hint("up", session)}\``,
      `  2. run \`${hint("destroy", session)}\` again`,
    ].join("\n"),
  );
}
