import { demand, get, holds, type ResourceRule, Severity, wholeNumber } from "groundplan/policies";

const DAY = 86_400;
/** What SQS takes where nothing is said, in days. */
const USUAL = 4;

const days = wholeNumber("days", 7, { from: 1, to: 14 }, "days that a message must be kept");

/** One resource's own inputs decide it, so it speaks before the queue is made. */
export const queueRetention: ResourceRule = {
  id: "acme-queue-retention",
  title: "Queue that forgets too soon",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:sqs/queue:Queue": ["messageRetentionSeconds"] },
  controls: {},
  parameters: [days],
  why: "A consumer that fails on a Friday evening is repaired on Monday; by then SQS has deleted the first messages.",
  fix: "Raise `messageRetentionSeconds`.",
  remedy: {
    replaces: false,
    edits: ({ props }, settings) =>
      keeps(props, days.of(settings)) === false
        ? [{ path: "messageRetentionSeconds", value: days.of(settings) * DAY }]
        : [],
  },
  bad: [{ type: "aws:sqs/queue:Queue", name: "orders", props: { messageRetentionSeconds: 1 * DAY } }],
  good: [{ type: "aws:sqs/queue:Queue", name: "orders", props: { messageRetentionSeconds: 7 * DAY } }],
  check({ props }, settings) {
    const wanted = days.of(settings);
    const retention = get(props, "messageRetentionSeconds");
    return demand(keeps(props, wanted), retention, `deletes messages before they are ${wanted} days old`);
  },
};

/** Yes, no, or undecided: `holds` says the last where the value is not known yet. */
function keeps(props: Readonly<Record<string, unknown>>, wanted: number) {
  const retention = get(props, "messageRetentionSeconds");
  return holds(retention, (seconds) => Number(seconds) >= wanted * DAY, wanted <= USUAL);
}
