import { strict as assert } from "node:assert";
import { it } from "node:test";
import { testPolicy, unknown } from "groundplan/policies/testing";
import { queueEncrypted } from "./queue-encrypted";

const queue = (props: object) => ({ type: "aws:sqs/queue:Queue", name: "orders", props: { ...props } });
/** A key that is made in the same run. */
const kmsMasterKeyId = unknown("key-1");

it("finds a queue in clear in a preview, whatever is not known beside", async () => {
  const { preview } = await testPolicy(queueEncrypted, queue({ sqsManagedSseEnabled: false, kmsMasterKeyId }));
  assert.deepEqual(
    preview.violations.map(({ resource, level }) => [resource, level]),
    [["orders", "mandatory"]],
  );
});

it("cannot tell in a preview whether there is a key, and is content in the update", async () => {
  const { preview, update } = await testPolicy(queueEncrypted, queue({ kmsMasterKeyId }));
  assert.deepEqual(preview.undecided[0]?.unknown, ["kmsMasterKeyId"]);
  assert.deepEqual(update, { violations: [], undecided: [], faults: [], remediated: [] });
});

it("asks for a key where orders are held", async () => {
  const { update } = await testPolicy(queueEncrypted, queue({}));
  assert.match(update.violations[0]?.message ?? "", /kmsMasterKeyId is not set$/);
});
