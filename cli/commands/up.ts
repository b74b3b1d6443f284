import type { Command, Input } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { hint } from "../hint.js";
import { columns, print, printJson } from "../output.js";
import { type Assumption, assumptionLines, assumptionsOf } from "../run/assumptions.js";
import { confirmLive } from "../run/confirm.js";
import { faultOptions, listedFaults } from "../run/fault-run.js";
import { stackOutputs } from "../run/outputs.js";
import { type PolicyResult, policyError, policyJson, policyLines, policyResult } from "../run/policies.js";
import type { RunRecord } from "../run/record.js";
import type { Session } from "../run/session.js";
import { previewStep, refuseUnsettled, updateStep } from "../run/steps.js";
import { changeLines, changeText, existingLines, isUnchanged, outputLines } from "../run/summary.js";
import { confirmOption, stackOptions, withSession } from "./shared.js";

export const up: Command = {
  name: "up",
  summary: "preview with the policies, then create or change what the stack describes",
  description: `Previews first, with the policy pack on, and stops there when a mandatory policy is broken. Then makes what the
preview showed, and ends with what exists, the stack's outputs and what the policies said.`,
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: {
    ...stackOptions,
    ...confirmOption,
    ...faultOptions,
    "policy-pack": { type: "string", value: "dir", multiple: true, summary: "Another policy pack to run (repeatable)" },
    throwaway: {
      type: "boolean",
      summary: "In a sandbox that is deleted at the end, with its state: faster, for a trial",
    },
  },
  examples: [
    ["groundplan up", "deploy stack dev to the sandbox"],
    ["groundplan up prod-aws", "deploy another stack to the sandbox"],
    ["groundplan up prod-aws --live", "deploy it to AWS, with your own credentials"],
    ["groundplan up --throwaway", "try it out and leave nothing behind"],
  ],
  run: async (input) =>
    (await listedFaults(input)) ??
    withSession(input, (session) => deploy(session, input), {
      throwaway: input.flag("throwaway"),
      policyPacks: input.values("policy-pack"),
    }),
};

async function deploy(session: Session, input: Input): Promise<number> {
  await refuseUnsettled(session);
  const { record, policies } = await previewStep(session, { verbose: input.flag("verbose") });
  if (policies.violations.length > 0) throw policyError(policies);
  const updated = isUnchanged(record) ? undefined : await update(session, input, { record, policies });
  const made = updated ?? record;
  // What the preview could not decide, the packs have decided on the update.
  const final = updated === undefined ? policies : policyResult(made);
  const assumptions = assumptionsOf(record, made);
  const outputs = await stackOutputs(session);
  if (input.flag("json")) {
    printJson({
      stack: session.stackName,
      live: session.live,
      changes: made.changes,
      assumptions,
      policies: policyJson({ ...policies, remediated: final.remediated }),
      outputs,
    });
  } else {
    print(summary(session, made, { policies: final, assumptions, outputs, throwaway: input.flag("throwaway") }));
  }
  return ExitCode.Ok;
}

interface Planned {
  readonly record: RunRecord;
  readonly policies: PolicyResult;
}

async function update(session: Session, input: Input, { record, policies }: Planned): Promise<RunRecord> {
  await confirmLive(session, input.flag("yes"), `make these changes (${changeText(record, true)})`);
  return updateStep(session, { verbose: input.flag("verbose"), previewed: policies });
}

interface Result {
  readonly policies: PolicyResult;
  readonly assumptions: readonly Assumption[];
  readonly outputs: Record<string, unknown>;
  readonly throwaway: boolean;
}

function summary(session: Session, made: RunRecord, result: Result): string {
  const where = session.live ? "on the real clouds" : "in the sandbox";
  return [
    "",
    `Stack ${session.stackName} ${where}: ${changeText(made)}`,
    ...(isFirst(made) ? [] : changeLines(made)),
    "",
    ...existingLines(made),
    "",
    ...outputLines(result.outputs),
    "",
    ...assumptionLines(result.assumptions),
    ...policyLines(result.policies),
    "",
    ...nextLines(session, result.throwaway),
  ].join("\n");
}

/** Of a stack that is new, what exists says it all. */
function isFirst({ resources }: RunRecord): boolean {
  return [...resources.values()].every(({ op }) => op === "create");
}

function nextLines(session: Session, throwaway: boolean): string[] {
  if (throwaway) return ["This was a throwaway sandbox: all of it is deleted again."];
  const rows = [
    [hint("up", session), "once more: nothing changes"],
    [hint("outputs", session), "the outputs again"],
    [hint("destroy", session), "delete everything that this stack made"],
    ...(session.live ? [] : [[hint("sandbox status"), "what exists in the sandbox"]]),
  ];
  return ["Next:", ...columns(rows as [string, string][])];
}
