import { writeFileSync } from "node:fs";
import type { PolicyReport } from "../../report/policies/model.js";
import type { Input, OptionSpec } from "../arguments.js";
import { docsFromHere } from "../docs-page.js";
import { CliError, ExitCode, usageError } from "../errors.js";
import { say } from "../output.js";
import { didYouMean } from "../words.js";

/** Each loads its renderer when it is asked for. */
const renderers: Readonly<Record<string, () => Promise<(report: PolicyReport) => string>>> = {
  terminal: async () => {
    const { terminalReport } = await import("../../report/policies/terminal.js");
    return (report) => terminalReport(report, docsFromHere);
  },
  json: async () => (await import("../../report/policies/json.js")).jsonReport,
  sarif: async () => (await import("../../report/policies/sarif.js")).sarifReport,
  junit: async () => (await import("../../report/policies/junit.js")).junitReport,
  markdown: async () => {
    const { markdownReport } = await import("../../report/policies/markdown.js");
    return (report) => markdownReport(report);
  },
};

export const formatOptions: Readonly<Record<string, OptionSpec>> = {
  format: {
    type: "string",
    short: "f",
    value: "format[=file]",
    multiple: true,
    summary: "terminal (default), json, sarif, junit or markdown; with =FILE into a file (repeatable)",
  },
  json: { type: "boolean", summary: "The same as --format json" },
};

/** A format and the file that it goes to; without one it goes to standard output. */
export interface Wanted {
  readonly format: string;
  readonly file?: string;
}

/**
 * What is to be written. Where everything goes to files, standard output has the report for a person.
 *
 * @throws CliError `bad-argument` for a format that there is not, and for two on standard output
 */
export function wantedFormats(input: Input): readonly Wanted[] {
  const given = [...input.values("format"), ...(input.flag("json") ? ["json"] : [])].map(wanted);
  const open = given.filter(({ file }) => file === undefined);
  const [first, second] = open;
  if (first !== undefined && second !== undefined)
    throw usageError(
      "bad-argument",
      `--format ${first.format} and --format ${second.format} would both be printed; write one into a file: --format ${second.format}=FILE`,
    );
  return open.length === 0 ? [{ format: "terminal" }, ...given] : given;
}

function wanted(text: string): Wanted {
  const [format = "", ...rest] = text.split("=");
  const names = Object.keys(renderers);
  if (!names.includes(format)) {
    const meant = didYouMean(format, names);
    throw usageError(
      "bad-argument",
      `--format is ${JSON.stringify(format)};${meant === "" ? "" : ` ${meant}`} allowed: ${names.join(", ")}`,
    );
  }
  const file = rest.join("=");
  if (rest.length > 0 && file === "")
    throw usageError(
      "bad-argument",
      `--format ${text} names no file; write --format ${format}=FILE, or --format ${format}`,
    );
  return rest.length === 0 ? { format } : { format, file };
}

/** Writes the report in each format. @throws CliError `bad-argument` where a file cannot be written */
export async function writeReport(report: PolicyReport, formats: readonly Wanted[]): Promise<void> {
  for (const { format, file } of formats) {
    const text = (await renderers[format]?.())?.(report) ?? "";
    if (file === undefined) process.stdout.write(text);
    else writeTo(file, text);
  }
}

function writeTo(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError("bad-argument", `the report cannot be written to ${file}: ${reason}`, ExitCode.Usage);
  }
  say(`Wrote ${file}`);
}
