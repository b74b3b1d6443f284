import type { Resource } from "../../policies/core/resource.js";
import type { StateFile } from "../../policies/state/state-file.js";
import type { Position } from "../../report/policies/model.js";
import type { Input } from "../arguments.js";
import { CliError, ExitCode, usageError } from "../errors.js";
import { say } from "../output.js";
import { nameOf, readTarget, type Target } from "./target.js";

/** What is judged, however it was come by. */
export interface Subject {
  readonly kind: "state" | "preview";
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly leaving: number;
  readonly positions: ReadonlyMap<string, Position>;
  readonly inCloud: (resource: Resource) => boolean;
}

/** Gets what the command line names. Only a program and a stack need an engine. */
export async function subjectOf(target: Target, input: Input): Promise<Subject> {
  switch (target.kind) {
    case "state":
      refuseForState(input);
      return stateSubject(readTarget(target.file), nameOf(target.file));
    case "stack":
      return stackSubject(target, input);
    case "program": {
      const { previewSubject } = await import("./preview.js");
      return previewSubject(target.project, input);
    }
  }
}

/** What says where a stack is means nothing for a file, and whoever writes it expects something else to be judged. */
function refuseForState(input: Input): void {
  const given = input.value("stack") !== undefined ? "--stack" : input.flag("live") ? "--live" : undefined;
  if (given === undefined) return;
  throw usageError(
    "bad-argument",
    `${given} is of a program or a stack, and a state file is judged: leave it out, or name a directory`,
  );
}

async function stateSubject(bytes: Uint8Array, name: string): Promise<Subject> {
  const { readState, StateError } = await import("../../policies/state/state-file.js");
  const { resourcesOf } = await import("../../policies/state/resources.js");
  const { positionsOf } = await import("../../policies/state/positions.js");
  let state: StateFile;
  try {
    state = readState(bytes, name);
  } catch (error) {
    if (error instanceof StateError) throw new CliError("bad-state", error.message, ExitCode.Usage);
    throw error;
  }
  const components = new Set(state.resources.filter(({ custom }) => !custom).map(({ urn }) => urn));
  return {
    kind: "state",
    name,
    resources: resourcesOf(state.resources),
    leaving: state.leaving,
    positions: positionsOf(state.resources),
    inCloud: ({ urn }) => !components.has(urn),
  };
}

/** What exists of a stack. Its secrets are decrypted to be judged, and never shown. */
async function stackSubject(target: Extract<Target, { kind: "stack" }>, input: Input): Promise<Subject> {
  const { openSession } = await import("../run/session.js");
  const { exportedState } = await import("../run/state.js");
  const { project, stack } = target;
  const live = input.flag("live");
  const session = await openSession({ project, stack, live });
  try {
    const name = `stack ${stack} of ${project.name}`;
    const subject = await stateSubject(Buffer.from(await exportedState(session)), name);
    if (subject.resources.length === 0)
      say(`Nothing exists of ${name}; name the program's directory to judge what it would make`);
    return subject;
  } finally {
    await session.close();
  }
}
