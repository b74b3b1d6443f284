import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { PolicyReport } from "../../report/policies/model.js";
import type { Command, Input } from "../arguments.js";
import { groupBy } from "../collections.js";
import { ExitCode, usageError } from "../errors.js";
import { print, printJson } from "../output.js";
import type { Baseline, Entry } from "../policy/baseline.js";
import { judgingOptions } from "../policy/options.js";
import { count } from "../words.js";

export const policyBaseline: Command = {
  name: "policy baseline",
  summary: "write today's violations down as exceptions, to adopt the policies on what exists",
  description: `Judges as \`policy check\` does, and writes an exception for each violation that has none into policy-exceptions.yaml: from
then on only what comes new stops. Entries and comments that are there stay; run again, it adds only what is missing.
Exceptions to critical rules end after 90 days at most, those to high rules after 90 days unless --until says otherwise,
others have no end. Nothing undecided is written down, and no value of any property.

To undo it, delete the entries with the reason "baseline".`,
  usage: "[program|state.json|stack] --owner <name>",
  positionals: { least: 0, most: 1 },
  options: {
    owner: {
      type: "string",
      short: "o",
      value: "name",
      summary: "Who answers for the entries: a person or a team (required)",
    },
    until: {
      type: "string",
      value: "day",
      summary: "Last day of the entries: 2026-12-31; for critical rules 90 days at most",
    },
    "dry-run": { type: "boolean", short: "n", summary: "Say what would be written, and write nothing" },
    json: { type: "boolean", summary: "Print the result as JSON on standard output" },
    ...judgingOptions,
  },
  examples: [
    ["groundplan policy baseline state.json --owner platform-team", "from a `pulumi stack export`"],
    ["groundplan policy baseline prod-aws --live --owner web --dry-run", "what it would write for a real stack"],
    ["groundplan policy baseline --owner web --severity medium,low", "critical and high ones go on stopping"],
  ],
  run: baseline,
};

async function baseline(input: Input): Promise<number> {
  const owner = ownerOf(input);
  const { isDay } = await import("../../policies/pack/exceptions-file.js");
  const { targetOf } = await import("../policy/target.js");
  const { courtOf } = await import("../policy/judge.js");
  const { subjectOf } = await import("../policy/subject.js");
  const { reportOf } = await import("../policy/report.js");
  const { baselineOf } = await import("../policy/baseline.js");
  const until = input.value("until");
  const today = new Date().toISOString().slice(0, 10);
  if (until !== undefined && (!isDay(until) || until < today))
    throw usageError(
      "bad-argument",
      `--until is ${JSON.stringify(until)}; allowed: a day from ${today} on, year first`,
    );
  const target = await targetOf(input.positionals[0]);
  const court = await courtOf(target, input, { mayBeMissing: true });
  const report = reportOf(court, await subjectOf(target, input));
  const result = baselineOf(report, { owner, today, ...(until === undefined ? {} : { until }) });
  const dry = input.flag("dry-run");
  if (!dry && result.entries.length > 0) await extend(court.exceptionsFile, result.entries);
  if (input.flag("json"))
    printJson({ file: court.exceptionsFile, dryRun: dry, entries: result.entries, ended: result.ended });
  else print(lines(court.exceptionsFile, report, result, dry).join("\n"));
  return ExitCode.Ok;
}

function ownerOf(input: Input): string {
  const owner = input.value("owner")?.trim() ?? "";
  if (owner !== "") return owner;
  throw usageError(
    "bad-argument",
    "groundplan policy baseline needs --owner <name>: a person or a team that answers for the entries",
  );
}

/** Readers see the whole file or the old one. */
async function extend(file: string, entries: readonly Entry[]): Promise<void> {
  const { withEntries } = await import("../policy/baseline-file.js");
  const text = withEntries(existsSync(file) ? readFileSync(file, "utf8") : undefined, entries);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function lines(file: string, { summary }: PolicyReport, { entries, ended }: Baseline, dry: boolean): string[] {
  const where = relative(process.cwd(), file);
  const open = summary.undecided + summary.faults;
  const ends = [...groupBy(entries, ({ until }) => until ?? "")].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(entries.length === 0
      ? [`Nothing to write: every violation has its exception in ${where}, or there is none.`]
      : []),
    ...entries.map(
      ({ rule, resource, until }) => `  ${rule} on ${resource}${until === undefined ? "" : ` until ${until}`}`,
    ),
    ...(entries.length === 0
      ? []
      : [
          `${dry ? "Would write" : "Wrote"} ${count(entries.length, "exception")} to ${where}: ` +
            ends
              .map(([until, some]) => `${some.length} ${until === "" ? "without an end" : `until ${until}`}`)
              .join(", "),
          ...(dry ? [] : ['To undo it, delete the entries with the reason "baseline".']),
        ]),
    ...ended.map(
      (one) => `Not written: the exception to ${one} has ended; repair the resource, or renew the exception by hand`,
    ),
    ...(open > 0 ? [`Not written: ${count(open, "finding")} that no rule has decided`] : []),
  ];
}
