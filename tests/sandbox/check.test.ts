import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CheckedState, checkWorld } from "../../sandbox/check.js";
import { driftIn } from "../../sandbox/faults/drift.js";
import { Engine, secret, testServer } from "./support/client.js";
import { cloud } from "./support/fake-cloud.js";

const bucket = "aws:s3/bucket:Bucket";

describe("the check of a world", () => {
  let server: Awaited<ReturnType<typeof testServer>>;
  let engine: Engine;
  let target: { id: string };

  beforeEach(async () => {
    server = await testServer();
    engine = await new Engine(server.ports.aws).open();
    target = await engine.create(bucket, "target", { name: "target", password: secret("s3cret") });
    await engine.create(bucket, "user", { target: target.id });
    await engine.cancel();
    engine.close();
    await expect.poll(() => server.connections()).toBe(0);
  });
  afterEach(async () => {
    engine.close();
    await server.end();
  });

  const listed = (): { urn: string; id: string; custom: true; type: string }[] =>
    server.context.store.all().map(({ urn, id, type }) => ({ urn, id, custom: true, type }));
  const stateOf = (resources: readonly object[], pending: readonly object[] = []): CheckedState => ({
    project: "shop",
    stack: "dev",
    state: { deployment: { resources: resources as never, pending_operations: pending as never } },
  });
  const codes = (states = [stateOf(listed())]) =>
    checkWorld(server.dir, states, cloud).map(({ code, message }) => `${code}: ${message}`);
  /** Writes into the store past the server. */
  const damage = (sql: string) => {
    const db = new DatabaseSync(server.context.store.files.store);
    db.exec(sql);
    db.close();
  };

  it("finds nothing where store and state agree", () => {
    expect(codes()).toEqual([]);
  });

  it.each([
    [
      "an index that lacks something",
      "UPDATE objects SET identities = '[]' WHERE seq = 1",
      /^index: the index of identities does not have what/,
    ],
    [
      "a number that was never given out",
      "UPDATE objects SET generation = 7 WHERE seq = 2",
      /generation 7, but the last that was given out is 1$/,
    ],
    ["a secret that cannot be opened", "UPDATE objects SET sealed = x'00' WHERE seq = 1", /^unreadable: object 1 /],
  ])("finds %s", (_, sql, message) => {
    damage(sql);
    expect(codes()[0]).toMatch(message);
  });

  it("finds two objects of one id under two URNs", () => {
    damage(`UPDATE objects SET id = '${target.id}' WHERE seq = 2`);
    expect(codes().filter((line) => line.startsWith("duplicate"))).toEqual([
      `duplicate: ${bucket} ${target.id} exists twice in 123456789012: as ${engine.urn(bucket, "target")} and as ${engine.urn(bucket, "user")}`,
    ]);
  });

  it("finds a reference to what is not there, but not to what was deleted by hand", () => {
    const dangling = {
      ...cloud,
      dangling: (object: { inputs: Record<string, unknown> }, world: { byIdentity(value: string): unknown[] }) =>
        typeof object.inputs.target === "string" && world.byIdentity(object.inputs.target).length === 0
          ? "target is gone"
          : undefined,
    };
    const before = listed();
    const find = () => checkWorld(server.dir, [stateOf(before)], dangling).map(({ code }) => code);
    expect(find()).toEqual([]);
    driftIn(server.context, { action: "delete", target: "target", force: true });
    expect(find()).toEqual([]);
    damage("DELETE FROM by_hand");
    expect(find()).toEqual(["reference", "missing"]);
  });

  it("finds what is in the state only, and what was left open, with the way to mend it", () => {
    const gone = { urn: engine.urn(bucket, "gone"), id: "x", custom: true, type: bucket };
    const pending = { type: "creating", resource: { urn: engine.urn(bucket, "open") } };
    const found = checkWorld(server.dir, [stateOf([...listed(), gone], [pending])], cloud);
    expect(found).toEqual([
      {
        code: "pending",
        message: `creating of ${engine.urn(bucket, "open")} was never finished`,
        fix: "run `groundplan recover dev`",
      },
      {
        code: "missing",
        message: `${gone.urn} (x) is in the state of dev, and does not exist`,
        fix: "run `groundplan refresh dev`",
      },
    ]);
  });

  it("takes what has left the state in order for kept, and what was never in it for lost or orphaned", async () => {
    expect(codes([stateOf([])])).toEqual([]);
    const killed = await new Engine(server.ports.aws).open();
    await killed.create(bucket, "told", {});
    killed.close();
    await expect.poll(() => server.connections()).toBe(0);
    expect(codes([stateOf([])]).map((line) => line.split(":")[0])).toEqual(["orphan"]);
    damage("UPDATE unanswered SET told = 0");
    expect(codes([stateOf([])]).map((line) => line.split(":")[0])).toEqual(["unanswered"]);
  });

  it("finds objects of a stack that has no state", () => {
    expect(codes([]).map((line) => line.replace(/ s3.*| bucket.*/, ""))).toHaveLength(2);
    expect(codes([])[0]).toBe(`orphan: ${bucket} ${target.id} belongs to stack dev of shop, which has no state`);
    const shared = { urn: `urn:pulumi:prod::shop::${bucket}::target`, id: target.id, custom: true, type: bucket };
    const prod = { project: "shop", stack: "prod", state: { deployment: { resources: [shared] } } };
    expect(codes([prod]).filter((line) => line.includes(target.id))).toEqual([]);
  });
});
