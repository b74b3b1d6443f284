import { join } from "node:path";
import { Recorder } from "../../policies/pack/recorder.js";
import { RECORDER_VARIABLE } from "../../policies/pack/recorder-variable.js";
import { serve } from "../../policies/pack/serve.js";
import type { Input } from "../arguments.js";
import { wantedStack } from "../commands/shared.js";
import { CliError, ExitCode } from "../errors.js";
import { hint } from "../hint.js";
import { say } from "../output.js";
import type { Project } from "../project.js";
import { runEngine } from "../run/engine-run.js";
import { openSession } from "../run/session.js";
import type { Subject } from "./subject.js";

/** The pack that the engine starts, which leads back here. */
const recorderPack = join(__dirname, "..", "..", "policy-recorder");

/** What a preview of a program registers: checked inputs, with values that only the update will know marked so. */
export async function previewSubject(project: Project, input: Input): Promise<Subject> {
  const live = input.flag("live");
  const naming = (stackName: string) => `${hint(input.command)} --stack ${stackName}`;
  const facts = {
    name: "groundplan-recorder",
    version: "0.0.0",
    title: "Recorder",
    description: "Takes resources down.",
  };
  const recorder = new Recorder(facts);
  const { port, close } = await serve(facts, recorder);
  try {
    const session = await openSession({
      ...wantedStack(project, input.value("stack"), naming),
      live,
      onlyPacks: [recorderPack],
      env: { [RECORDER_VARIABLE]: String(port) },
    });
    try {
      const record = await runEngine(
        session,
        { title: "Previewing, to judge what the program makes", verb: "planned", verbose: input.flag("verbose") },
        (callbacks) => session.stack.preview(callbacks),
      );
      for (const warning of record.warnings) say(`warning: ${warning}`);
      return { ...judged(recorder), kind: "preview", name: `stack ${session.stackName} of ${project.name}` };
    } finally {
      await session.close();
    }
  } finally {
    close();
  }
}

function judged({ resources }: Recorder): Omit<Subject, "kind" | "name"> {
  if (resources === undefined)
    throw new CliError(
      "engine-failed",
      "the preview ended without telling what the program makes; run `groundplan preview --verbose` to see what the engine says",
      ExitCode.Usage,
    );
  // The engine names no provider for a component.
  const inCloud: Subject["inCloud"] = ({ provider }) => provider !== undefined;
  return { resources, leaving: 0, positions: new Map(), inCloud };
}
