import type { Answers } from "../answers/model.js";
import type { Cloud, PackageName, Session, WorldView } from "../types.js";
import type { WorldStore } from "../world/store.js";
import type { StoredObject } from "../world/stored.js";
import type { EngineLog } from "./engine-log.js";
import type { Faults, Lag } from "./faults.js";
import type { Log } from "./log.js";
import type { SdkFinder } from "./sdk.js";

/** What every request handler works with; one for the server. */
export interface ServerContext {
  readonly cloud: Cloud;
  readonly store: WorldStore;
  readonly world: WorldView;
  readonly sdks: SdkFinder;
  /** Harmless variables of the environment; see environment.ts. */
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly faults: Faults;
  readonly program: ProgramPlace;
  /** Of one request only: parts of the cloud do not show recent changes to it. */
  readonly lag?: Lag | undefined;
  /** What sandbox.yaml says now; reading it throws `bad-answers` where the file has become wrong. */
  readonly answers: Answers;
}

/** Where the program lies that the server works for. */
export interface ProgramPlace {
  /** In which the engine starts providers: relative paths begin there. */
  readonly directory: string;
  /** The tool's home. */
  readonly home: string;
}

/** One connection of an engine to one package's port. */
export interface Connection {
  readonly number: number;
  readonly pkg: PackageName;
  /** Set by CheckConfig for a provider that is not in the state yet: which one it was. */
  checked?: string;
  /** Set by Configure. */
  session?: Session;
  /** Set by Handshake or Attach. */
  engineLog: EngineLog;
  /** Set by Cancel: the engine is done with this connection. */
  ended: boolean;
  /** Aborted by Cancel and by the end of the connection: nothing is worth waiting for any more. */
  readonly over: AbortController;
  /** The engine has hung up. */
  closed: boolean;
  /** To be called where a request begins to be carried out; what it returns, when it is: also where the engine hangs up before. */
  begin(): () => void;
  /** Hangs up on all engines at this port and listens no more, as a provider does whose process dies. */
  die(): void;
  /** What was made over it. An answer that was sent may still not arrive; that the engine hangs up says that all have. */
  readonly made: StoredObject[];
  /** How many of them when the engine cancelled: their run has ended in order, and they are in its state. */
  settled: number;
}
