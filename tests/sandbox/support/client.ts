import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, credentials } from "@grpc/grpc-js";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { noAnswers } from "../../../sandbox/answers/model.js";
import type { ServerContext } from "../../../sandbox/server/context.js";
import { noFaults } from "../../../sandbox/server/faults.js";
import { silentLog } from "../../../sandbox/server/log.js";
import { SdkFinder } from "../../../sandbox/server/sdk.js";
import { type Serving, serve } from "../../../sandbox/server/server.js";
import type { PackageName } from "../../../sandbox/types.js";
import { worldFiles } from "../../../sandbox/world/directory.js";
import { WorldStore } from "../../../sandbox/world/store.js";
import { viewOf } from "../../../sandbox/world/view.js";
import { cloud } from "./fake-cloud.js";

export type Json = Record<string, JavaScriptValue>;

export function struct(value: Json): Struct {
  return Struct.fromJavaScript(value as { [key: string]: JavaScriptValue });
}

/** A server in this process over a world in a temporary directory. */
export async function testServer(
  overrides: Partial<ServerContext> = {},
): Promise<Serving & { readonly context: ServerContext; readonly dir: string; end(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), "groundplan-test-"));
  const files = worldFiles(dir);
  mkdirSync(files.run, { recursive: true });
  const store = overrides.store ?? WorldStore.open(files, { seed: "seed" });
  const context: ServerContext = {
    cloud,
    store,
    world: viewOf(store),
    sdks: new SdkFinder([__dirname]),
    env: {},
    log: silentLog,
    faults: noFaults,
    program: { directory: dir, home: dir },
    answers: noAnswers,
    ...overrides,
  };
  const serving = await serve(context);
  return {
    ...serving,
    context,
    dir,
    end: async () => {
      await serving.close();
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A connection of an engine: what it sends and gets, in plain JSON as on the wire. */
export class Engine {
  readonly stack: string;
  private readonly client: Client & Record<string, unknown>;
  private readonly pkg: string;

  constructor(port: number, pkg: PackageName = "aws", stack = "dev") {
    const Constructor = service.ResourceProviderClient as unknown as new (
      address: string,
      credentials: unknown,
      options: object,
    ) => Client & Record<string, unknown>;
    // Channels to one address are shared by default; each engine must have a connection of its own.
    this.client = new Constructor(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
    this.pkg = pkg;
    this.stack = stack;
  }

  call<R>(method: string, request: object): Promise<R> {
    return new Promise((resolve, reject) => {
      const invoke = this.client[method] as (request: object, done: (error: unknown, response: R) => void) => void;
      invoke.call(this.client, request, (error, response) => (error === null ? resolve(response) : reject(error)));
    });
  }

  urn(type: string, name: string): string {
    return `urn:pulumi:${this.stack}::shop::${type}::${name}`;
  }

  providerUrn(name = "default"): string {
    return this.urn(`pulumi:providers:${this.pkg}`, name);
  }

  async checkConfig(news: Json, olds: Json = {}): Promise<{ inputs: Json; failures: string[] }> {
    const request = new provider.CheckRequest();
    request.setUrn(this.providerUrn());
    request.setNews(struct(news));
    request.setOlds(struct(olds));
    const response = await this.call<provider.CheckResponse>("checkConfig", request);
    return { inputs: plain(response.getInputs()), failures: response.getFailuresList().map((f) => f.getReason()) };
  }

  async configure(inputs: Json): Promise<void> {
    const request = new provider.ConfigureRequest();
    request.setUrn(this.providerUrn());
    request.setArgs(struct(inputs));
    await this.call("configure", request);
  }

  /** What an engine does first: check the provider's inputs, then configure it with the answer. */
  async open(inputs: Json = { region: "eu-west-1" }): Promise<this> {
    await this.configure((await this.checkConfig(inputs)).inputs);
    return this;
  }

  async check(
    type: string,
    name: string,
    news: Json,
    seed = "00".repeat(32),
  ): Promise<{ inputs: Json; failures: string[] }> {
    const request = new provider.CheckRequest();
    request.setUrn(this.urn(type, name));
    request.setNews(struct(news));
    request.setRandomseed(Buffer.from(seed, "hex"));
    const response = await this.call<provider.CheckResponse>("check", request);
    return { inputs: plain(response.getInputs()), failures: response.getFailuresList().map((f) => f.getReason()) };
  }

  async create(type: string, name: string, inputs: Json, preview = false): Promise<{ id: string; outputs: Json }> {
    const request = new provider.CreateRequest();
    request.setUrn(this.urn(type, name));
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    const response = await this.call<provider.CreateResponse>("create", request);
    return { id: response.getId(), outputs: plain(response.getProperties()) };
  }

  async update(type: string, name: string, id: string, olds: Json, news: Json): Promise<Json> {
    const request = new provider.UpdateRequest();
    request.setUrn(this.urn(type, name));
    request.setId(id);
    request.setOldInputs(struct(olds));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return plain((await this.call<provider.UpdateResponse>("update", request)).getProperties());
  }

  async read(type: string, name: string, id: string): Promise<{ id: string; inputs: Json; outputs: Json }> {
    const request = new provider.ReadRequest();
    request.setUrn(this.urn(type, name));
    request.setId(id);
    const response = await this.call<provider.ReadResponse>("read", request);
    return { id: response.getId(), inputs: plain(response.getInputs()), outputs: plain(response.getProperties()) };
  }

  async diff(type: string, name: string, olds: Json, news: Json): Promise<provider.DiffResponse.AsObject> {
    const request = new provider.DiffRequest();
    request.setUrn(this.urn(type, name));
    request.setId("id");
    request.setOldInputs(struct(olds));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return (await this.call<provider.DiffResponse>("diff", request)).toObject();
  }

  async delete(type: string, name: string, id: string, outputs: Json = {}): Promise<void> {
    const request = new provider.DeleteRequest();
    request.setUrn(this.urn(type, name));
    request.setId(id);
    request.setProperties(struct(outputs));
    await this.call("delete", request);
  }

  async invoke(token: string, args: Json = {}): Promise<{ result: Json; failures: string[] }> {
    const request = new provider.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const response = await this.call<provider.InvokeResponse>("invoke", request);
    return { result: plain(response.getReturn()), failures: response.getFailuresList().map((f) => f.getReason()) };
  }

  async cancel(): Promise<void> {
    await this.call("cancel", new Empty());
  }

  close(): void {
    this.client.close();
  }
}

function plain(value: Struct | undefined): Json {
  return (value?.toJavaScript() ?? {}) as Json;
}

export const signature = "4dabf18193072939515e22adb298388d";

/** A secret as the engine sends it. */
export function secret(value: JavaScriptValue): Json {
  return { [signature]: "1b47061264138c4ac30d75fd1eb44270", value };
}

export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
