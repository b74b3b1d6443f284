import * as grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { ConfigurationError } from "./configuration.js";
import type { PackFacts } from "./metadata.js";

/** The largest request that is taken, in bytes: a whole stack comes as one. The figure is that of Pulumi's own SDK. */
const MAX_REQUEST_BYTES = 400 * 1024 * 1024;

/** An empty answer is no bytes; its class depends on which copy of the protocol library the SDK found. */
const empty = { responseSerialize: (): Buffer => Buffer.alloc(0) };

/** An answer that is encoded already. */
const encoded = { responseSerialize: (answer: Uint8Array): Buffer => Buffer.from(answer) };

/** What answers the engine. */
export interface Answering {
  info(): analyzer.AnalyzerInfo;
  configure(request: analyzer.ConfigureAnalyzerRequest): void;
  configureStack(request: analyzer.AnalyzerStackConfigureRequest): void;
  remediate(request: analyzer.AnalyzeRequest): analyzer.RemediateResponse;
  /** The encoded `AnalyzeResponse`. */
  analyze(request: analyzer.AnalyzeRequest): Uint8Array;
  analyzeStack(request: analyzer.AnalyzeStackRequest): analyzer.AnalyzeResponse;
}

/** A server that listens. */
export interface Served {
  /** On the loopback interface. */
  readonly port: number;
  close(): void;
}

/**
 * Speaks the analyzer protocol to the engine, which every Pulumi policy SDK speaks.
 *
 * The pack speaks it itself because the Node SDK evaluates policy by policy: it decodes a resource again for every one, and
 * tells no policy which level is configured for another. Here a resource is decoded once for all rules.
 */
export function serve(pack: PackFacts, answering: Answering): Promise<Served> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": MAX_REQUEST_BYTES });
  const { AnalyzerService } = services;
  server.addService(
    {
      ...AnalyzerService,
      analyze: { ...AnalyzerService.analyze, ...encoded },
      configure: { ...AnalyzerService.configure, ...empty },
      cancel: { ...AnalyzerService.cancel, ...empty },
    },
    handlers(answering, pack),
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve({ port, close: () => server.forceShutdown() });
    });
  });
}

function handlers(rules: Answering, pack: PackFacts): grpc.UntypedServiceImplementation {
  const info = new plugin.PluginInfo();
  info.setVersion(pack.version);
  return {
    handshake: answer(() => new analyzer.AnalyzerHandshakeResponse()),
    getPluginInfo: answer(() => info),
    getAnalyzerInfo: answer(() => rules.info()),
    configure: answer((request: analyzer.ConfigureAnalyzerRequest) => rules.configure(request)),
    configureStack: answer((request: analyzer.AnalyzerStackConfigureRequest) => {
      rules.configureStack(request);
      return new analyzer.AnalyzerStackConfigureResponse();
    }),
    remediate: answer((request: analyzer.AnalyzeRequest) => rules.remediate(request)),
    analyze: answer((request: analyzer.AnalyzeRequest) => rules.analyze(request)),
    analyzeStack: answer((request: analyzer.AnalyzeStackRequest) => rules.analyzeStack(request)),
    cancel: answer(() => undefined),
  };
}

function answer<Q, A>(work: (request: Q) => A): grpc.handleUnaryCall<Q, A> {
  return (call, callback) => {
    try {
      callback(null, work(call.request));
    } catch (error) {
      if (error instanceof ConfigurationError)
        return callback({ code: grpc.status.INVALID_ARGUMENT, message: error.message });
      callback({
        code: grpc.status.INTERNAL,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  };
}
