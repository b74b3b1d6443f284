import { basename } from "node:path";
import { SandboxError } from "../errors.js";

/** @param untouched what has not happened because of the problems */
export function badAnswers(file: string, problems: readonly string[], untouched = "nothing was started"): SandboxError {
  const what = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new SandboxError(
    "bad-answers",
    [`${basename(file)} has ${what}; ${untouched} (${file}):`, ...problems.map((line) => `  ${line}`)].join("\n"),
  );
}
