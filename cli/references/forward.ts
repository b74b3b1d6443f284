import {
  Client,
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { messageOf } from "../../sandbox/errors.js";

/** Looks into the messages of one method. What throws is the caller's answer: an error with the thrown message. */
export interface Interception {
  /** The request to send on. */
  request(message: Buffer): Buffer | Promise<Buffer>;
  /** The response to give back; `request` is the one that came. */
  response?(message: Buffer, request: Buffer): Buffer;
}

export type Interceptions = Readonly<Record<string, Interception>>;

export interface Forwarder {
  /** `127.0.0.1:port` at which the service is served. */
  readonly address: string;
  close(): void;
}

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const same = (bytes: Buffer): Buffer => bytes;

/** Serves a service by passing every message on to `target` as it is, but for the methods that are intercepted. */
export async function forward(
  service: ServiceDefinition,
  target: string,
  interceptions: Interceptions = {},
): Promise<Forwarder> {
  const client = new Client(target, credentials.createInsecure(), unlimited);
  const server = new Server(unlimited);
  const raw = Object.entries(service).map(([name, method]) => [
    name,
    { ...method, requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same },
  ]);
  const handlers = Object.entries(service).map(([name, { path, responseStream }]) => [
    name,
    responseStream ? streamed(client, path) : unary(client, path, interceptions[name]),
  ]);
  server.addService(Object.fromEntries(raw), Object.fromEntries(handlers) as UntypedServiceImplementation);
  const port = await bind(server);
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      server.forceShutdown();
      client.close();
    },
  };
}

function bind(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}

function unary(client: Client, path: string, interception: Interception | undefined) {
  return async (call: ServerUnaryCall<Buffer, Buffer>, send: sendUnaryData<Buffer>) => {
    const { request, metadata } = call;
    const pass = (message: Buffer, answer: (response: Buffer) => Buffer) => {
      const sent = client.makeUnaryRequest(path, same, same, message, metadata, (error, response) =>
        error === null ? respond(send, () => answer(response as Buffer)) : send(error),
      );
      call.on("cancelled", () => sent.cancel());
    };
    if (interception === undefined) return pass(request, same);
    try {
      pass(await interception.request(request), (response) => interception.response?.(response, request) ?? response);
    } catch (error) {
      respond(send, () => {
        throw error;
      });
    }
  };
}

function respond(send: sendUnaryData<Buffer>, response: () => Buffer): void {
  let bytes: Buffer;
  try {
    bytes = response();
  } catch (error) {
    // The code that the engine itself gives to what a program did wrong.
    send({ code: status.UNKNOWN, details: messageOf(error), metadata: new Metadata() });
    return;
  }
  send(null, bytes);
}

function streamed(client: Client, path: string) {
  return (call: ServerWritableStream<Buffer, Buffer>) => {
    const source = client.makeServerStreamRequest(path, same, same, call.request, call.metadata);
    source.on("data", (message: Buffer) => call.write(message));
    source.on("end", () => call.end());
    source.on("error", (error) => call.destroy(error));
    call.on("cancelled", () => source.cancel());
  };
}
