import type { ChildProcess } from "node:child_process";
import { PassThrough, type Readable } from "node:stream";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { type Ending, ended } from "./children.js";
import type { PluginCall } from "./plugin.js";
import { CHANNEL_OPTIONS, listen } from "./rpc.js";

/** How a policy pack is started and where its output goes; the proxy decides when. */
export interface PackRunner {
  /** Tells the engine the port on which the pack is served. */
  announce(port: number): void;
  /** Starts the pack's process with these variables added to its environment. */
  start(environment: Record<string, string>): ChildProcess;
  /** Takes what the pack prints after its own port. */
  output(rest: Readable): void;
  /** Throws when the pack did not end as it should. */
  finish(ending: Ending): void;
}

/**
 * Serves a policy pack to the engine.
 *
 * Packs read the stack's configuration from their environment, so it must be known before their process starts; the
 * engine sends it in a call to the running pack. This proxy therefore answers first: it takes that call, starts the
 * pack with the configuration in its environment, and from then on hands every call on, message bytes untouched.
 */
export async function runPolicyPack(call: PluginCall, runner: PackRunner): Promise<void> {
  const configured = new Deferred<Buffer | undefined>();
  const pack = new Deferred<grpc.Client>();
  pack.promise.catch(() => undefined);
  const server = new grpc.Server(CHANNEL_OPTIONS);
  server.addService(...proxyService(configured, pack));
  const port = await listen(server);
  call.on("cancelled", () => configured.resolve(undefined));
  try {
    runner.announce(port);
    const configuration = await configured.promise;
    if (call.cancelled) return;
    await attach(runner, configuration, pack);
  } catch (error) {
    pack.reject(error instanceof Error ? error : new Error(String(error)));
    throw error;
  } finally {
    server.forceShutdown();
  }
}

async function attach(runner: PackRunner, configuration: Buffer | undefined, pack: Deferred<grpc.Client>) {
  const child = runner.start(configuration === undefined ? {} : configurationEnvironment(configuration));
  const over = ended(child).then((ending) => {
    pack.reject(new Error("the policy pack ended before it answered"));
    return ending;
  });
  const { port, rest } = await Promise.race([firstLine(child.stdout), over.then(neverStarted)]);
  runner.output(rest);
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), CHANNEL_OPTIONS);
  if (configuration !== undefined) await configureStack(client, configuration);
  pack.resolve(client);
  try {
    runner.finish(await over);
  } finally {
    client.close();
  }
}

function neverStarted(ending: Ending): never {
  const how = ending.code === undefined ? `signal ${ending.signal}` : `exit code ${ending.code}`;
  throw new Error(`the policy pack ended (${how}) before it told its port`);
}

/** Packs of older libraries do not know this call and need not. */
async function configureStack(client: grpc.Client, configuration: Buffer): Promise<void> {
  try {
    await callRaw(client, AnalyzerService.configureStack.path, configuration);
  } catch (error) {
    if ((error as grpc.ServiceError).code !== grpc.status.UNIMPLEMENTED) throw error;
  }
}

/** The variables that @pulumi/pulumi reads the stack's facts from, as the official host sets them for packs. */
export function configurationEnvironment(bytes: Buffer): Record<string, string> {
  const request = AnalyzerStackConfigureRequest.deserializeBinary(bytes);
  const environment: Record<string, string> = { PULUMI_NODEJS_DRY_RUN: String(request.getDryRun()) };
  if (request.getOrganization()) environment.PULUMI_NODEJS_ORGANIZATION = request.getOrganization();
  if (request.getProject()) environment.PULUMI_NODEJS_PROJECT = request.getProject();
  if (request.getStack()) environment.PULUMI_NODEJS_STACK = request.getStack();
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value, key) => {
    config[key] = value;
  });
  environment.PULUMI_CONFIG = JSON.stringify(config);
  return environment;
}

const EMPTY = Buffer.alloc(0);
const asIs = (bytes: Buffer): Buffer => bytes;

/** The analyzer service with messages left as bytes; only what the proxy answers itself is told apart. */
function proxyService(
  configured: Deferred<Buffer | undefined>,
  pack: Deferred<grpc.Client>,
): [grpc.ServiceDefinition, grpc.UntypedServiceImplementation] {
  const service: Record<string, grpc.MethodDefinition<Buffer, Buffer>> = {};
  const handlers: grpc.UntypedServiceImplementation = {};
  for (const [name, method] of Object.entries(AnalyzerService)) {
    service[name] = {
      path: method.path,
      requestStream: false,
      responseStream: false,
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    };
    const answer = (request: Buffer): Buffer | Promise<Buffer> => {
      if (name === "handshake") return EMPTY;
      // Some commands ask a pack about itself without a stack: then it starts without configuration.
      configured.resolve(name === "configureStack" ? request : undefined);
      if (name === "configureStack") return EMPTY;
      return pack.promise.then((client) => callRaw(client, method.path, request));
    };
    handlers[name] = ((call, callback) => {
      Promise.resolve(answer(call.request)).then(
        (response) => callback(null, response),
        (error: grpc.ServiceError) =>
          callback({ code: error.code ?? grpc.status.UNKNOWN, details: error.details ?? error.message }),
      );
    }) satisfies grpc.handleUnaryCall<Buffer, Buffer>;
  }
  return [service, handlers];
}

function callRaw(client: grpc.Client, path: string, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, asIs, asIs, request, (error, response) =>
      error === null ? resolve(response ?? EMPTY) : reject(error),
    );
  });
}

/** Reads the port that a plugin prints first; `rest` is everything after that line. */
function firstLine(stream: Readable | null): Promise<{ port: number; rest: Readable }> {
  return new Promise((resolve, reject) => {
    const rest = new PassThrough();
    let head = "";
    const onData = (chunk: Buffer): void => {
      head += chunk.toString("latin1");
      const end = head.indexOf("\n");
      if (end === -1) return;
      stream?.off("data", onData);
      const line = head.slice(0, end).trim();
      if (!/^\d+$/.test(line)) {
        reject(new Error(`the policy pack printed ${JSON.stringify(line)}, not its port`));
        return;
      }
      rest.write(Buffer.from(head.slice(end + 1), "latin1"));
      stream?.pipe(rest);
      resolve({ port: Number(line), rest });
    };
    stream?.on("data", onData);
  });
}

class Deferred<T> {
  readonly promise: Promise<T>;
  resolve: (value: T) => void = () => undefined;
  reject: (error: Error) => void = () => undefined;
  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}
