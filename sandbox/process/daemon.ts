import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Answers } from "../answers/model.js";
import { AnswersSource } from "../answers/source.js";
import { SandboxError } from "../errors.js";
import type { RunOptions } from "../faults/model.js";
import { keepSchemasIn } from "../schema/index.js";
import { readProgram, workingDirectory } from "../sdks/program.js";
import type { ServerContext } from "../server/context.js";
import { harmlessEnvironment } from "../server/environment.js";
import { noFaults } from "../server/faults.js";
import { framesOf, openLog } from "../server/log.js";
import { SdkFinder } from "../server/sdk.js";
import { type Serving, serve } from "../server/server.js";
import type { Cloud } from "../types.js";
import { Borrowed } from "../world/borrowed.js";
import { type WorldFiles, worldFiles } from "../world/directory.js";
import { WorldStore } from "../world/store.js";
import { viewOf } from "../world/view.js";
import {
  type Acted,
  type ControlRequest,
  type ControlServer,
  isLease,
  type ServerStatus,
  serveControl,
} from "./control.js";
import { takeLock } from "./lock.js";
import { removeState, type ServerState, writeState } from "./state.js";

/** How the server process is told what to do; one JSON argument. */
export interface DaemonOptions {
  readonly world: string;
  readonly projectDir: string;
  /** The tool's home: fetched SDKs are kept there. */
  readonly home: string;
  /** Stays until it is stopped. Otherwise it ends with the last process that holds it and the last engine. */
  readonly persistent: boolean;
  /** Removes the whole world when it ends. */
  readonly throwaway: boolean;
  /** Module that exports `cloud`. */
  readonly cloudModule: string;
}

/** How long a server that nobody uses waits: between two commands, and for the first one. */
const idleMs = 400;
const firstUseMs = 5_000;
/** How often it looks whether its world is still there. */
const watchMs = 1_000;

/** Runs the server in this process until it is told to end or nobody needs it. Resolves once it is ready. */
export async function runDaemon(options: DaemonOptions): Promise<ServerState> {
  const files = worldFiles(options.world);
  mkdirSync(files.run, { recursive: true, mode: 0o700 });
  const lock = takeLock(files);
  if (lock === undefined) {
    throw new SandboxError("busy", `another server has the sandbox world ${files.dir}`);
  }
  const daemon = new Daemon(options, files, lock);
  return await daemon.start();
}

class Daemon {
  private readonly options: DaemonOptions;
  private readonly files: WorldFiles;
  private readonly lock: { release(): void };
  private readonly context: ServerContext;
  private readonly token = randomBytes(16).toString("hex");
  private readonly started = new Date().toISOString();
  /** Loads what the first request needs. */
  private readonly warmUp: () => unknown;
  private persistent: boolean;
  private serving: Serving | undefined;
  private control: ControlServer | undefined;
  private idle: NodeJS.Timeout | undefined;
  private watch: NodeJS.Timeout | undefined;

  constructor(options: DaemonOptions, files: WorldFiles, lock: { release(): void }) {
    this.options = options;
    this.files = files;
    this.lock = lock;
    this.persistent = options.persistent;
    const answers = new AnswersSource(options.projectDir, loadAnswers);
    const store = WorldStore.open(files, { throwaway: options.throwaway });
    const log = openLog(files.log);
    keepSchemasIn(join(options.home, "cache", "schema"));
    const program = once(() => readProgram(options.projectDir));
    const cloud = once(() => (require(options.cloudModule) as { cloud: Cloud }).cloud);
    this.warmUp = () => [program(), cloud()];
    this.context = {
      get cloud() {
        return cloud();
      },
      store,
      world: viewOf(store, new Borrowed(files.dir, (object) => cloud().identities(object))),
      sdks: new SdkFinder(() => [...program().roots, __dirname], {
        get program() {
          return program();
        },
        log,
        cache: join(options.home, "cache", "sdk"),
        cwd: options.projectDir,
      }),
      env: harmlessEnvironment(process.env),
      log,
      faults: noFaults,
      get program() {
        return { directory: workingDirectory(program()), home: options.home };
      },
      get answers() {
        return answers.current();
      },
    };
  }

  async start(): Promise<ServerState> {
    this.serving = await serve(this.context, () => this.used(idleMs));
    this.control = await serveControl(
      this.token,
      (request) => this.act(request),
      () => this.used(idleMs),
    );
    const state: ServerState = {
      pid: process.pid,
      control: this.control.port,
      token: this.token,
      ports: this.serving.ports,
      started: this.started,
    };
    writeState(this.files, state);
    const { upgraded } = this.context.store;
    if (upgraded !== undefined) this.context.log.write("store-upgraded", { ...upgraded });
    this.context.log.write("started", { pid: process.pid });
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => void this.end(signal));
    }
    process.on("uncaughtException", (error) => {
      this.context.log.write("defect", { at: framesOf(error) });
      this.context.log.close();
      process.exit(1);
    });
    this.watch = setInterval(() => this.assertWorld(), watchMs);
    this.used(firstUseMs);
    // The engine takes longer to start than this does; whoever waits for the ports need not wait for it.
    setImmediate(() => this.warmUp());
    return state;
  }

  private async act(request: ControlRequest): Promise<Acted> {
    if (request === "persist") {
      this.persistent = true;
    }
    if (request === "stop") {
      setImmediate(() => void this.end("stop"));
    }
    // Being asked is not being used: whoever polls for the end must not put it off.
    if (isLease(request)) {
      this.used(idleMs);
    }
    if (request === "reindex") {
      this.reindex();
    }
    if (typeof request === "string") {
      return { status: this.status() };
    }
    if ("engines" in request) {
      const { project, stack } = request.engines;
      return { status: { ...this.status(), engines: this.serving?.engines(project, stack) ?? 0 } };
    }
    if ("drift" in request) {
      const { driftIn } = require("../faults/drift.js") as typeof import("../faults/drift.js");
      return { status: { ...this.status(), drift: driftIn(this.context, request.drift) } };
    }
    return this.openRun(request.run);
  }

  /** Ports of their own for the engines of one run; what faults need is loaded only here. */
  private async openRun(options: RunOptions): Promise<Acted> {
    const { runFaults } = require("../faults/open.js") as typeof import("../faults/open.js");
    const opened = runFaults(options, this.context);
    const group = await (this.serving as Serving).openRun(opened.faults);
    const ended = () => {
      group.release();
      opened.close();
    };
    return { status: { ...this.status(), ports: group.ports }, ended };
  }

  private reindex(): void {
    const { store, cloud } = this.context;
    store.transaction(() => {
      for (const object of store.all()) store.reindex(object, cloud.identities(object));
    });
  }

  private status(): ServerStatus {
    return {
      pid: process.pid,
      ports: this.serving?.ports ?? ({} as ServerStatus["ports"]),
      started: this.started,
      persistent: this.persistent,
      leases: this.control?.leases() ?? 0,
      connections: this.serving?.connections() ?? 0,
      objects: this.context.store.count(),
      worldId: this.context.store.id,
    };
  }

  /** Somebody came or went: ends the server after `grace` where nobody is left then. */
  private used(grace: number): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      const needed = this.persistent || this.control?.leases() !== 0 || this.serving?.connections() !== 0;
      if (!needed) {
        void this.end("unused");
      }
    }, grace);
  }

  /** A world removed by hand takes its server with it. */
  private assertWorld(): void {
    if (!existsSync(this.files.pid)) {
      void this.end("world-removed");
    }
  }

  private async end(reason: string): Promise<void> {
    clearTimeout(this.idle);
    clearInterval(this.watch);
    this.context.log.write("ended", { reason });
    removeState(this.files, this.token);
    this.control?.close();
    await this.serving?.close();
    this.context.store.close();
    this.context.log.close();
    if (this.options.throwaway) {
      rmSync(this.files.dir, { recursive: true, force: true });
    }
    this.lock.release();
    process.exit(0);
  }
}

/** Loaded only where there is a sandbox.yaml: the schema library takes an eighth of the server's start. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function loadAnswers(projectDir: string): Answers {
  return (require("../answers/load.js") as typeof import("../answers/load.js")).loadAnswers(projectDir);
}
