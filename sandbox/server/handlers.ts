import {
  type handleUnaryCall,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { messageOf, SandboxError } from "../errors.js";
import type { FaultOperation } from "../faults/model.js";
import { schemaOf } from "../schema/index.js";
import { packageSchema } from "../schema/package-schema.js";
import type { Session } from "../types.js";
import { Assumptions } from "./assumptions.js";
import { type Attempted, attempt } from "./attempts.js";
import type { Connection, ServerContext } from "./context.js";
import { engineLog } from "./engine-log.js";
import { invoke } from "./invoke.js";
import { framesOf } from "./log.js";
import { checkConfig, configure, diffConfig } from "./provider-config.js";
import { check, create, diff, difference, read, remove, update } from "./resources.js";
import { Refusal, refused, unsupported } from "./status.js";

type ConnectionOf = (peer: string) => Connection | undefined;

type On = <Q, R>(
  method: string,
  answer: (connection: Connection, request: Q) => R | Promise<R>,
) => handleUnaryCall<Q, R>;

/** The provider service of one package's port: each request is answered within the session of its connection. */
export function handlers(context: ServerContext, connectionOf: ConnectionOf): UntypedServiceImplementation {
  const on: On = (method, answer) => unary(context, connectionOf, method, answer);
  return { ...connecting(context, on), ...working(context, on) };
}

/** What an engine asks of a provider before it works with it, and when it is done. */
function connecting(context: ServerContext, on: On): UntypedServiceImplementation {
  return {
    handshake: on("Handshake", (connection, request: provider.ProviderHandshakeRequest) => {
      connection.engineLog = engineLog(request.getEngineAddress());
      return handshake();
    }),
    attach: on("Attach", (connection, request: plugin.PluginAttach) => {
      connection.engineLog = engineLog(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: on("GetPluginInfo", pluginInfo),
    getSchema: on("GetSchema", (connection) => getSchema(context, connection)),
    getMapping: on("GetMapping", () => new provider.GetMappingResponse()),
    getMappings: on("GetMappings", () => new provider.GetMappingsResponse()),
    parameterize: on("Parameterize", () => refuse("Parameterize", "parameterized packages")),
    checkConfig: on("CheckConfig", (connection, request: provider.CheckRequest) =>
      checkConfig(context, connection, request),
    ),
    diffConfig: on("DiffConfig", (connection, request: provider.DiffRequest) =>
      diffConfig(context, connection, request),
    ),
    configure: on("Configure", async (connection, request: provider.ConfigureRequest) => {
      await configure(context, connection, request);
      return configured();
    }),
    cancel: on("Cancel", (connection) => {
      connection.ended = true;
      connection.settled = connection.made.length;
      connection.over.abort();
      return new Empty();
    }),
  };
}

/** What an engine asks about resources and functions. */
function working(context: ServerContext, on: On): UntypedServiceImplementation {
  /** What faults can happen to. */
  const attempting = <Q extends object, R extends object>(
    method: string,
    operation: FaultOperation,
    answer: (at: Attempted, request: Q, connection: Connection) => R | Promise<R>,
  ) =>
    on(method, (connection, request: Q) =>
      attempt(context, connection, sessionOf(connection), operation, request, (at) => answer(at, request, connection)),
    );
  const assumptions = new Assumptions();
  return {
    check: attempting("Check", "check", (at, request: provider.CheckRequest) => check(at.context, at.session, request)),
    diff: on("Diff", (connection, request: provider.DiffRequest) => diff(context, sessionOf(connection), request)),
    create: attempting("Create", "create", (at, request: provider.CreateRequest) => create(at, request)),
    read: attempting("Read", "read", (at, request: provider.ReadRequest) => read(at.context, at.session, request)),
    update: attempting("Update", "update", async (at, request: provider.UpdateRequest, connection) => {
      await assumptions.tell(connection.engineLog, request, () => difference(context, at.session, request));
      return update(at, request);
    }),
    delete: attempting("Delete", "delete", async (at, request: provider.DeleteRequest) => {
      await remove(at.context, at.session, request);
      return new Empty();
    }),
    // What builds components is loaded when it is asked for: it would be a quarter of the time in which the server starts.
    invoke: attempting("Invoke", "invoke", async (at, request: provider.InvokeRequest, connection) => {
      const rendering = connection.pkg === "kubernetes" ? await import("../construct/invokes.js") : undefined;
      return rendering?.isRendering(request.getTok()) === true
        ? await rendering.invokeRendering(at.context, connection, at.session, request)
        : invoke(at.context, at.session, request);
    }),
    construct: on("Construct", async (connection, request: provider.ConstructRequest) => {
      const { construct } = await import("../construct/index.js");
      return await construct(context, connection, sessionOf(connection), request);
    }),
    call: on("Call", (_, request: provider.CallRequest) => refuse("Call", `the method ${request.getTok()}`)),
  };
}

function refuse(method: string, what: string): never {
  throw unsupported(
    method,
    `the sandbox does not serve ${what}. Use the single resources instead, or run this program without the sandbox`,
  );
}

function handshake(): provider.ProviderHandshakeResponse {
  const response = new provider.ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  // References arrive as ids, output values as plain ones: what a real provider of these packages asks for.
  response.setAcceptResources(false);
  response.setAcceptOutputs(false);
  response.setSupportsAutonamingConfiguration(true);
  return response;
}

/** The engine warns where a plugin is older than the SDK; this one serves every version that the program has installed. */
function pluginInfo(): plugin.PluginInfo {
  const info = new plugin.PluginInfo();
  info.setVersion("9999.0.0");
  return info;
}

function configured(): provider.ConfigureResponse {
  const response = new provider.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setSupportsAutonamingConfiguration(true);
  return response;
}

/** For `pulumi import`, which writes code; nothing else asks for it. */
function getSchema(context: ServerContext, { pkg }: Connection): provider.GetSchemaResponse {
  const response = new provider.GetSchemaResponse();
  const sdk = context.sdks.find(pkg, undefined);
  const none = { name: pkg, version: "0.0.0", resources: {}, functions: {} };
  response.setSchema(sdk === undefined ? JSON.stringify(none) : packageSchema(pkg, sdk.version, schemaOf(pkg, sdk)));
  return response;
}

function sessionOf(connection: Connection): Session {
  if (connection.ended) {
    throw refused("session-ended", `the engine has cancelled this session of ${connection.pkg}`);
  }
  if (connection.session === undefined) {
    throw refused(
      "not-configured",
      `this connection to ${connection.pkg} was not configured; the engine reconnected, or the sandbox was restarted under it. ` +
        "Run the command again",
    );
  }
  return connection.session;
}

interface Answerable {
  getUrn?: () => string | undefined;
  getTok?: () => string;
}

function unary<Q, R>(
  context: ServerContext,
  connectionOf: ConnectionOf,
  method: string,
  answer: (connection: Connection, request: Q) => R | Promise<R>,
): handleUnaryCall<Q, R> {
  return async (call: ServerUnaryCall<Q, R>, send: sendUnaryData<R>) => {
    const started = performance.now();
    const request = call.request as Q & Answerable;
    let outcome = "ok";
    const connection = connectionOf(call.getPeer());
    try {
      if (connection === undefined) {
        throw refused("closed", "the connection was closed before its request was read");
      }
      send(null, await answer(connection, request));
    } catch (error) {
      const refusal = refusalOf(error, method, request.getUrn?.() ?? request.getTok?.());
      outcome = refusal.label;
      const { code, message: details, metadata } = refusal;
      send(metadata === undefined ? { code, details } : { code, details, metadata });
      if (!(error instanceof Refusal)) {
        context.log.write("defect", { method, at: framesOf(error) });
      }
    }
    context.log.write(method, {
      connection: connection?.number,
      pkg: connection?.pkg,
      outcome,
      ms: Math.round((performance.now() - started) * 10) / 10,
      subject: request.getUrn?.() ?? request.getTok?.(),
    });
  };
}

function refusalOf(error: unknown, method: string, subject: string | undefined): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (error instanceof SandboxError) {
    return new Refusal(status.FAILED_PRECONDITION, error.code, error.message);
  }
  return new Refusal(
    status.FAILED_PRECONDITION,
    "defect",
    `the sandbox failed in ${method}${subject === undefined ? "" : ` of ${subject}`}: ${messageOf(error)}. This is a defect of ` +
      "the sandbox, not of the program; its log names the place",
  );
}
