import type { Command, Input } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { formatOptions, wantedFormats, writeReport } from "../policy/formats.js";
import { judgingOptions } from "../policy/options.js";

export const policyCheck: Command = {
  name: "policy check",
  summary: "judge a state file, a program or a stack by the policies",
  description: `Of a state file (\`pulumi stack export\`, a backend's checkpoint, - for standard input) the rules judge what it holds, in this
process: no engine, no program, no login. A directory is a program: it is previewed in the sandbox, and what the preview
registers is judged. Any other word is a stack of the project here: what exists of it is judged. Without any of them it is
the program here.

Values that are not known are undecided, which is neither a pass nor a violation: those of a preview that only the update
knows, and those that a state has encrypted (\`pulumi stack export --show-secrets\` shows them to the rules; no report does).

Exit codes: 0 nothing stops (rules that advise do not), 1 a violation stops, or something undecided that is configured to,
or a rule of the pack failed; 2 nothing could be judged.`,
  usage: "[program|state.json|stack]",
  positionals: { least: 0, most: 1 },
  options: { ...formatOptions, ...judgingOptions },
  examples: [
    ["groundplan policy check state.json", "a `pulumi stack export`, without an engine"],
    ["groundplan policy check", "what the program here would make"],
    ["groundplan policy check prod-aws --live", "what exists of a real stack"],
    ["groundplan policy check state.json --profile cis,pci --severity critical", "other profiles, one severity"],
    ["groundplan policy check --format sarif=out.sarif --format junit=out.xml", "for CI, and the text as well"],
  ],
  run: check,
};

async function check(input: Input): Promise<number> {
  const formats = wantedFormats(input);
  const { targetOf } = await import("../policy/target.js");
  const { courtOf } = await import("../policy/judge.js");
  const { subjectOf } = await import("../policy/subject.js");
  const { reportOf } = await import("../policy/report.js");
  const target = await targetOf(input.positionals[0]);
  const court = await courtOf(target, input);
  const report = reportOf(court, await subjectOf(target, input));
  await writeReport(report, formats);
  return report.summary.stopped ? ExitCode.Failed : ExitCode.Ok;
}
