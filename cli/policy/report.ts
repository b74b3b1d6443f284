import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policyReport } from "../../report/policies/build.js";
import type { PolicyReport } from "../../report/policies/model.js";
import { type Court, judgeAll, judgedTypes } from "./judge.js";
import type { Subject } from "./subject.js";

/** Judges a subject, and makes the report of it. */
export function reportOf(court: Court, subject: Subject): PolicyReport {
  const { judged, exceptions } = judgeAll(court, subject.resources);
  const { kind, name } = subject;
  return policyReport({
    ...subject,
    tool: toolVersion(),
    subject: { kind, name },
    profiles: court.profiles,
    knows: judgedTypes(court.rules),
    settings: court.judge.conduct.settings,
    judged,
    exceptions,
  });
}

function toolVersion(): string {
  const manifest = readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
