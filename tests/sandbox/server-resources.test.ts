import { status } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Cloud } from "../../sandbox/types.js";
import { inventory } from "../../sandbox/world/inventory.js";
import { Engine, secret, signature, testServer, unknown } from "./support/client.js";
import { cloud } from "./support/fake-cloud.js";

const bucket = "aws:s3/bucket:Bucket";
const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const password = "random:index/randomPassword:RandomPassword";

describe("resources", () => {
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

  it("has an object in the store when Create answers", async () => {
    const { id, outputs } = await engine.create(bucket, "b", { tags: { a: "b" } });
    const [object] = server.context.store.all();
    expect(object).toMatchObject({
      pkg: "aws",
      type: bucket,
      urn: engine.urn(bucket, "b"),
      project: "shop",
      stack: "dev",
      account: "123456789012",
      region: "eu-west-1",
      id,
      generation: 1,
      inputs: { tags: { a: "b" } },
      outputs,
    });
  });

  it("makes a new object at every Create under one URN: old and new live side by side", async () => {
    const first = await engine.create(bucket, "b", { name: "one" });
    const second = await engine.create(bucket, "b", { name: "two" });
    expect(second.id).not.toBe(first.id);
    expect(server.context.store.all().map(({ generation }) => generation)).toEqual([1, 2]);
    await engine.delete(bucket, "b", first.id, first.outputs);
    expect(server.context.store.all().map(({ id }) => id)).toEqual([second.id]);
  });

  it("takes over what the cloud has one of only: one object, of the resource that asked last", async () => {
    const one: Cloud = {
      ...cloud,
      create: (request) => ({ id: "grant", outputs: request.inputs }),
      takesOver: ({ id }, world) => world.byIdentity(id),
    };
    const shared = await testServer({ cloud: one });
    const asking = await new Engine(shared.ports.aws).open();
    const stored = () => shared.context.store.all().map(({ urn, id, created }) => ({ urn, id, created }));
    await asking.create(bucket, "a", { to: "x" });
    await asking.create(bucket, "a", { to: "x" });
    expect(stored()).toEqual([{ urn: asking.urn(bucket, "a"), id: "grant", created: 1 }]);
    await asking.create(bucket, "b", { to: "y" });
    expect(stored()).toEqual([{ urn: asking.urn(bucket, "b"), id: "grant", created: 1 }]);
    expect((await asking.read(bucket, "a", "grant")).outputs).toMatchObject({ to: "y" });
    expect(inventory(shared.dir).map(({ answered, settled }) => [answered, settled])).toEqual([[false, false]]);
    await asking.delete(bucket, "a", "grant");
    expect(stored()).toEqual([]);
    await asking.delete(bucket, "b", "grant");
    asking.close();
    await shared.end();
  });

  it("takes an answer for arrived when the engine hangs up, not when it hangs up itself", async () => {
    const answered = () => inventory(server.dir).map((object) => object.answered);
    await engine.create(bucket, "a", {});
    expect(answered()).toEqual([false]);
    engine.close();
    await expect.poll(answered).toEqual([true]);

    engine = await new Engine(server.ports.aws).open();
    await engine.create(bucket, "b", {});
    await server.close();
    expect(answered()).toEqual([true, false]);
  });

  it("takes an answer for arrived when the engine reads or changes the object under its own URN", async () => {
    const answered = () => inventory(server.dir).map((object) => object.answered);
    const read = await engine.create(bucket, "a", {});
    const changed = await engine.create(bucket, "b", {});
    await engine.read(bucket, "another", read.id);
    expect(answered()).toEqual([false, false]);
    await engine.read(bucket, "a", read.id);
    expect(answered()).toEqual([true, false]);
    await engine.update(bucket, "b", changed.id, changed.outputs, { tags: { a: "b" } });
    expect(answered()).toEqual([true, true]);
  });

  it("never gives a generation twice", async () => {
    const first = await engine.create(bucket, "b", {});
    await engine.delete(bucket, "b", first.id);
    expect((await engine.create(bucket, "b", {})).id).not.toBe(first.id);
    expect(server.context.store.all().map(({ generation }) => generation)).toEqual([2]);
  });

  it("previews the same id derivation without storing anything, with unknown outputs", async () => {
    const preview = await engine.create(bucket, "b", { name: "x" }, true);
    expect(preview).toEqual({ id: "", outputs: { name: "x", region: "eu-west-1", arn: unknown } });
    expect(server.context.store.count()).toBe(0);
    expect((await engine.create(bucket, "b", { name: "x" })).outputs).toMatchObject({ region: "eu-west-1" });
    expect(server.context.store.all().map(({ generation }) => generation)).toEqual([1]);
  });

  it("deletes the oldest of objects with one id under a URN, or the one whose outputs are named", async () => {
    const random = await new Engine(server.ports.random, "random").open();
    for (const length of [1, 2, 3]) {
      await random.create(password, "p", { length });
    }
    const lengths = () => server.context.store.all().map(({ inputs }) => inputs.length);
    const third = server.context.store.all()[2];
    await random.delete(password, "p", "none", { ...third?.outputs } as never);
    expect(lengths()).toEqual([1, 2]);
    await random.delete(password, "p", "none");
    expect(lengths()).toEqual([2]);
    random.close();
  });

  it("refuses what the cloud refuses with a code that leaves no pending operation", async () => {
    await expect(engine.create(subnet, "s", { vpcId: "vpc-gone" })).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
      details: "InvalidVpcID.NotFound: The vpc ID 'vpc-gone' does not exist (sandbox)",
    });
    expect(server.context.store.count()).toBe(0);
  });

  it("refuses to delete what is in use and deletes it once it is not", async () => {
    const network = await engine.create(vpc, "v", {});
    const part = await engine.create(subnet, "s", { vpcId: network.id });
    await expect(engine.delete(vpc, "v", network.id)).rejects.toThrow(
      `DependencyViolation: ${network.id} is in use by ${part.id} (sandbox)`,
    );
    await engine.delete(subnet, "s", part.id);
    await engine.delete(vpc, "v", network.id);
    expect(server.context.store.count()).toBe(0);
  });

  it("deletes what is not there without a word", async () => {
    await expect(engine.delete(vpc, "v", "vpc-never")).resolves.toBeUndefined();
  });

  it("reads a missing object as no id, so that a refresh drops it", async () => {
    expect(await engine.read(vpc, "v", "vpc-never")).toEqual({ id: "", inputs: {}, outputs: {} });
  });

  it("reads an object of another URN by type and id, as an import does", async () => {
    const made = await engine.create(bucket, "b", { tags: { a: "b" } });
    const other = await new Engine(server.ports.aws, "aws", "prod").open();
    expect(await other.read(bucket, "imported", made.id)).toEqual({
      id: made.id,
      inputs: { tags: { a: "b" } },
      outputs: made.outputs,
    });
    other.close();
  });

  it("does not read an object of another region", async () => {
    const made = await engine.create(bucket, "b", {});
    const other = await new Engine(server.ports.aws).open({ region: "us-east-1" });
    expect((await other.read(bucket, "imported", made.id)).id).toBe("");
    other.close();
  });

  it("updates in place, and answers NotFound for what was removed behind the engine's back", async () => {
    const made = await engine.create(bucket, "b", { tags: { a: "b" } });
    expect(await engine.update(bucket, "b", made.id, { tags: { a: "b" } }, { tags: { a: "c" } })).toEqual({
      tags: { a: "c" },
      arn: `arn:fake:${made.id}`,
    });
    expect(server.context.store.all()[0]?.inputs).toEqual({ tags: { a: "c" } });
    await engine.delete(bucket, "b", made.id);
    await expect(engine.update(bucket, "b", made.id, {}, {})).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  it("gives the store to an update that comes from another stack's URN", async () => {
    const made = await engine.create(bucket, "b", {});
    const other = await new Engine(server.ports.aws, "aws", "prod").open();
    await other.update(bucket, "taken", made.id, {}, { tags: {} });
    expect(server.context.store.all().map(({ urn, stack }) => [urn, stack])).toEqual([
      [other.urn(bucket, "taken"), "prod"],
    ]);
    other.close();
  });

  it("answers a diff by property path with replacing and changed top-level keys", async () => {
    const response = await engine.diff(bucket, "b", { name: "a", tags: { x: "1" } }, { name: "b", tags: { x: "2" } });
    expect(response).toMatchObject({
      hasdetaileddiff: true,
      changes: 2,
      replacesList: ["name"],
      diffsList: ["name", "tags"],
    });
    expect(response.detaileddiffMap).toEqual([
      ["name", { kind: 5, inputdiff: true }],
      ["tags", { kind: 4, inputdiff: true }],
    ]);
  });

  it("answers no change", async () => {
    expect(await engine.diff(bucket, "b", { a: 1 }, { a: 1 })).toMatchObject({
      changes: 1,
      diffsList: [],
      replacesList: [],
    });
  });

  it("returns checked inputs and failures", async () => {
    const { inputs, failures } = await engine.check(bucket, "b", { nmae: "x" });
    expect(inputs).toEqual({ nmae: "x", name: "b-c695f61" });
    expect(failures).toEqual(["unknown property nmae; did you mean name?"]);
  });

  it("draws generated names from the object, whatever seed the engine has for this run", async () => {
    const names = [];
    for (const seed of ["ab", "cd"]) names.push((await engine.check(bucket, "b", {}, seed.repeat(32))).inputs.name);
    expect(names).toEqual(["b-c695f61", "b-c695f61"]);
  });

  it("carries unknowns, assets, archives, references and output values both ways", async () => {
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", hash: "h1", text: "hello" };
    const archive = { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "h2", assets: { "a.txt": asset } };
    const { inputs } = await engine.check(bucket, "b", {
      name: "n",
      unknown,
      list: [unknown, { deep: unknown }],
      asset,
      archive,
      reference: { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "vpc-1" },
      output: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "known" },
      outputUnknown: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
      nothing: null,
    });
    expect(inputs).toEqual({
      name: "n",
      unknown,
      list: [unknown, { deep: unknown }],
      asset,
      archive,
      reference: "vpc-1",
      output: "known",
      outputUnknown: unknown,
    });
  });

  it("answers functions, and says of an unmodelled one which it is", async () => {
    expect((await engine.invoke("aws:index/getRegion:getRegion")).result).toMatchObject({ name: "eu-west-1" });
    expect((await engine.invoke("aws:x:getY")).failures).toEqual(["the sandbox does not model aws:x:getY"]);
  });

  it("marks secret results of functions", async () => {
    const { result } = await engine.invoke("aws:secretsmanager/getSecretVersion:getSecretVersion", {
      key: secret("k-12345"),
    });
    expect(result).toEqual({ key: secret("k-12345"), secretString: secret("from-the-vault") });
  });

  it("reports a model that throws as a defect of the sandbox with the URN", async () => {
    await expect(engine.check(bucket, "b", { explode: true })).rejects.toThrow(
      `the sandbox failed in Check of ${engine.urn(bucket, "b")}`,
    );
  });
});
