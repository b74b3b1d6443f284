import { wholeNumber } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const DAYS = wholeNumber("days", 7, { from: 1, to: 3653 }, "days that logs are kept at least");

/** The periods that CloudWatch Logs knows, in days. */
const PERIODS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const awsLogsRetention: ResourceRule = {
  id: "aws-logs-retention",
  title: "Log group kept for ever or too short",
  severity: Severity.Low,
  graph: false,
  judges: { "aws:cloudwatch/logGroup:LogGroup": ["retentionInDays", "logGroupClass"] },
  parameters: [DAYS],
  controls: {
    NIST: [
      "AC-16",
      "AU-10",
      "AU-11",
      "AU-12",
      "AU-14",
      "AU-6",
      "CA-7",
      "PM-14",
      "PM-21",
      "PM-31",
      "SC-28",
      "SI-12",
      "SI-4",
    ],
    PCI4: ["10.5.1", "3.2.1", "3.3.1", "3.3.2", "3.3.3", "5.3.4"],
  },
  checkov: ["CKV_AWS_66", "CKV_AWS_338"],
  remedy: {
    replaces: false,
    // Only a longer period is chosen here: a limit on logs that are kept for ever would delete the old ones.
    edits({ props }, settings) {
      const kept = get(props, "retentionInDays");
      const days = kept.state === "known" ? Number(kept.value) : 0;
      const enough = PERIODS.find((period) => period >= DAYS.of(settings));
      if (days === 0 || days >= DAYS.of(settings) || enough === undefined) return [];
      return [{ path: "retentionInDays", value: enough }];
    },
  },
  why: "Logs that go too soon are missing when somebody asks what happened; logs without a limit are paid for every month and hold personal data for ever.",
  fix: "Set `retentionInDays` to as many days as the logs are needed.",
  bad: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "api", props: { name: "/api", retentionInDays: 1 } }],
  good: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "api", props: { name: "/api", retentionInDays: 30 } }],
  check({ props }, settings) {
    const kept = get(props, "retentionInDays");
    const enough = holds(kept, (days) => Number(days) >= DAYS.of(settings));
    // Groups for delivery have one period, whatever is said.
    const fixed = isText(get(props, "logGroupClass"), "DELIVERY");
    const forEver = kept.state === "absent" || (kept.state === "known" && Number(kept.value) === 0);
    return demand(any(enough, fixed), kept, forEver ? "keeps the logs for ever" : "deletes the logs too soon");
  },
};
