import { type Client, credentials, type ServiceError } from "@grpc/grpc-js";
import * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import * as engine from "@pulumi/pulumi/proto/engine_pb.js";

/** The engine's own log: what is written to it stands beside the resource in the engine's output and in its events. */
export interface EngineLog {
  /**
   * Writes a line about a resource. Of one kind (`assumption`, `deprecation`) a resource gets one line a connection; later ones are
   * dropped. Never fails: where the engine cannot be reached, the line is lost.
   */
  write(severity: "info" | "warning", urn: string, kind: string, message: string): Promise<void>;
  close(): void;
}

export const noEngineLog: EngineLog = { write: () => Promise.resolve(), close: () => undefined };

/** An engine that does not take a line within this time is not waited for. */
const patienceMs = 2000;

/** The log of the engine that listens at this address ("127.0.0.1:40001", from its Handshake or Attach). */
export function engineLog(address: string): EngineLog {
  if (address === "") return noEngineLog;
  const written = new Set<string>();
  let client: LogClient | undefined;
  return {
    write(severity, urn, kind, message) {
      const key = `${kind}\n${urn}`;
      if (written.has(key)) return Promise.resolve();
      written.add(key);
      client ??= connect(address);
      return send(client, request(severity, urn, message));
    },
    close: () => client?.close(),
  };
}

type LogClient = Client & {
  log(request: engine.LogRequest, options: { deadline: number }, done: (error: ServiceError | null) => void): void;
};

function connect(address: string): LogClient {
  const { EngineClient } = engineService as unknown as {
    EngineClient: new (address: string, channel: unknown) => LogClient;
  };
  return new EngineClient(address, credentials.createInsecure());
}

const severities = { info: engine.LogSeverity.INFO, warning: engine.LogSeverity.WARNING } as const;

function request(severity: keyof typeof severities, urn: string, message: string): engine.LogRequest {
  const line = new engine.LogRequest();
  line.setSeverity(severities[severity]);
  line.setUrn(urn);
  line.setMessage(message);
  return line;
}

function send(client: LogClient, line: engine.LogRequest): Promise<void> {
  return new Promise((resolve) => {
    client.log(line, { deadline: Date.now() + patienceMs }, () => resolve());
  });
}
