import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
} from "@grpc/grpc-js";
import * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as engine from "@pulumi/pulumi/proto/engine_pb.js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { afterEach, describe, expect, it } from "vitest";
import type { Cloud } from "../../sandbox/types.js";
import { Engine, struct, testServer } from "./support/client.js";
import { cloud } from "./support/fake-cloud.js";

const type = "aws:sqs/queue:Queue";
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** An engine's log service: what is written to it. */
async function logService(): Promise<{ address: string; lines: string[] }> {
  const lines: string[] = [];
  const server = new Server();
  server.addService((engineService as unknown as { EngineService: ServiceDefinition }).EngineService, {
    log: (call: ServerUnaryCall<engine.LogRequest, Empty>, send: sendUnaryData<Empty>) => {
      lines.push(`${call.request.getSeverity()} ${call.request.getUrn()} ${call.request.getMessage()}`);
      send(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  ends.push(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, lines };
}

/** A server whose cloud assumes what `assumed` says of every change. */
async function assuming(assumed: () => string[]): Promise<number> {
  const diff: Cloud["diff"] = () => ({ detailed: {}, assumed: assumed() });
  const server = await testServer({ cloud: { ...cloud, diff } });
  ends.push(() => server.end());
  return server.ports.aws;
}

async function connect(port: number, address: string): Promise<Engine> {
  const client = new Engine(port);
  const handshake = new provider.ProviderHandshakeRequest();
  handshake.setEngineAddress(address);
  await client.call("handshake", handshake);
  return await client.open();
}

async function change(client: Engine, id: string, preview: boolean): Promise<void> {
  const request = new provider.UpdateRequest();
  request.setUrn(client.urn(type, "q"));
  request.setId(id);
  request.setOldInputs(struct({ secret: "before" }));
  request.setOlds(struct({ secret: "before" }));
  request.setNews(struct({ secret: "after" }));
  request.setPreview(preview);
  await client.call("update", request);
}

const line = (urn: string, paths: string) =>
  `1 ${urn} the sandbox assumes that ${paths} can be changed in place: no published source says either way`;

describe("a change that is assumed to be made in place", () => {
  it("is written to the engine's log by a preview and not again by its update", async () => {
    const { address, lines } = await logService();
    const port = await assuming(() => ["a.b", "c"]);
    const first = await connect(port, address);
    const { id } = await first.create(type, "q", { secret: "before" });
    const urn = first.urn(type, "q");

    await change(await connect(port, address), id, true);
    expect(lines).toEqual([line(urn, "a.b, c")]);
    await change(await connect(port, address), id, false);
    expect(lines).toEqual([line(urn, "a.b, c")]);

    // A run without a preview, and two previews in a row: each says it.
    await change(await connect(port, address), id, false);
    await change(await connect(port, address), id, true);
    await change(await connect(port, address), id, true);
    expect(lines).toEqual(Array(4).fill(line(urn, "a.b, c")));
  });

  it("is written once a resource and connection, and by the update where the preview said something else", async () => {
    const { address, lines } = await logService();
    let paths = ["a"];
    const port = await assuming(() => paths);
    const client = await connect(port, address);
    const { id } = await client.create(type, "q", { secret: "before" });
    await change(client, id, true);
    await change(client, id, true);
    paths = ["b"];
    await change(await connect(port, address), id, false);
    const urn = client.urn(type, "q");
    expect(lines).toEqual([line(urn, "a"), line(urn, "b")]);
  });

  it("goes to the engine that attached, and holds nothing up where no engine listens", async () => {
    const { address, lines } = await logService();
    const port = await assuming(() => ["a"]);
    const client = new Engine(port);
    const attach = new plugin.PluginAttach();
    attach.setAddress(address);
    await client.call("attach", attach);
    await client.open();
    const { id } = await client.create(type, "q", { secret: "before" });
    await change(client, id, true);
    expect(lines).toEqual([line(client.urn(type, "q"), "a")]);

    await change(await connect(port, `127.0.0.1:${await closedPort()}`), id, false);
    const silent = new Engine(port);
    await silent.open();
    await change(silent, id, true);
    expect(lines).toHaveLength(1);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
