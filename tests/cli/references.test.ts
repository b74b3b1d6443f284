import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Client,
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
} from "@grpc/grpc-js";
import * as monitorService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import * as messages from "@pulumi/pulumi/proto/resource_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Project } from "../../cli/project.js";
import { readsStacks, usesToolkit } from "../../cli/references/mentioned.js";
import { serveMonitor } from "../../cli/references/monitor.js";
import { resolveStack } from "../../cli/references/resolve.js";
import { missingAnswers } from "../../cli/run/hints.js";
import { nextUp } from "../../cli/run/next-up.js";
import { statesIn } from "../../cli/run/sandbox-states.js";
import { noAnswers } from "../../sandbox/answers/model.js";
import { Borrowed } from "../../sandbox/world/borrowed.js";
import { worldFiles } from "../../sandbox/world/directory.js";
import { WorldStore } from "../../sandbox/world/store.js";

type Call<R> = ServerUnaryCall<R, unknown>;
type Send = sendUnaryData<unknown>;

const { ResourceMonitorService: service } = monitorService as unknown as { ResourceMonitorService: ServiceDefinition };

describe("the monitor in front of a program that reads other stacks", () => {
  const seen: string[] = [];
  let engine: Server;
  let front: Awaited<ReturnType<typeof serveMonitor>>;
  let program: Client;

  beforeAll(async () => {
    engine = new Server();
    engine.addService(service, {
      readResource: (call: Call<messages.ReadResourceRequest>, send: Send) => {
        const { properties, type } = { properties: call.request.getProperties(), type: call.request.getType() };
        seen.push(`${type} ${nameIn(properties)} ${call.metadata.get("trace")}`);
        const response = new messages.ReadResourceResponse();
        response.setUrn("urn");
        response.setProperties(properties);
        send(null, response);
      },
      invoke: (call: Call<messages.ResourceInvokeRequest>, send: Send) => {
        seen.push(`${call.request.getTok()} ${nameIn(call.request.getArgs())}`);
        const response = new messages.ResourceInvokeResponse();
        response.setReturn(call.request.getArgs());
        send(null, response);
      },
      registerResource: (_: unknown, send: Send) => send({ code: 3, details: "refused by the engine" }),
    });
    const port = await new Promise<number>((resolve, reject) =>
      engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    front = await serveMonitor(`127.0.0.1:${port}`, (name) => {
      if (name.startsWith("lost/")) throw new Error(`there is no ${name}`);
      return name.replace("acme/", "organization/");
    });
    program = new Client(front.address, credentials.createInsecure());
  });
  beforeEach(() => seen.splice(0));
  afterAll(() => {
    program.close();
    front.close();
    engine.forceShutdown();
  });

  function nameIn(properties: Struct | undefined): unknown {
    return properties?.toJavaScript().name;
  }

  function call<R>(method: string, request: { serializeBinary(): Uint8Array }, read: (bytes: Buffer) => R): Promise<R> {
    const metadata = new Metadata();
    metadata.set("trace", "t1");
    return new Promise((resolve, reject) => {
      const send = () => Buffer.from(request.serializeBinary());
      program.makeUnaryRequest(
        `/pulumirpc.ResourceMonitor/${method}`,
        send,
        read,
        request,
        metadata,
        (error, response) => (error === null ? resolve(response as R) : reject(error)),
      );
    });
  }

  function read(type: string, name: string): Promise<unknown> {
    const request = new messages.ReadResourceRequest();
    request.setType(type);
    request.setProperties(Struct.fromJavaScript({ name }));
    return call("ReadResource", request, (bytes) =>
      nameIn(messages.ReadResourceResponse.deserializeBinary(bytes).getProperties()),
    );
  }

  it("changes a reference's name on its way to the engine and back; nothing of other resources", async () => {
    const reference = "pulumi:pulumi:StackReference";
    expect(await read(reference, "acme/net/prod")).toBe("acme/net/prod");
    expect(await read("aws:ec2/vpc:Vpc", "acme/net/prod")).toBe("acme/net/prod");
    expect(seen).toEqual([`${reference} organization/net/prod t1`, "aws:ec2/vpc:Vpc acme/net/prod t1"]);
  });

  it("does the same for the functions that read a stack's outputs", async () => {
    const request = new messages.ResourceInvokeRequest();
    request.setTok("pulumi:pulumi:readStackOutputs");
    request.setArgs(Struct.fromJavaScript({ name: "acme/net/prod" }));
    const name = await call("Invoke", request, (bytes) =>
      nameIn(messages.ResourceInvokeResponse.deserializeBinary(bytes).getReturn()),
    );
    expect([name, seen]).toEqual(["acme/net/prod", ["pulumi:pulumi:readStackOutputs organization/net/prod"]]);
  });

  it("gives the program the reason where there is no such stack, and the engine's own refusals as they are", async () => {
    await expect(read("pulumi:pulumi:StackReference", "lost/net/prod")).rejects.toMatchObject({
      code: 2,
      details: "there is no lost/net/prod",
    });
    expect(seen).toEqual([]);
    const request = new messages.RegisterResourceRequest();
    await expect(call("RegisterResource", request, String)).rejects.toMatchObject({
      code: 3,
      details: "refused by the engine",
    });
  });
});

describe("the stack that a program means", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "groundplan-references-"));
    mkdirSync(join(home, "app"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const path = (world: string, project: string, stack: string) =>
    join(home, world, "backend/.pulumi/stacks", project, `${stack}.json`);

  function state(world: string, project: string, stack: string, text: string, changed = 1): void {
    mkdirSync(join(path(world, project, stack), ".."), { recursive: true });
    writeFileSync(path(world, project, stack), text);
    utimesSync(path(world, project, stack), changed, changed);
  }

  const resolve = (name: string, stacks = {}) =>
    resolveStack(name, { project: "app", world: join(home, "app"), worlds: home, answers: { ...noAnswers, stacks } });

  it("is one of the same project, whatever organization it is under", () => {
    state("app", "app", "prod", "own");
    expect(["prod", "acme/prod", "acme/app/prod"].map((name) => resolve(name))).toEqual(
      Array(3).fill("organization/app/prod"),
    );
  });

  it("is the newest of other projects on this machine, copied each time anew, with what it has made", () => {
    const store = WorldStore.open(worldFiles(makeWorld("net-new")));
    const base = {
      pkg: "aws",
      type: "aws:ec2/vpc:Vpc",
      project: "net",
      account: "1",
      region: "eu-west-1",
      generation: 1,
    } as const;
    const open = { inputs: {}, outputs: {}, secrets: { inputs: [], outputs: [] }, provider: "" };
    for (const [stack, id] of [
      ["prod", "vpc-1"],
      ["dev", "vpc-2"],
    ] as const)
      store.insert({ ...base, ...open, stack, id, urn: `urn:pulumi:${stack}::net::aws:ec2/vpc:Vpc::main` }, [id]);
    state("net-old", "net", "prod", "old", 1);
    state("net-new", "net", "prod", "new", 2);
    expect(resolve("acme/net/prod")).toBe("organization/net/prod");
    expect(readFileSync(path("app", "net", "prod"), "utf8")).toBe("new");
    const borrowed = new Borrowed(join(home, "app"), ({ id }) => [id]);
    expect(borrowed.byIdentity("vpc-1")).toMatchObject([{ id: "vpc-1", stack: "", project: "", account: "1" }]);
    expect(borrowed.byIdentity("vpc-2")).toEqual([]);
    state("net-new", "net", "prod", "newer", 3);
    resolve("acme/net/prod");
    expect(readFileSync(path("app", "net", "prod"), "utf8")).toBe("newer");
    store.close();
  });

  function makeWorld(name: string): string {
    mkdirSync(join(home, name, "run"), { recursive: true });
    return join(home, name);
  }

  it("is what sandbox.yaml answers before all others, with its secrets; such states are no stacks of the world", () => {
    state("app", "app", "prod", JSON.stringify({ checkpoint: { latest: null } }));
    const answer = { outputs: { zone: { id: "z1" }, password: "hunter2" }, secrets: ["password"] };
    const name = resolve("organization/net/prod", { "acme/net/prod": answer });
    const [, project = "", stack = ""] = name.split("/");
    const text = readFileSync(path("app", project, stack), "utf8");
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest: { resources: { outputs: object }[] } } };
    expect(project).toBe("sandbox-yaml");
    expect(checkpoint.latest.resources[0]?.outputs).toEqual({
      zone: { id: "z1" },
      password: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hunter2"' },
    });
    expect(statesIn(join(home, "app")).map(({ project: own, stack: its }) => [own, its])).toEqual([["app", "prod"]]);
  });

  it("is refused with what to write into sandbox.yaml where it is nowhere, also once its world is gone", () => {
    const snippet =
      "Or give its outputs in sandbox.yaml beside Pulumi.yaml:\nstacks:\n  acme/net/prod:\n    outputs:\n";
    expect(() => resolve("acme/net/prod")).toThrow(snippet);
    makeWorld("net");
    state("net", "net", "prod", "state");
    resolve("acme/net/prod");
    rmSync(join(home, "net"), { recursive: true });
    expect(() => resolve("acme/net/prod")).toThrow(snippet);
    expect(() => readFileSync(path("app", "net", "prod"))).toThrow("ENOENT");
    expect(() => resolve("acme/app/prod")).toThrow(
      "stack prod of this project is not in the sandbox: `pulumi up --stack prod`",
    );
  });

  it("is looked for only in projects whose sources or sandbox.yaml speak of one", () => {
    const root = join(home, "project");
    mkdirSync(join(root, "node_modules/lib"), { recursive: true });
    mkdirSync(join(root, "src"));
    writeFileSync(join(root, "node_modules/lib/index.js"), "new StackReference()");
    writeFileSync(join(root, "src/main.go"), "package main");
    expect(readsStacks(root)).toBe(false);
    writeFileSync(join(root, "src/net.go"), "pulumi.NewStackReference(ctx, name, nil)");
    expect(readsStacks(root)).toBe(true);
    rmSync(join(root, "src/net.go"));
    writeFileSync(join(root, "sandbox.yaml"), "stacks:\n  a: { outputs: {} }\n");
    expect(readsStacks(root)).toBe(true);
  });
});

describe("the way on after recover", () => {
  let root: string;
  beforeEach(() => {
    vi.stubEnv("npm_lifecycle_event", "npx");
    root = mkdtempSync(join(tmpdir(), "groundplan-next-"));
    mkdirSync(join(root, "node_modules/groundplan"), { recursive: true });
    writeFileSync(join(root, "node_modules/groundplan/index.js"), 'require("groundplan/aws")');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });
  const next = (stackName: string, live = false) => nextUp({ project: { root } as Project, stackName, live });

  it.each([
    'import { Network } from "groundplan";',
    "import {\n  Bucket,\n} from 'groundplan/aws';",
    'const { Bucket } = require("groundplan/gcp");',
  ])("is `up` for a program with %s", (line) => {
    writeFileSync(join(root, "index.ts"), `${line}\n`);
    expect([next("dev"), next("prod")]).toEqual(["npx groundplan up", "npx groundplan up prod"]);
  });

  it("is the stock engine in the sandbox for a program that is too large to be read through", () => {
    for (let index = 0; index < 3001; index++) writeFileSync(join(root, `${index}.ts`), "");
    expect([usesToolkit(root), readsStacks(root)]).toEqual([false, true]);
  });

  it("is the stock engine in the sandbox for every other program, and `up` where it was live", () => {
    writeFileSync(join(root, "index.ts"), 'import { Vpc } from "@pulumi/aws/ec2"; // groundplan only runs it\n');
    expect(next("dev")).toBe("npx groundplan sandbox run -- pulumi up --stack dev");
    expect(next("prod")).toBe("npx groundplan sandbox run -- pulumi up --stack prod");
    expect(next("prod", true)).toBe("npx groundplan up prod --live");
  });
});

describe("a program that was missing configuration", () => {
  it.each([
    ["Missing required configuration variable 'app:token'\n\tplease set a value", ["app:token"]],
    [
      "missing required configuration variable 'app:a'; run `pulumi config`. Missing required configuration variable 'b'",
      ["app:a", "b"],
    ],
    ["another failure", []],
  ])("%s", (text, keys) => {
    const answer = "Where the real stack gets it from elsewhere, write it into sandbox.yaml beside Pulumi.yaml:";
    expect(missingAnswers("dev", text)).toEqual(
      keys.map((key) => `stack dev has no value for ${key}. ${answer}\n  config:\n    dev:\n      ${key}: <value>`),
    );
  });
});
