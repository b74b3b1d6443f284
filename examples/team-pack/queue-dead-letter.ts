import { any, demand, get, isSet, nowhere, Severity, type StackRule } from "groundplan/policies";

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";

/** Other resources decide it, by what they were made from: also in a preview, where no ARN is known yet. */
export const queueDeadLetter: StackRule = {
  id: "acme-queue-dead-letter",
  title: "Queue without a dead-letter queue",
  severity: Severity.High,
  graph: true,
  judges: { [QUEUE]: ["redrivePolicy", "redriveAllowPolicy"] },
  consults: { [REDRIVE]: ["queueUrl", "redrivePolicy"] },
  controls: {},
  why: "A message that no consumer can take comes back for ever, and keeps the others waiting.",
  fix: "Set `redrivePolicy` to a queue that takes what fails.",
  bad: [{ type: QUEUE, name: "orders", props: {} }],
  good: [
    { type: QUEUE, name: "failed", props: {} },
    { type: QUEUE, name: "orders", props: { redrivePolicy: "{}" }, refs: { redrivePolicy: ["failed"] } },
  ],
  check(queue, stack) {
    const redrives = stack.referring(queue, "queueUrl", REDRIVE).map(({ refers }) => refers);
    const takesWhatFails = stack.referring(queue, "redrivePolicy", QUEUE, REDRIVE).map(({ refers }) => refers);
    const madeFrom = queue.dependencies.redrivePolicy ?? []; // in a preview its text may not be known, this is
    const isFine = any(
      madeFrom.length > 0 || isSet(get(queue.props, "redrivePolicy")),
      isSet(get(queue.props, "redriveAllowPolicy")),
      ...redrives,
      ...takesWhatFails,
    );
    return demand(isFine, nowhere, "no dead-letter queue takes what its consumers cannot");
  },
};
