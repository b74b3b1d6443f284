import type { Command, Input } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { print, printJson } from "../output.js";
import { confirmLive } from "../run/confirm.js";
import { runEngine } from "../run/engine-run.js";
import { faultOptions, listedFaults } from "../run/fault-run.js";
import type { Session } from "../run/session.js";
import { refuseUnsettled } from "../run/steps.js";
import { changeLines, changeText } from "../run/summary.js";
import { confirmOption, stackOptions, withSession } from "./shared.js";

export const refresh: Command = {
  name: "refresh",
  summary: "bring the stack's state in line with what really exists",
  description: "Reads every resource from its cloud and corrects the state; changes no resource.",
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: { ...stackOptions, ...confirmOption, ...faultOptions },
  examples: [["groundplan refresh", "has somebody changed or deleted something of stack dev by hand?"]],
  run: async (input) => (await listedFaults(input)) ?? withSession(input, (session) => reconcile(session, input)),
};

async function reconcile(session: Session, input: Input): Promise<number> {
  await refuseUnsettled(session);
  await confirmLive(session, input.flag("yes"), "correct the state");
  const record = await runEngine(
    session,
    { title: "Refreshing", verb: "read", verbose: input.flag("verbose") },
    (callbacks) => session.stack.refresh(callbacks),
  );
  if (input.flag("json")) printJson({ stack: session.stackName, live: session.live, changes: record.changes });
  else print(["", `Stack ${session.stackName}: ${changeText(record)}`, ...changeLines(record)].join("\n"));
  return ExitCode.Ok;
}
