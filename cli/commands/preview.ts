import type { Command, Input } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { print, printJson } from "../output.js";
import { assumptionLines, assumptionsOf } from "../run/assumptions.js";
import { policyError, policyJson, policyLines } from "../run/policies.js";
import type { Session } from "../run/session.js";
import { previewStep } from "../run/steps.js";
import { changeLines, changeText } from "../run/summary.js";
import { stackOptions, withSession } from "./shared.js";

export const preview: Command = {
  name: "preview",
  summary: "show what `up` would do, and what the policies say",
  description: "Changes nothing. Ends with exit code 3 when a mandatory policy is broken.",
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: {
    ...stackOptions,
    diff: { type: "boolean", summary: "Print every property that would change, as the engine does" },
    "policy-pack": { type: "string", value: "dir", multiple: true, summary: "Another policy pack to run (repeatable)" },
  },
  examples: [
    ["groundplan preview", "what would `up` do to stack dev?"],
    ["groundplan preview prod-gcp --diff", "the same for prod-gcp, property by property"],
  ],
  run: (input) => withSession(input, (session) => show(session, input), { policyPacks: input.values("policy-pack") }),
};

async function show(session: Session, input: Input): Promise<number> {
  const diff = input.flag("diff");
  const { record, policies } = await previewStep(session, { verbose: input.flag("verbose") || diff, diff });
  const assumptions = assumptionsOf(record);
  const result = { stack: session.stackName, live: session.live, changes: record.changes, assumptions };
  if (policies.violations.length > 0) throw policyError(policies, "nothing was changed", result);
  if (input.flag("json")) {
    printJson({ ...result, policies: policyJson(policies) });
    return ExitCode.Ok;
  }
  const lines = [
    "",
    `Stack ${session.stackName}: ${changeText(record, true)}`,
    ...changeLines(record, true),
    "",
    ...assumptionLines(assumptions),
    ...policyLines(policies),
  ];
  print(lines.join("\n"));
  return ExitCode.Ok;
}
