import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Server as GrpcServer, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import * as providerService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { type PackageName, packageNames } from "../types.js";
import type { Connection, ServerContext } from "./context.js";
import { noEngineLog } from "./engine-log.js";
import type { Faults } from "./faults.js";
import { handlers } from "./handlers.js";

/** Where engines of one kind of run listen for each package. */
export interface Ports {
  readonly ports: Readonly<Record<PackageName, number>>;
  /** Stops listening once no engine is connected there any more. */
  release(): void;
}

/** The running server: where each package listens, and who is connected. */
export interface Serving {
  readonly ports: Readonly<Record<PackageName, number>>;
  /** Ports of their own for the engines of one run, to which other things happen than to the rest. */
  openRun(faults: Faults): Promise<Ports>;
  /** Connections of engines that are open now. */
  connections(): number;
  /** Those of them to a stack, and those that are closed while something that came over them is still carried out. */
  engines(project: string, stack: string): number;
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
  const usual = await openPorts(context, () => ++numbers, changed);
  const all = new Set([usual]);
  const connections = () => [...all].flatMap((group) => group.connections());
  return {
    ports: usual.ports,
    openRun: async (faults) => {
      const forRun = Object.create(context, { faults: { value: faults, enumerable: true } }) as ServerContext;
      const group = await openPorts(
        forRun,
        () => ++numbers,
        changed,
        () => all.delete(group),
      );
      all.add(group);
      return group;
    },
    connections: () => connections().length,
    engines: (project, stack) =>
      connections().filter(({ session }) => session?.project === project && session.stack === stack).length,
    close: async () => {
      await Promise.all([...all].map((group) => group.close()));
    },
  };
}

interface PortGroup extends Ports {
  connections(): Connection[];
  close(): Promise<void>;
}

async function openPorts(
  context: ServerContext,
  nextNumber: () => number,
  changed: () => void,
  gone: () => void = () => undefined,
): Promise<PortGroup> {
  const opened: PackagePort[] = [];
  let released = false;
  const close = async () => {
    await Promise.all(opened.map((port) => port.close()));
  };
  const closeIfUnused = () => {
    if (!released || opened.some((port) => port.connections().length > 0)) return;
    gone();
    void close();
  };
  const ports = {} as Record<PackageName, number>;
  for (const pkg of packageNames) {
    const port = new PackagePort(context, pkg, nextNumber, () => {
      closeIfUnused();
      changed();
    });
    ports[pkg] = await port.listen();
    opened.push(port);
  }
  return {
    ports,
    connections: () => opened.flatMap((port) => port.connections()),
    release: () => {
      released = true;
      closeIfUnused();
    },
    close,
  };
}

/** One package's port and the engines that are connected to it. */
class PackagePort {
  readonly #context: ServerContext;
  readonly #pkg: PackageName;
  readonly #nextNumber: () => number;
  readonly #changed: () => void;
  readonly #connections = new Map<string, Connection>();
  readonly #sockets = new Set<Socket>();
  /** Connections that are closed while something that came over them is still carried out. */
  readonly #late = new Set<Connection>();
  readonly #listener: Server;
  /** The server itself hangs up: answers may be lost on their way. */
  #hangsUp = false;

  constructor(context: ServerContext, pkg: PackageName, nextNumber: () => number, changed: () => void) {
    this.#context = context;
    this.#pkg = pkg;
    this.#nextNumber = nextNumber;
    this.#changed = changed;
    const grpc = new GrpcServer({
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
      "grpc.enable_channelz": 0,
    });
    grpc.addService(
      service(),
      handlers(context, (peer) => this.#connections.get(peer)),
    );
    const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
    this.#listener = createServer((socket) => {
      this.#connect(socket);
      injector.injectConnection(socket);
      changed();
    });
  }

  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#listener.once("error", reject);
      this.#listener.listen(0, "127.0.0.1", () => resolve((this.#listener.address() as AddressInfo).port));
    });
  }

  connections(): Connection[] {
    return [...this.#connections.values(), ...this.#late];
  }

  async close(): Promise<void> {
    this.#hangsUp = true;
    const closed = new Promise<void>((resolve) => this.#listener.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #told({ made, settled }: Connection): void {
    const { store } = this.#context;
    store.answered(made.slice(0, settled), true);
    store.answered(made.slice(settled), false);
  }

  #connect(socket: Socket): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    let running = 0;
    const begin = () => {
      running += 1;
      return () => {
        running -= 1;
        if (running === 0 && this.#late.delete(connection)) this.#changed();
      };
    };
    const connection: Connection = {
      number: this.#nextNumber(),
      pkg: this.#pkg,
      engineLog: noEngineLog,
      ended: false,
      over: new AbortController(),
      closed: false,
      begin,
      die: () => void this.close(),
      made: [],
      settled: 0,
    };
    this.#connections.set(peer, connection);
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      connection.closed = true;
      connection.over.abort();
      connection.engineLog.close();
      this.#connections.delete(peer);
      this.#sockets.delete(socket);
      if (running > 0) this.#late.add(connection);
      if (!this.#hangsUp) this.#told(connection);
      this.#changed();
    });
  }
}

/** The generated module has no types for its service table. */
function service(): ServiceDefinition {
  return (providerService as unknown as { ResourceProviderService: ServiceDefinition }).ResourceProviderService;
}
