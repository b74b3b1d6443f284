import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isTimeZone } from "../../time-zone.js";
import { at, isRecord, isSet, text } from "../../values.js";
import { checkTemplate, hasPolicy } from "./pod.js";
import type { Report } from "./report.js";
import { scheduleProblem } from "./schedule.js";

const counts = [
  "parallelism",
  "completions",
  "activeDeadlineSeconds",
  "backoffLimit",
  "ttlSecondsAfterFinished",
] as const;

export function checkJob(report: Report, { spec }: Props): void {
  checkJobSpec(report, spec, "spec");
  if (
    isRecord(spec) &&
    isSet(spec.selector) &&
    spec.selector !== UNKNOWN &&
    spec.manualSelector !== true &&
    spec.manualSelector !== UNKNOWN
  )
    report.invalid("spec.selector", spec.selector, "`selector` not auto-generated");
}

function checkJobSpec(report: Report, spec: unknown, path: string): void {
  if (!isRecord(spec)) return;
  for (const name of counts) report.notNegative(`${path}.${name}`, spec[name]);
  report.choice(`${path}.completionMode`, spec.completionMode ?? "NonIndexed", ["NonIndexed", "Indexed"]);
  if (isSet(spec.podReplacementPolicy))
    report.choice(`${path}.podReplacementPolicy`, spec.podReplacementPolicy, ["Failed", "TerminatingOrFailed"]);
  if (!isSet(spec.template)) report.required(`${path}.template`);
  checkTemplate(report, spec.template, `${path}.template`);
  const policy = `${path}.template.spec.restartPolicy`;
  if (at(spec.template, "spec.restartPolicy") === "Always")
    report.required(policy, 'valid values: "OnFailure", "Never"');
  else if (isSet(spec.podFailurePolicy) && !hasPolicy(spec.template, ["Never"]))
    report.invalid(
      policy,
      at(spec.template, "spec.restartPolicy"),
      'only "Never" is supported when podFailurePolicy is specified',
    );
}

export function checkCronJob(report: Report, { metadata, spec }: Props): void {
  const name = isRecord(metadata) ? text(metadata.name) : undefined;
  if (isRecord(spec)) {
    checkSchedule(report, spec);
    if (isSet(spec.timeZone)) checkZone(report, spec.timeZone);
    report.notNegative("spec.startingDeadlineSeconds", spec.startingDeadlineSeconds);
    report.choice("spec.concurrencyPolicy", spec.concurrencyPolicy ?? "Allow", ["Allow", "Forbid", "Replace"]);
    checkJobSpec(report, at(spec.jobTemplate, "spec"), "spec.jobTemplate.spec");
    report.notNegative("spec.successfulJobsHistoryLimit", spec.successfulJobsHistoryLimit);
    report.notNegative("spec.failedJobsHistoryLimit", spec.failedJobsHistoryLimit);
  }
  if (name !== undefined && name.length > 52)
    report.invalid("metadata.name", name, "must be no more than 52 characters");
}

function checkSchedule(report: Report, spec: Props): void {
  const { schedule } = spec;
  if (!isSet(schedule) || schedule === "") report.required("spec.schedule");
  else if (typeof schedule === "string") {
    if (/TZ/.test(schedule))
      report.invalid("spec.schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    else {
      const problem = scheduleProblem(schedule);
      if (problem !== undefined) report.invalid("spec.schedule", schedule, problem);
    }
  }
}

function checkZone(report: Report, zone: unknown): void {
  if (typeof zone !== "string") return;
  if (zone === "") report.invalid("spec.timeZone", zone, "timeZone must be nil or non-empty string");
  else if (zone.toLowerCase() === "local")
    report.invalid(
      "spec.timeZone",
      zone,
      "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones",
    );
  else if (!isTimeZone(zone)) report.invalid("spec.timeZone", zone, `unknown time zone ${zone}`);
}
