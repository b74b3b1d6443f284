import { createHash } from "node:crypto";
import { cloud } from "../../../sandbox/models/index.js";
import type { DiffResult, Props, ReadOutcome, Session, WorldObject, WorldView } from "../../../sandbox/types.js";
import type { StoredObject } from "../../../sandbox/world/stored.js";
import { BadInputs, Refused, urnOf } from "../models-world.js";
import type { ObjectStore } from "./memory.js";

/** The models over a real store: what the server does with them, without the wire. `declared` exists without being made. */
export class StoreWorld implements WorldView {
  readonly session: Session;
  declared: WorldObject[] = [];
  private readonly store: ObjectStore;

  constructor(store: ObjectStore, session: Session) {
    this.store = store;
    this.session = session;
  }

  find(type: string, id: string): WorldObject | undefined {
    return this.store.byTypeAndId(type, id).at(-1) ?? this.declared.find((o) => o.type === type && o.id === id);
  }
  byType(type: string): WorldObject[] {
    return [...this.declared.filter((o) => o.type === type), ...this.store.byType(type)];
  }
  count(type: string): number {
    return this.store.byType(type).length;
  }
  byIdentity(value: string): WorldObject[] {
    return [...this.declared.filter((o) => cloud.identities(o).includes(value)), ...this.store.byIdentity(value)];
  }
  users(object: WorldObject): WorldObject[] {
    return this.store.users(object);
  }

  /** Inputs as Check leaves them. Throws `BadInputs`. */
  check(type: string, name: string, news: Props, olds?: Props): Props {
    const { session } = this;
    const urn = urnOf(session, type, name);
    const generation = olds === undefined ? this.store.nextGeneration(urn) : 1;
    const randomSeed = createHash("sha256").update(`${session.seed}\n${urn}\n${generation}`).digest();
    const { inputs, failures } = cloud.check({ session, type, urn, name, news, olds, world: this, randomSeed });
    if (failures.length > 0) throw new BadInputs(failures);
    return inputs;
  }

  preview(type: string, name: string, inputs: Props): Props {
    return this.make(type, name, inputs, true).outputs;
  }

  create(type: string, name: string, inputs: Props): StoredObject {
    const { session } = this;
    const { id, outputs, generation } = this.make(type, name, inputs, false);
    const { pkg, project, stack, account, region } = session;
    const place = { pkg, project, stack, account, region, type, urn: urnOf(session, type, name), provider: "" };
    const object = { ...place, id, generation, inputs, outputs, secrets: { inputs: [], outputs: [] } };
    return this.store.insert(object, cloud.identities(object));
  }

  private make(
    type: string,
    name: string,
    inputs: Props,
    preview: boolean,
  ): { id: string; outputs: Props; generation: number } {
    const { session } = this;
    const urn = urnOf(session, type, name);
    const generation = this.store.nextGeneration(urn);
    const outcome = cloud.create({ session, type, urn, name, inputs, generation, preview, world: this });
    if ("error" in outcome) throw new Refused(outcome.error.code, outcome.error.message);
    return { ...outcome, generation };
  }

  diff(object: WorldObject, news: Props): DiffResult {
    const { type, urn, id, inputs, outputs } = object;
    const about = { session: this.session, type, urn, id };
    return cloud.diff({ ...about, olds: inputs, oldOutputs: outputs, news, ignoreChanges: [] });
  }

  update(object: StoredObject, news: Props, preview: boolean): StoredObject {
    const { type, urn, id, inputs, outputs } = object;
    const about = { session: this.session, type, urn, id, object, preview, world: this };
    const outcome = cloud.update({ ...about, olds: inputs, oldOutputs: outputs, news });
    if ("error" in outcome) throw new Refused(outcome.error.code, outcome.error.message);
    const changed = { ...object, inputs: news, outputs: outcome.outputs };
    if (!preview) this.store.update(changed, cloud.identities(changed));
    return changed;
  }

  /** What an import sees: type and id, nothing else. */
  read(type: string, name: string, id: string): ReadOutcome {
    const { session } = this;
    const object = this.store.byTypeAndId(type, id).at(-1);
    const about = { session, type, urn: urnOf(session, type, name), id };
    return cloud.read({ ...about, object, inputs: {}, state: {}, world: this });
  }

  remove(object: StoredObject): void {
    const error = cloud.canDelete({ session: this.session, object, world: this });
    if (error !== undefined) throw new Refused(error.code, error.message);
    this.store.remove(object);
  }
}
