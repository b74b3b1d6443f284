import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, Input } from "../arguments.js";
import { CliError, ExitCode } from "../errors.js";
import { plain, print, printJson, say } from "../output.js";
import { failure } from "../run/failures.js";
import { watchInterrupts } from "../run/interrupt.js";
import { holdersOf, releaseDeadLock } from "../run/locks.js";
import { runPulumi } from "../run/pulumi.js";
import { label } from "../run/record.js";
import type { Session } from "../run/session.js";
import { readState, type State } from "../run/state.js";
import { count } from "../words.js";
import { defaultStack, stackOptions, withSession } from "./shared.js";

export const recover: Command = {
  name: "recover",
  summary: "bring a stack back after a run was killed",
  description: `Removes the lock of a run whose process is gone, finds out which resources it had made without writing them down, takes
those into the state, and refreshes it. Safe to run when nothing is wrong. Then \`up\` goes on where the run stopped.`,
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
  lockRemoved: boolean;
  readonly imported: readonly { readonly urn: string; readonly id: string }[];
  readonly neverMade: readonly string[];
  readonly orphans: readonly { readonly urn: string; readonly id: string }[];
}

async function bringBack(session: Session, input: Input): Promise<number> {
  const state = await readState(session);
  const { report, settled } = session.world === undefined ? livePlan(session, state) : await plan(session, state);
  report.lockRemoved = await refreshPastLock(session, input, settled === state ? undefined : settled);
  if (input.flag("json")) printJson({ stack: session.stackName, live: session.live, ...report });
  else print(words(session, report).join("\n"));
  return report.orphans.length === 0 ? ExitCode.Ok : ExitCode.Failed;
}

/** What to report, and the state without open operations: the same object where there were none. */
interface Plan {
  readonly report: Report;
  readonly settled: State;
}

async function plan(session: Session, state: State): Promise<Plan> {
  const { inventory, recoverDeployment } = await import("../../sandbox/index.js");
  const owner = { project: session.project.name, stack: session.stackName };
  const found = recoverDeployment(state, inventory(session.world as string), owner);
  return {
    report: { lockRemoved: false, imported: found.imports, neverMade: found.vanished, orphans: found.orphans },
    settled: found.deployment as State,
  };
}

/** On real clouds nobody but the user can tell what a lost creation made. */
function livePlan(session: Session, state: State): Plan {
  const open = (state.deployment?.pending_operations ?? []).filter(({ type }) => type === "creating");
  if (open.length > 0)
    throw new CliError(
      "pending-creates",
      [
        `a killed run of stack ${session.stackName} left ${count(open.length, "creation")} open. Look in the cloud whether each exists, then run:`,
        "  pulumi refresh --clear-pending-creates   to close them all in the state",
        "  pulumi import TYPE NAME ID               for each that exists, before the next `up`, which would make it again",
        ...open.map(({ resource }) => `  ${resource.urn}`),
      ].join("\n"),
    );
  return { report: { lockRemoved: false, imported: [], neverMade: [], orphans: [] }, settled: state };
}

/** Repairs and refreshes; where a dead run's lock is in the way, removes it and does it again. Returns whether one was removed. */
async function refreshPastLock(session: Session, input: Input, settled: State | undefined): Promise<boolean> {
  const repair = async () => {
    if (settled !== undefined) await importState(session, settled);
    await refresh(session, input);
  };
  try {
    await repair();
    return false;
  } catch (error) {
    const holders = holdersOf(plain(error instanceof Error ? error.message : String(error)));
    if (holders.length === 0) throw failure(session, error);
    await releaseDeadLock(session, holders, input.flag("release-lock"));
    say("Removed the lock of a run that is gone");
  }
  await repair().catch((error: unknown) => {
    throw failure(session, error);
  });
  return true;
}

/** Writes the state back. The engine's own --import-pending-creates would drop the operations without taking them in. */
async function importState(session: Session, state: State): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "groundplan-recover-"));
  try {
    const file = join(dir, "state.json");
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    await runPulumi(session, ["stack", "import", "--file", file]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function refresh(session: Session, input: Input): Promise<void> {
  say("Comparing the state with what exists");
  const interrupt = watchInterrupts();
  const onOutput = (text: string) => {
    interrupt.heard(text);
    if (input.flag("verbose")) process.stderr.write(text);
  };
  try {
    await runPulumi(session, ["refresh", "--yes", "--skip-preview", "--color", "never"], {
      onOutput,
      onError: onOutput,
      signal: interrupt.signal,
    });
  } finally {
    interrupt.dispose();
  }
}

function words(session: Session, { lockRemoved, imported, neverMade, orphans }: Report): string[] {
  const name = session.stackName;
  const up = name === defaultStack ? "groundplan up" : `groundplan up ${name}`;
  return [
    "",
    `Stack ${name} is ${orphans.length === 0 ? "recovered" : "recovered in part"}:`,
    `  lock: ${lockRemoved ? "removed; its process is gone" : "none was in the way"}`,
    `  made but not written down: ${imported.length === 0 ? "nothing" : "taken into the state"}`,
    ...imported.map(({ urn, id }) => `    ${label(urn)} (${id})`),
    `  begun but never made: ${neverMade.length === 0 ? "nothing" : "`up` will make them"}`,
    ...neverMade.map((urn) => `    ${label(urn)}`),
    ...(orphans.length === 0 ? [] : ["  exists, but no state knows it; delete it or import it with `pulumi import`:"]),
    ...orphans.map(({ urn, id }) => `    ${label(urn)} (${id})`),
    "",
    `Next: ${up}`,
  ];
}
