import { CliError } from "../errors.js";
import { hint } from "../hint.js";
import { say } from "../output.js";
import { count } from "../words.js";
import { runEngine } from "./engine-run.js";
import { locked } from "./failures.js";
import { holders, livingHolders } from "./locks.js";
import { findLost } from "./lost.js";
import { afterPreview, type PolicyResult, policyError, policyResult } from "./policies.js";
import type { RunRecord } from "./record.js";
import type { Session } from "./session.js";
import { readState, type State } from "./state.js";

export interface StepOptions {
  readonly verbose: boolean;
}

/** Previews with the policy packs. A broken mandatory policy is in the result; any other failure is thrown. */
export async function previewStep(
  session: Session,
  { verbose, diff = false }: StepOptions & { readonly diff?: boolean },
): Promise<{ record: RunRecord; policies: PolicyResult }> {
  const record = await runEngine(
    session,
    {
      title: "Previewing, with the policies",
      verb: "planned",
      verbose,
      accept: (failed) => failed.errors.length === 0 && policyResult(failed).violations.length > 0,
    },
    (callbacks) => session.stack.preview({ ...callbacks, diff }),
  );
  for (const warning of record.warnings) say(`warning: ${warning}`);
  return { record, policies: policyResult(record) };
}

/**
 * Carries out what was previewed. The packs run once more: values that the preview did not know are known now.
 *
 * @param previewed  what the packs said of the preview
 */
export async function updateStep(
  session: Session,
  { verbose, previewed }: StepOptions & { readonly previewed: PolicyResult },
): Promise<RunRecord> {
  const record = await runEngine(
    session,
    {
      title: "Updating",
      verb: "done",
      verbose,
      accept: (failed) => failed.errors.length === 0 && policyResult(failed).violations.length > 0,
    },
    (callbacks) => session.stack.up(callbacks),
  );
  const policies = afterPreview(policyResult(record), previewed);
  if (policies.violations.length > 0) throw policyError(policies, "the update was stopped part-way");
  return record;
}

/**
 * Refuses a stack that is locked, before time goes into a preview of it, and one where creations of a killed run are open: the
 * engine would make each of those resources a second time.
 *
 * @throws CliError `pending-creates`; `stack-locked`, also where they are of a run that is still going
 */
export async function refuseUnsettled(session: Session): Promise<void> {
  const state = await readState(session);
  const pending = (state.deployment?.pending_operations ?? []).filter(({ type }) => type === "creating");
  const open = new Set([...pending.map(({ resource }) => resource.urn), ...(await lostOf(session, state))]);
  const locks = open.size === 0 ? holders(session) : livingHolders(session);
  if (locks.length > 0) throw locked(session, locks);
  if (open.size === 0) return;
  throw new CliError(
    "pending-creates",
    `an earlier run of stack ${session.stackName} was killed while it created ${count(open.size, "resource")}, and nobody ` +
      `knows yet what of it exists; \`${hint("recover", session)}\` finds out, then \`up\` goes on`,
  );
}

/** URNs of what the sandbox made and the engine may not have heard of, because the server was killed: no operation is pending. */
async function lostOf(session: Session, state: State): Promise<string[]> {
  if (session.world === undefined) return [];
  return (await findLost(session, session.world, state)).imports.map(({ urn }) => urn);
}
