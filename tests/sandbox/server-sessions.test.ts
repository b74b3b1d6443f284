import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Engine, testServer } from "./support/client.js";

const vpc = "aws:ec2/vpc:Vpc";

describe("sessions", () => {
  let server: Awaited<ReturnType<typeof testServer>>;
  const engines: Engine[] = [];
  const connect = (...args: ConstructorParameters<typeof Engine> | []): Engine => {
    const engine = new Engine(args[0] ?? server.ports.aws, args[1], args[2]);
    engines.push(engine);
    return engine;
  };

  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(async () => {
    for (const engine of engines.splice(0)) {
      engine.close();
    }
    await server.end();
  });

  it("keeps two regions on one package apart by their connections", async () => {
    const [one, two] = [await connect().open({ region: "eu-west-1" }), await connect().open({ region: "us-east-1" })];
    const [first, second] = await Promise.all([one.create(vpc, "a", {}), two.create(vpc, "b", {})]);
    expect([first.outputs.region, second.outputs.region]).toEqual(["eu-west-1", "us-east-1"]);
    expect(
      server.context.store
        .all()
        .map(({ region }) => region)
        .sort(),
    ).toEqual(["eu-west-1", "us-east-1"]);
  });

  it("takes stack and project from the provider's URN", async () => {
    const engine = await connect(server.ports.aws, "aws", "prod").open();
    expect((await engine.invoke("aws:index/getRegion:getRegion")).result).toMatchObject({
      stack: "prod",
      project: "shop",
    });
  });

  it("refuses a request on a connection that was not configured", async () => {
    await expect(connect().create(vpc, "a", {})).rejects.toThrow("this connection to aws was not configured");
  });

  it("ends only the cancelled session", async () => {
    const [one, two] = [await connect().open(), await connect().open()];
    await one.cancel();
    await expect(one.create(vpc, "a", {})).rejects.toThrow("the engine has cancelled this session of aws");
    expect((await two.create(vpc, "b", {})).id).toMatch(/^id-/);
  });

  it("forgets a connection that is closed without Cancel", async () => {
    const engine = await connect().open();
    expect(server.connections()).toBe(1);
    engine.close();
    await expect.poll(() => server.connections()).toBe(0);
  });

  it("writes the world's mark into provider inputs and refuses a state with another or none", async () => {
    const engine = connect();
    const { inputs } = await engine.checkConfig({ region: "eu-west-1" });
    expect(inputs).toEqual({ region: "eu-west-1", __groundplanWorld: server.context.store.id });
    await expect(connect().configure({ region: "eu-west-1" })).rejects.toThrow(
      "was not made in a sandbox: its resources may be real",
    );
    await expect(engine.configure({ region: "eu-west-1", __groundplanWorld: "other" })).rejects.toThrow(
      "was made in another sandbox world, or in one whose store has been deleted",
    );
    await expect(engine.checkConfig({ region: "eu-west-1" }, { region: "eu-west-1" })).rejects.toThrow(
      "groundplan sandbox reset",
    );
  });

  it("takes a provider that pulumi import makes of inputs without the mark, and knows it again", async () => {
    const importing = connect();
    await importing.checkConfig({ region: "eu-west-3" });
    await importing.configure({ region: "eu-west-3" });
    const later = connect();
    const { inputs } = await later.checkConfig({ region: "eu-west-3" }, { region: "eu-west-3" });
    await later.configure(inputs);
    await connect().configure({ region: "eu-west-3" });
    await expect(connect().configure({ region: "eu-west-2" })).rejects.toThrow("its resources may be real");
  });

  it("lists what is wrong with a provider's inputs", async () => {
    expect((await connect().checkConfig({ region: "mars-1" })).failures).toEqual([
      "mars-1 is not a region; use eu-west-1",
    ]);
  });

  it("refuses Configure once the store's file is gone", async () => {
    const engine = connect();
    const { inputs } = await engine.checkConfig({ region: "eu-west-1" });
    const { rmSync } = await import("node:fs");
    rmSync(server.context.store.files.store);
    await expect(engine.configure(inputs)).rejects.toThrow(
      `${server.context.store.files.store} was deleted or replaced`,
    );
  });

  it("parses provider inputs that the SDK sends as JSON text, and leaves a kubeconfig alone", async () => {
    const kubeconfig = '{"clusters":[]}';
    const engine = await connect(server.ports.kubernetes, "kubernetes").open({
      kubeconfig,
      enableServerSideApply: "true",
    });
    await engine.create("kubernetes:core/v1:Namespace", "n", {});
    expect(server.context.store.all().map(({ account }) => account)).toEqual([kubeconfig]);
  });

  it("refuses components that it does not know, with the way out", async () => {
    const { ConstructRequest } = await import("@pulumi/pulumi/proto/provider_pb.js");
    const request = new ConstructRequest();
    request.setType("aws:parts/v1:Whole");
    const engine = await connect(server.ports.aws, "aws").open({ region: "eu-west-1" });
    await expect(engine.call("construct", request)).rejects.toThrow(
      "the sandbox does not build the component aws:parts/v1:Whole. Use the single resources instead, or run this program without the sandbox",
    );
  });
});
