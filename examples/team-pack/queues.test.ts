import { strict as assert } from "node:assert";
import { describe, it } from "node:test";
import { ref, testPolicy, unknown } from "groundplan/policies/testing";
import { queueDeadLetter } from "./queue-dead-letter";
import { queueRetention } from "./queue-retention";

const type = "aws:sqs/queue:Queue";

describe("acme-queue-retention", () => {
  const queue = (messageRetentionSeconds?: unknown) => ({ type, name: "orders", props: { messageRetentionSeconds } });

  it("finds a queue that forgets too soon, one that says nothing too", async () => {
    for (const seconds of [86_400, undefined]) {
      const { preview, update } = await testPolicy(queueRetention, queue(seconds));
      assert.deepEqual(preview.violations[0]?.problems, [
        { path: "messageRetentionSeconds", wrong: "deletes messages before they are 7 days old" },
      ]);
      assert.deepEqual(update, preview);
    }
    const { update } = await testPolicy(queueRetention, queue(undefined), { settings: { days: 4 } });
    assert.deepEqual(update.violations, []);
  });

  it("says in a preview that it cannot tell, and decides in the update", async () => {
    const { preview, update } = await testPolicy(queueRetention, queue(unknown(86_400)));
    assert.deepEqual([preview.violations.length, preview.undecided[0]?.unknown], [0, ["messageRetentionSeconds"]]);
    assert.equal(update.violations.length, 1);
  });

  it("raises the retention under `remediate`", async () => {
    const { update } = await testPolicy(queueRetention, queue(86_400), { level: "remediate", settings: { days: 10 } });
    assert.deepEqual(update.remediated[0]?.inputs, { messageRetentionSeconds: 864_000 });
    assert.deepEqual(update.violations, []);
  });
});

describe("acme-queue-dead-letter", () => {
  const failed = { type, name: "failed", props: {} };
  const redrivePolicy = ref("failed", "arn", (deadLetterTargetArn) => JSON.stringify({ deadLetterTargetArn }));

  it("finds a queue alone", async () => {
    const { preview } = await testPolicy(queueDeadLetter, { type, name: "orders", props: {} });
    assert.deepEqual(
      preview.violations.map(({ resource }) => resource),
      ["orders"],
    );
  });

  it("knows the dead-letter queue by reference, in a preview too", async () => {
    const orders = { type, name: "orders", props: { redrivePolicy } };
    const redrive = {
      type: "aws:sqs/redrivePolicy:RedrivePolicy",
      name: "redrive",
      props: { queueUrl: ref("mails"), redrivePolicy },
    };
    const mails = { type, name: "mails", props: {} };
    const { preview, update } = await testPolicy(queueDeadLetter, [failed, orders, mails, redrive]);
    assert.deepEqual([...preview.violations, ...preview.undecided, ...update.violations], []);
  });
});
