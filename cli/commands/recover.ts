import type { Deployment } from "@pulumi/pulumi/automation";
import type { Command, Input } from "../arguments.js";
import { CliError, ExitCode } from "../errors.js";
import { print, printJson } from "../output.js";
import { runEngine } from "../run/engine-run.js";
import { DeadLock } from "../run/locks.js";
import { findLost, untilHungUp } from "../run/lost.js";
import { nextUp } from "../run/next-up.js";
import { label } from "../run/record.js";
import type { Session } from "../run/session.js";
import { readState, type State } from "../run/state.js";
import { count } from "../words.js";
import { stackOptions, withSession } from "./shared.js";

export const recover: Command = {
  name: "recover",
  summary: "bring a stack back after a run was killed",
  description: `Removes the lock of a run whose process is gone, finds out which resources it had made without writing them down, takes
those into the state, and refreshes it. Safe to run when nothing is wrong. Then \`up\` goes on where the run stopped, or
\`sandbox run -- pulumi up\` where that was the run: stacks without a settings file are recovered, too.`,
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: {
    ...stackOptions,
    "release-lock": {
      type: "boolean",
      summary: "Remove the lock even where its process cannot be seen from this machine",
    },
  },
  examples: [
    ["groundplan recover", "stack dev was killed in the middle of an update"],
    ["groundplan up", "and this goes on afterwards"],
  ],
  run: (input) => withSession(input, (session) => bringBack(session, input)),
};

/** What was found and done. */
interface Report {
  readonly imported: readonly { readonly urn: string; readonly id: string }[];
  readonly neverMade: readonly string[];
  readonly orphans: readonly { readonly urn: string; readonly id: string }[];
  readonly kept: readonly { readonly urn: string; readonly id: string }[];
}

async function bringBack(session: Session, input: Input): Promise<number> {
  const lock = new DeadLock(session, input.flag("release-lock"));
  lock.refuseIfLiving();
  if (session.world !== undefined) await untilHungUp(session);
  const state = await readState(session);
  const report = session.world === undefined ? refuseOpen(session, state) : await settle(session, state, lock);
  await lock.passing(() => refresh(session, input));
  if (input.flag("json"))
    printJson({ stack: session.stackName, live: session.live, lockRemoved: lock.removed, ...report });
  else print(words(session, report, lock.removed).join("\n"));
  return report.orphans.length === 0 ? ExitCode.Ok : ExitCode.Failed;
}

/** Looks the lost creations up in the sandbox, and writes what is found into the state. */
async function settle(session: Session, state: State, lock: DeadLock): Promise<Report> {
  const found = await findLost(session, session.world as string, state);
  if (found.deployment !== state)
    await lock.passing(() => session.stack.importStack(found.deployment as unknown as Deployment));
  return { imported: found.imports, neverMade: found.vanished, orphans: found.orphans, kept: found.kept };
}

/** On real clouds nobody but the user can tell what a lost creation made. Throws `pending-creates`. */
function refuseOpen(session: Session, state: State): Report {
  const open = (state.deployment?.pending_operations ?? []).filter(({ type }) => type === "creating");
  if (open.length === 0) return { imported: [], neverMade: [], orphans: [], kept: [] };
  throw new CliError(
    "pending-creates",
    [
      `a killed run of stack ${session.stackName} left ${count(open.length, "creation")} open:`,
      ...open.map(({ resource }) => `  ${resource.urn}`),
      "Look in the cloud whether each exists. Delete those that do, or import them afterwards with `pulumi import`; then run",
      `\`pulumi refresh --clear-pending-creates --stack ${session.stackName}\`, and \`up\` makes what is missing.`,
    ].join("\n"),
  );
}

async function refresh(session: Session, input: Input): Promise<void> {
  await runEngine(
    session,
    { title: "Comparing the state with what exists", verb: "read", verbose: input.flag("verbose") },
    (callbacks) => session.stack.refresh(callbacks),
  );
}

function words(session: Session, { imported, neverMade, orphans, kept }: Report, lockRemoved: boolean): string[] {
  const name = session.stackName;
  return [
    "",
    `Stack ${name} is ${orphans.length === 0 ? "recovered" : "recovered in part"}:`,
    `  lock: ${lockRemoved ? "removed; its process is gone" : "none was in the way"}`,
    `  made but not written down: ${imported.length === 0 ? "nothing" : "taken into the state"}`,
    ...imported.map(({ urn, id }) => `    ${label(urn)} (${id})`),
    `  begun but never made: ${neverMade.length === 0 ? "nothing" : "`up` will make them"}`,
    ...neverMade.map((urn) => `    ${label(urn)}`),
    ...(orphans.length === 0
      ? []
      : ["  exists, but was never in the state; delete it or import it with `pulumi import`:"]),
    ...orphans.map(({ urn, id }) => `    ${label(urn)} (${id})`),
    ...(kept.length === 0 ? [] : ["  kept on purpose (retainOnDelete, or `pulumi state delete`):"]),
    ...kept.map(({ urn, id }) => `    ${label(urn)} (${id})`),
    "",
    `Next: ${nextUp(session)}`,
  ];
}
