import type { WorldObject } from "../../../sandbox/types.js";
import type { WorldStore } from "../../../sandbox/world/store.js";
import type { NewObject, StoredObject } from "../../../sandbox/world/stored.js";

/** What of a store a world is made on. */
export type ObjectStore = Pick<
  WorldStore,
  | "nextGeneration"
  | "insert"
  | "update"
  | "remove"
  | "count"
  | "all"
  | "byType"
  | "byTypeAndId"
  | "byIdentity"
  | "users"
>;

/** A store that is gone with the process: for thousands of types in seconds. */
export class MemoryStore implements ObjectStore {
  private readonly objects = new Map<number, StoredObject>();
  private readonly names = new Map<number, readonly string[]>();
  private readonly generations = new Map<string, number>();
  private last = 0;

  nextGeneration(urn: string): number {
    return (this.generations.get(urn) ?? 0) + 1;
  }
  insert(object: NewObject, identities: readonly string[]): StoredObject {
    this.generations.set(object.urn, object.generation);
    const stored = { ...object, created: ++this.last };
    this.update(stored, identities);
    return stored;
  }
  update(object: StoredObject, identities: readonly string[]): void {
    this.objects.set(object.created, object);
    this.names.set(object.created, identities);
  }
  remove(object: WorldObject): void {
    this.objects.delete(object.created);
    this.names.delete(object.created);
  }
  count(): number {
    return this.objects.size;
  }
  all(): StoredObject[] {
    return [...this.objects.values()];
  }
  byType(type: string): StoredObject[] {
    return this.all().filter((object) => object.type === type);
  }
  byTypeAndId(type: string, id: string): StoredObject[] {
    return this.byType(type).filter((object) => object.id === id);
  }
  byIdentity(value: string): StoredObject[] {
    return this.all().filter(({ created }) => this.names.get(created)?.includes(value));
  }
  /** Nothing here asks who uses an object: what forbids a delete looks for its users by type. */
  users(): StoredObject[] {
    return [];
  }
}
