import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Server as GrpcServer, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import * as providerService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { type PackageName, packageNames } from "../types.js";
import type { Connection, ServerContext } from "./context.js";
import { handlers } from "./handlers.js";

/** The running server: where each package listens, and who is connected. */
export interface Serving {
  readonly ports: Readonly<Record<PackageName, number>>;
  /** Connections of engines that are open now. */
  connections(): number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves every package on a port of its own, chosen by the system, on the loopback interface only.
 *
 * The sockets are ours, not grpc's: a session is a connection, so we must see each one open and close.
 */
export async function serve(context: ServerContext, changed: () => void = () => undefined): Promise<Serving> {
  let numbers = 0;
  const open = new Set<Socket>();
  const listeners: Server[] = [];
  const listen = async (pkg: PackageName): Promise<number> => {
    const connections = new Map<string, Connection>();
    const grpc = new GrpcServer({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    grpc.addService(
      service(),
      handlers(context, (peer) => connections.get(peer)),
    );
    const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
    const listener = createServer((socket) => {
      const peer = `${socket.remoteAddress}:${socket.remotePort}`;
      numbers += 1;
      const connection: Connection = { number: numbers, pkg, ended: false, made: [] };
      connections.set(peer, connection);
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        connections.delete(peer);
        open.delete(socket);
        // Where the server itself hangs up, answers may be lost on their way.
        if (listener.listening) context.store.answered(connection.made);
        changed();
      });
      injector.injectConnection(socket);
      changed();
    });
    listeners.push(listener);
    return await listening(listener);
  };
  const ports = {} as Record<PackageName, number>;
  for (const pkg of packageNames) {
    ports[pkg] = await listen(pkg);
  }
  return {
    ports,
    connections: () => open.size,
    close: () => closeAll(listeners, open),
  };
}

/** The generated module has no types for its service table. */
function service(): ServiceDefinition {
  return (providerService as unknown as { ResourceProviderService: ServiceDefinition }).ResourceProviderService;
}

function listening(listener: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", () => resolve((listener.address() as AddressInfo).port));
  });
}

async function closeAll(listeners: readonly Server[], open: ReadonlySet<Socket>): Promise<void> {
  const closed = listeners.map((listener) => new Promise<void>((resolve) => listener.close(() => resolve())));
  for (const socket of open) {
    socket.destroy();
  }
  await Promise.all(closed);
}
