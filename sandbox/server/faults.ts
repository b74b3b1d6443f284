import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Subject } from "../faults/model.js";
import type { CloudError, WorldObject, WorldView } from "../types.js";
import type { Connection } from "./context.js";

/** What goes wrong on request. Usually nothing: see `noFaults`. */
export interface Faults {
  /** Called for each request that an engine makes of a cloud; undefined where nothing is to happen to it. */
  begin(subject: Subject, connection: Connection): Attempt | undefined;
  /** Called for each change of the store: `before` is undefined for what was made, `after` for what was removed. */
  changed(before: WorldObject | undefined, after: WorldObject | undefined): void;
}

/** One request that something may happen to. */
export interface Attempt {
  /** Where parts of the cloud do not show recent changes yet. */
  readonly lag: Lag | undefined;
  /** Before the request is carried out: takes time, or throws a refusal. */
  before(): Promise<void>;
  /** Once it is carried out and on disk, before it is answered: takes time, or throws. */
  after(made: Made | undefined): Promise<void>;
}

/** What a creation or update is about to answer. */
export interface Made {
  readonly object: WorldObject;
  readonly properties: Struct | undefined;
}

/** A reader of the world that is not up to date. */
export interface Lag {
  /**
   * Asks the cloud as it appears now; where it refuses for something that it only does not show yet, the provider asks again
   * until it does, or gives up and throws the refusal.
   */
  settle(world: WorldView, ask: (world: WorldView) => CloudError | undefined): Promise<void>;
  /** The object as a read finds it. */
  seen<T extends WorldObject>(object: T | undefined): T | undefined;
  /** What a function answers that is not asked twice. */
  answer<T>(world: WorldView, ask: (world: WorldView) => T): T;
}

export const noFaults: Faults = { begin: () => undefined, changed: () => undefined };
