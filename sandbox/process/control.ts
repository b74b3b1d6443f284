import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { DriftOrder, DriftOutcome } from "../faults/drift-order.js";
import type { RunOptions } from "../faults/model.js";
import type { PackageName } from "../types.js";
import { onLines } from "./lines.js";
import type { ServerState } from "./state.js";

/**
 * The control connection: one JSON line each way. `lease` keeps the server alive as long as the connection is open, which
 * ends with the process that holds it; `persist` makes the server stay; `stop` ends it; `status` only asks. A `run` is a lease
 * with ports of its own, whose engines have the faults and the time of that run. `engines` asks who works on a stack; `drift`
 * changes the world by hand; `reindex` writes the store's indexes anew.
 */
export type ControlRequest =
  | "lease"
  | "persist"
  | "stop"
  | "status"
  | "reindex"
  | { readonly run: RunOptions }
  | { readonly engines: { readonly project: string; readonly stack: string } }
  | { readonly drift: DriftOrder };

/** What the server answers to every request. */
export interface ServerStatus {
  readonly pid: number;
  readonly ports: Readonly<Record<PackageName, number>>;
  readonly started: string;
  readonly persistent: boolean;
  /** Processes that hold it open, the asking one included where it took a lease. */
  readonly leases: number;
  /** Open connections of engines. */
  readonly connections: number;
  readonly objects: number;
  readonly worldId: string;
  /** Connections of engines to the stack that was asked for. */
  readonly engines?: number;
  /** What came of a change by hand. */
  readonly drift?: DriftOutcome;
}

export interface ControlServer {
  readonly port: number;
  readonly leases: () => number;
  close(): void;
}

/** What the server did on a request. */
export interface Acted {
  readonly status: ServerStatus;
  /** To be called when the connection ends. */
  readonly ended?: () => void;
}

/** Serves control connections. `act` is called for a request with the right token. */
export async function serveControl(
  token: string,
  act: (request: ControlRequest) => Promise<Acted>,
  leaseEnded: () => void,
): Promise<ControlServer> {
  const leases = new Set<Socket>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      if (leases.delete(socket)) {
        leaseEnded();
      }
    });
    onLines(socket, (line) => {
      const request = parse(line, token);
      if (request === undefined) {
        socket.destroy();
        return;
      }
      if (isLease(request)) {
        leases.add(socket);
      }
      act(request).then(
        ({ status, ended }) => {
          if (ended !== undefined) {
            if (socket.destroyed) ended();
            else socket.once("close", ended);
          }
          socket.write(`${JSON.stringify(status)}\n`);
        },
        () => socket.destroy(),
      );
    });
  });
  const port = await listen(server);
  return {
    port,
    leases: () => leases.size,
    close: () => {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}

/** Whether the server lives as long as the connection on which this was asked. */
export function isLease(request: ControlRequest): boolean {
  return request === "lease" || (typeof request === "object" && "run" in request);
}

function parse(line: string, token: string): ControlRequest | undefined {
  try {
    const message = JSON.parse(line) as { token?: unknown; request?: unknown };
    return message.token === token ? (message.request as ControlRequest) : undefined;
  } catch {
    return undefined;
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** A connection on which the server has answered. */
export interface Controlled {
  readonly status: ServerStatus;
  /** Ends the connection, and with it a lease. */
  release(): void;
}

const answerMs = 2_000;

/**
 * Asks the server that a state file names. Undefined where nothing answers there with the right token: the state is stale,
 * or another program has the port by now.
 */
export function ask(state: ServerState, request: ControlRequest): Promise<Controlled | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port: state.control });
    const fail = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    const timer = setTimeout(fail, answerMs);
    socket.on("error", fail);
    socket.on("close", fail);
    socket.on("connect", () => socket.write(`${JSON.stringify({ token: state.token, request })}\n`));
    onLines(socket, (line) => {
      clearTimeout(timer);
      const status = statusFrom(line);
      if (status === undefined) {
        fail();
        return;
      }
      // A lease must not keep its holder alive.
      socket.unref();
      resolve({ status, release: () => socket.destroy() });
    });
  });
}

function statusFrom(line: string): ServerStatus | undefined {
  try {
    const status = JSON.parse(line) as ServerStatus;
    return typeof status.pid === "number" ? status : undefined;
  } catch {
    return undefined;
  }
}
