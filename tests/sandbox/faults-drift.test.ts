import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { driftIn } from "../../sandbox/faults/drift.js";
import type { DriftOrder } from "../../sandbox/faults/drift-order.js";
import { Engine, secret, testServer } from "./support/client.js";

const bucket = "aws:s3/bucket:Bucket";

describe("a change by hand", () => {
  let server: Awaited<ReturnType<typeof testServer>>;
  let engine: Engine;

  beforeEach(async () => {
    server = await testServer();
    engine = await new Engine(server.ports.aws).open();
  });
  afterEach(async () => {
    engine.close();
    await server.end();
  });

  const drift = (order: DriftOrder) => driftIn(server.context, order);
  const inputs = () => server.context.store.all().map((object) => object.inputs);
  const snapshot = () => JSON.stringify(server.context.store.all());

  it("of a property is what the next read sees, and is taken back whole, secrets included", async () => {
    const { id } = await engine.create(bucket, "a", { name: "a", tags: { owner: "us" }, password: secret("s3cret") });
    const before = snapshot();
    const outcome = drift({ action: "change", target: "a", properties: { "tags.owner": "them", extra: 1 } });
    expect(outcome.done).toEqual([`changed tags.owner, extra of ${bucket} ${id} by hand`]);
    const read = await engine.read(bucket, "a", id);
    expect([read.inputs.tags, read.inputs.extra, read.outputs.tags]).toEqual([{ owner: "them" }, 1, { owner: "them" }]);
    expect(outcome.changes).toEqual([
      {
        number: 1,
        what: "changed",
        type: bucket,
        id,
        urn: engine.urn(bucket, "a"),
        stack: "dev",
        properties: ["extra", "tags"],
        holds: true,
      },
    ]);
    expect(drift({ action: "undo" })).toEqual({ done: [`changed ${bucket} ${id} back`], changes: [] });
    expect(snapshot()).toBe(before);
  });

  it("takes a property away with null, and is refused where the cloud does not know it", async () => {
    const { id } = await engine.create(bucket, "a", { name: "a", tags: { owner: "us" } });
    drift({ action: "change", target: `${bucket}:${id}`, properties: { tags: null } });
    expect(inputs()).toEqual([{ name: "a" }]);
    const refused = drift({ action: "change", target: id, properties: { nmae: "x" } });
    expect([refused.problem, refused.done]).toEqual([
      `${bucket} ${id} cannot be changed like that: nmae: unknown property nmae; did you mean name?`,
      [],
    ]);
  });

  it("is refused where the cloud could only replace the object", async () => {
    const { id } = await engine.create(bucket, "a", { name: "a" });
    expect(drift({ action: "change", target: id, properties: { name: "b" } }).problem).toBe(
      `${bucket} ${id} cannot be changed like that: name: it cannot be changed in an object that exists`,
    );
    expect(inputs()).toEqual([{ name: "a" }]);
  });

  it("deletes what nothing uses, else only by force, and brings it back under its number", async () => {
    const target = await engine.create(bucket, "target", {});
    const user = await engine.create(bucket, "user", { target: target.id });
    const before = snapshot();
    expect(drift({ action: "delete", target: "target", force: false }).problem).toBe(
      `DependencyViolation: ${target.id} is in use by ${user.id}; --force deletes it all the same`,
    );
    expect(drift({ action: "delete", target: "target", force: true }).changes).toMatchObject([
      { what: "deleted", id: target.id },
    ]);
    expect((await engine.read(bucket, "target", target.id)).id).toBe("");
    expect(drift({ action: "undo", number: 1 }).done).toEqual([`brought ${bucket} ${target.id} back`]);
    expect(snapshot()).toBe(before);
    expect(server.context.store.users(server.context.store.byNumber(1) as never)).toHaveLength(1);
  });

  it("adds what belongs to no stack, where most of its package is, and removes it again", async () => {
    await engine.create(bucket, "a", {});
    const { done } = drift({ action: "add", type: bucket, properties: { name: "theirs" } });
    const added = server.context.store.all().find(({ stack }) => stack === "");
    expect(done).toEqual([`added ${bucket} ${added?.id} by hand`]);
    expect(added).toMatchObject({
      account: "123456789012",
      region: "eu-west-1",
      inputs: { name: "theirs" },
      project: "",
    });
    drift({ action: "undo" });
    expect(server.context.store.count()).toBe(1);
    expect(drift({ action: "add", type: "x:y:Z", properties: {} }).problem).toContain("x:y:Z is a type of no package");
  });

  it("takes types as Pulumi prints them", async () => {
    const { id } = await engine.create(bucket, "a", { name: "a" });
    expect(drift({ action: "change", target: `aws:s3:Bucket:${id}`, properties: { extra: 1 } }).done).toEqual([
      `changed extra of ${bucket} ${id} by hand`,
    ]);
    const { done } = drift({ action: "add", type: "aws:s3:Bucket", properties: { name: "theirs" } });
    const added = server.context.store.all().find(({ stack }) => stack === "");
    expect([added?.type, done]).toEqual([bucket, [`added ${bucket} ${added?.id} by hand`]]);
  });

  it("that deleted what no state lists any more is not taken back, unless it is forced", async () => {
    const stays = await engine.create(bucket, "stays", {});
    const left = await engine.create(bucket, "left", {});
    const listed = await engine.create(bucket, "listed", {});
    for (const target of ["left", "listed"]) drift({ action: "delete", target, force: false });
    drift({ action: "add", type: bucket, properties: { name: "theirs" } });
    const theirs = server.context.store.all().find(({ stack }) => stack === "");
    drift({ action: "delete", target: theirs?.id ?? "", force: false });
    const states = [`${bucket}:${listed.id}`];
    const refusal =
      `left ${bucket} ${left.id} deleted: no state lists it any more, so the next \`up\` makes it anew where the program ` +
      "still has it, and would meet this one; `groundplan sandbox drift undo 1 --force` brings it back all the same";
    expect(drift({ action: "undo", number: 1, listed: states })).toMatchObject({ done: [], problem: refusal });
    const { done, changes } = drift({ action: "undo", listed: states });
    expect(done).toEqual([
      `brought ${bucket} ${theirs?.id} back`,
      `removed ${bucket} ${theirs?.id} again`,
      `brought ${bucket} ${listed.id} back`,
      refusal,
    ]);
    expect(changes.map(({ number, id }) => [number, id])).toEqual([[1, left.id]]);
    expect(drift({ action: "undo", number: 1, listed: states, force: true })).toEqual({
      done: [
        `brought ${bucket} ${left.id} back; no state lists it: import it with \`pulumi import\`, or delete it with ` +
          `\`groundplan sandbox drift delete ${bucket}:${left.id}\``,
      ],
      changes: [],
    });
    expect(server.context.store.all().map(({ id }) => id)).toEqual([stays.id, left.id, listed.id]);
  });

  it("that deleted what has been made anew is forgotten, whatever the states list", async () => {
    const { id } = await engine.create(bucket, "a", {});
    drift({ action: "delete", target: "a", force: false });
    await engine.create(bucket, "a", {});
    expect(drift({ action: "undo", listed: [] })).toEqual({
      done: [`left ${bucket} ${id} as it is: it was changed since`],
      changes: [],
    });
  });

  it("is only forgotten by undo where a run has overtaken it", async () => {
    const { id, outputs } = await engine.create(bucket, "a", { name: "a", tags: { owner: "us" } });
    drift({ action: "change", target: "a", properties: { "tags.owner": "them" } });
    await engine.update(bucket, "a", id, outputs, { name: "a", tags: { owner: "us" } });
    expect(drift({ action: "list" }).changes).toMatchObject([{ number: 1, holds: false }]);
    expect(drift({ action: "undo" }).done).toEqual([`left ${bucket} ${id} as it is: it was changed since`]);
    expect(inputs()).toEqual([{ name: "a", tags: { owner: "us" } }]);
  });

  it("is picked by a seed: the same one picks the same, and nothing that is in use is deleted", async () => {
    for (let index = 0; index < 12; index++) {
      const { id } = await engine.create(bucket, `a${index}`, { name: `a${index}`, tags: {} });
      await engine.create(bucket, `b${index}`, { name: `b${index}`, target: id, tags: {} });
    }
    const first = drift({ action: "random", seed: 5, count: 8 });
    expect(first.done).toHaveLength(8);
    expect(
      first.changes.filter(({ what }) => what === "deleted").map(({ urn }) => urn.split("::").at(-1)?.[0]),
    ).not.toContain("a");
    drift({ action: "undo" });
    expect(drift({ action: "random", seed: 5, count: 8 }).done).toEqual(first.done);
    drift({ action: "undo" });
    expect(drift({ action: "random", seed: 6, count: 8 }).done).not.toEqual(first.done);
  });

  it("says what it does not find, and which of several it may mean", async () => {
    expect(drift({ action: "delete", target: "nothing", force: false }).problem).toContain(
      'nothing in the sandbox is "nothing"',
    );
    await engine.create(bucket, "a", { name: "one" });
    await engine.create(bucket, "a", { name: "two" });
    expect(drift({ action: "delete", target: "a", force: false }).problem).toMatch(
      /^"a" means 2 objects; say which by type:id: /,
    );
    expect(drift({ action: "undo", number: 9 }).problem).toBe("there is no change 9; there are none");
  });
});
