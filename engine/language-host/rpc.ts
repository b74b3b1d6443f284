import * as grpc from "@grpc/grpc-js";

/** Messages up to 400 MB in both directions, the limit that the engine sets for itself. */
export const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": -1,
} as const;

/** An answer of this host that is an error with its own gRPC status. */
export class HostError extends Error {
  readonly code: grpc.status;
  constructor(code: grpc.status, message: string) {
    super(message);
    this.name = "HostError";
    this.code = code;
  }
}

/** A one-answer method from an async function; what it throws reaches the engine as message, without a stack. */
export function unary<Request, Response>(
  handle: (request: Request, call: grpc.ServerUnaryCall<Request, Response>) => Promise<Response> | Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call.request, call))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(statusOf(error)),
      );
  };
}

/** A method that streams its answer; the stream ends with the function, or with its error. */
export function streaming<Request, Response>(
  handle: (request: Request, call: grpc.ServerWritableStream<Request, Response>) => Promise<void>,
): grpc.handleServerStreamingCall<Request, Response> {
  return (call) => {
    handle(call.request, call).then(
      () => call.end(),
      (error: unknown) => call.emit("error", statusOf(error)),
    );
  };
}

/** A method that this host does not have; `instead` says what does. */
export function unimplemented<Request, Response>(
  what: string,
  instead: string,
): grpc.handleUnaryCall<Request, Response> {
  return unary(() => {
    throw new HostError(grpc.status.UNIMPLEMENTED, `${what} is not supported by this language host: ${instead}`);
  });
}

function statusOf(error: unknown): Partial<grpc.StatusObject> {
  return {
    code: error instanceof HostError ? error.code : grpc.status.UNKNOWN,
    details: error instanceof Error ? error.message : String(error),
  };
}

/** Starts a server on a free local port. */
export function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}
