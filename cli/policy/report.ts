import { policyReport } from "../../report/policies/build.js";
import type { PolicyReport } from "../../report/policies/model.js";
import { packageVersion } from "../package-file.js";
import { type Court, judgeAll, judgedTypes } from "./judge.js";
import type { Subject } from "./subject.js";

/** Judges a subject, and makes the report of it. */
export function reportOf(court: Court, subject: Subject): PolicyReport {
  const { judged, exceptions } = judgeAll(court, subject.resources);
  const { kind, name } = subject;
  return policyReport({
    ...subject,
    tool: packageVersion(),
    subject: { kind, name },
    profiles: court.profiles,
    knows: judgedTypes(court.rules.filter(court.judge.conduct.enabled)),
    settings: court.judge.conduct.settings,
    judged,
    exceptions,
  });
}
