import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServiceError, status } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { driftChanges } from "../../sandbox/faults/drift.js";
import { parseFaults } from "../../sandbox/faults/load.js";
import { runFaults } from "../../sandbox/faults/open.js";
import { type Injected, readRecord } from "../../sandbox/faults/record.js";
import type { Ports } from "../../sandbox/server/server.js";
import { inventory } from "../../sandbox/world/inventory.js";
import { Engine, testServer } from "./support/client.js";

const bucket = "aws:s3/bucket:Bucket";

describe("a run with faults", () => {
  let server: Awaited<ReturnType<typeof testServer>>;
  let dir: string;
  let record: string;
  let engine: Engine;
  let opened: { run: Ports; close(): void };

  beforeEach(async () => {
    server = await testServer();
    dir = mkdtempSync(join(tmpdir(), "groundplan-faults-"));
    record = join(dir, "noted.jsonl");
  });
  afterEach(async () => {
    engine.close();
    opened.close();
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Connects an engine to ports at which these rules hold. No time passes. */
  async function withRules(rules: string, realtime = 0): Promise<Engine> {
    const options = { plan: parseFaults(`rules: [${rules}]`, "test"), seed: 1, realtime, record };
    const { faults, close } = runFaults(options, server.context);
    opened = { run: await server.openRun(faults), close };
    engine = await new Engine(opened.run.ports.aws).open();
    return engine;
  }

  const faults = () => readRecord(record).filter((event): event is Injected => event.event === "fault");
  const effects = () => faults().map(({ operation, effect }) => `${operation}: ${effect}`);
  const answered = () => inventory(server.dir).map(({ answered }) => answered);
  const failure = (call: Promise<unknown>): Promise<ServiceError> =>
    call.then(
      () => {
        throw new Error("it did not fail");
      },
      (error: ServiceError) => error,
    );

  it("lets a throttled call through late, and fails with the cloud's code where it lasts", async () => {
    await withRules(
      "{ kind: throttle, calls: 3, retryAfterSeconds: 2, match: { name: a } }, { name: long, kind: throttle, calls: 30, retryAfterSeconds: 2, match: { name: b } }",
    );
    await engine.create(bucket, "a", {});
    const error = await failure(engine.create(bucket, "b", {}));
    expect([error.code, error.details]).toEqual([
      status.FAILED_PRECONDITION,
      "ThrottlingException: Rate exceeded; 26 calls in a row were refused, each with the advice to wait 2 s (injected by rule long of test, seed 1) (sandbox)",
    ]);
    expect(effects()).toEqual([
      "create: 3 calls refused with Retry-After 2 s; then it was let through",
      "create: ThrottlingException: 26 calls refused with Retry-After 2 s; the provider gave up",
    ]);
    expect(server.context.store.count()).toBe(1);
    const taken = readRecord(record).filter((event) => event.event === "time");
    expect(taken).toHaveLength(1);
    expect(taken[0]?.seconds).toBeGreaterThan(6);
  });

  it("injects nothing into the preview of a creation", async () => {
    await withRules("{ kind: denied }");
    await engine.create(bucket, "a", {}, true);
    expect(faults()).toEqual([]);
  });

  it("loses an answer: the object exists and the engine does not know, until somebody asks for it", async () => {
    await withRules("{ kind: timeout, match: { operation: create } }");
    const error = await failure(engine.create(bucket, "a", {}));
    expect([error.code, error.details]).toEqual([
      status.UNKNOWN,
      expect.stringContaining("Client.Timeout exceeded while awaiting headers"),
    ]);
    engine.close();
    await expect.poll(() => server.connections()).toBe(0);
    expect(answered()).toEqual([false]);
  });

  it("leaves a resource half made: the engine is told of it with the reason", async () => {
    await withRules("{ kind: partial, reason: no capacity }");
    const error = await failure(engine.create(bucket, "a", { name: "one" }));
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    const [detail] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
    const init = provider.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
    const [object] = server.context.store.all();
    expect([init.getId(), init.getReasonsList(), init.getProperties()?.toJavaScript().name]).toEqual([
      object?.id,
      ["no capacity (injected by rule partial of test, seed 1) (sandbox)"],
      "one",
    ]);
    engine.close();
    await expect.poll(answered).toEqual([true]);
  });

  it("shows what was just made late, to readers and to what is deleted", async () => {
    await withRules("{ kind: eventual, lagSeconds: 5, times: 1 }");
    const target = await engine.create(bucket, "target", {});
    const user = await engine.create(bucket, "user", { target: target.id });
    expect(await engine.read(bucket, "target", target.id)).toMatchObject({ id: "" });
    expect(await engine.read(bucket, "target", target.id)).toMatchObject({ id: target.id });
    await engine.delete(bucket, "user", user.id, user.outputs);
    await engine.delete(bucket, "target", target.id, target.outputs);
    expect(effects()).toEqual([
      "read: was not found yet",
      "delete: DependencyViolation for 5 s after the change; the provider asked again until it was seen",
    ]);
    expect(server.context.store.count()).toBe(0);
  });

  it("gives up where it is not seen for longer than the provider waits", async () => {
    await withRules("{ kind: eventual, lagSeconds: 200, match: { operation: delete } }");
    const target = await engine.create(bucket, "target", {});
    const user = await engine.create(bucket, "user", { target: target.id });
    await engine.delete(bucket, "user", user.id, user.outputs);
    const error = await failure(engine.delete(bucket, "target", target.id, target.outputs));
    expect(error.details).toMatch(
      /^DependencyViolation: .* \(injected by rule eventual of test, seed 1\) \(sandbox\)$/,
    );
    expect(server.context.store.count()).toBe(1);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ])(
    "ends a provider %s it carries out: the engine loses only that one, and %i object exists",
    async (moment, made) => {
      await withRules(`{ kind: crash, moment: ${moment}, match: { operation: create } }`);
      const other = await new Engine(opened.run.ports.gcp, "gcp").open();
      const usual = await new Engine(server.ports.aws).open();
      const error = await failure(engine.create(bucket, "a", {}));
      expect([error.code, server.context.store.count(), answered()]).toEqual([
        status.UNAVAILABLE,
        made,
        Array.from({ length: made }, () => false),
      ]);
      await expect(new Engine(opened.run.ports.aws).open()).rejects.toThrow("UNAVAILABLE");
      await other.check("gcp:storage/bucket:Bucket", "b", {});
      await usual.create(bucket, "c", {});
      other.close();
      usual.close();
    },
  );

  it("never answers, and carries out or does not", async () => {
    await withRules(
      "{ kind: hang, match: { name: done } }, { name: lost, kind: hang, carriedOut: false, match: { name: lost } }",
    );
    const calls = [engine.create(bucket, "done", {}), engine.create(bucket, "lost", {})].map(failure);
    await expect
      .poll(effects)
      .toEqual(["create: carried out, never answered", "create: never carried out, never answered"]);
    await server.close();
    await Promise.all(calls);
    expect(inventory(server.dir).map(({ urn, answered }) => [urn.split("::").at(-1), answered])).toEqual([
      ["done", false],
    ]);
  });

  it("stops waiting when the engine cancels", async () => {
    await withRules("{ kind: slow, seconds: 3600 }", 1);
    const slow = engine.create(bucket, "a", {});
    await expect.poll(effects).toEqual(["create: took 3600 s longer"]);
    await engine.cancel();
    expect((await slow).id).toBe(server.context.store.all()[0]?.id);
  });

  it("does not carry out what waits for its turn when the connection ends", async () => {
    await withRules("{ kind: throttle, calls: 1, retryAfterSeconds: 3600 }", 1);
    const throttled = failure(engine.create(bucket, "b", {}));
    await expect.poll(effects).toEqual(["create: 1 call refused with Retry-After 3600 s; then it was let through"]);
    expect(server.engines("shop", "dev")).toBe(1);
    await server.close();
    await throttled;
    await expect.poll(() => server.engines("shop", "dev")).toBe(0);
    expect(inventory(server.dir)).toEqual([]);
  });

  it("refuses a quota that is used up, and only then", async () => {
    await withRules("{ kind: quota, limit: 2 }");
    await engine.create(bucket, "a", {});
    await engine.create(bucket, "b", {});
    await expect(engine.create(bucket, "c", {})).rejects.toThrow(
      "TooManyBuckets: You have attempted to create more buckets than allowed Limit: 2. (injected by rule quota of test, seed 1) (sandbox)",
    );
  });

  it("changes and deletes by hand what was just made", async () => {
    await withRules("{ kind: drift, match: { name: a } }, { name: gone, kind: drift, by: delete, match: { name: b } }");
    await engine.create(bucket, "a", { name: "a", tags: { owner: "us" } });
    await engine.create(bucket, "b", {});
    expect(server.context.store.all().map(({ inputs }) => inputs.tags)).toEqual([
      { owner: "us", "changed-by-hand": "yes" },
    ]);
    expect(driftChanges(server.context).map(({ what, properties, holds }) => [what, properties, holds])).toEqual([
      ["changed", ["tags"], true],
      ["deleted", [], true],
    ]);
  });

  it("does not disturb a creation where nobody could change anything by hand", async () => {
    await withRules("{ kind: drift }");
    await engine.create(bucket, "a", { nmae: "refused by every check" });
    expect(effects()).toEqual([expect.stringMatching(/^create: nothing: .* cannot be changed like that: nmae/)]);
    expect(driftChanges(server.context)).toEqual([]);
  });
});
