import type { Props, WorldObject, WorldView } from "../types.js";

/**
 * What was made, changed and removed in one run: what parts of a cloud that are not up to date yet see otherwise. A reader
 * that lags sees each object as it was before its last change.
 */
export class Recent {
  readonly #before = new Map<number, WorldObject | undefined>();
  readonly #removed = new Map<number, WorldObject>();

  /** Notes one change: `before` is undefined for what was made, `after` for what was removed. */
  note(before: WorldObject | undefined, after: WorldObject | undefined): void {
    const seq = (before ?? after)?.created;
    if (seq === undefined) return;
    this.#before.set(seq, before);
    if (after === undefined && before !== undefined) this.#removed.set(seq, before);
  }

  get isEmpty(): boolean {
    return this.#before.size === 0;
  }

  /** The object as a reader that lags sees it. */
  seen<T extends WorldObject>(object: T | undefined): T | undefined {
    if (object === undefined || !this.#before.has(object.created)) return object;
    return this.#before.get(object.created) as T | undefined;
  }

  /** The world as a reader that lags sees it. */
  view(world: WorldView, identities: (object: WorldObject) => readonly string[]): WorldView {
    const removed = [...this.#removed.values()];
    const old = (objects: WorldObject[]) =>
      objects.map((object) => this.seen(object)).filter((object) => object !== undefined);
    return {
      ...world,
      find: (type, id) =>
        this.seen(world.find(type, id)) ?? removed.find((object) => object.type === type && object.id === id),
      byType: (type) => [...old(world.byType(type)), ...removed.filter((object) => object.type === type)],
      byIdentity: (value) => [
        ...old(world.byIdentity(value)),
        ...removed.filter((object) => identities(object).includes(value)),
      ],
      users: (object) => {
        const names = new Set(identities(object));
        return [...old(world.users(object)), ...removed.filter(({ inputs }) => mentionsAny(inputs, names))];
      },
    };
  }
}

function mentionsAny(inputs: Props, names: ReadonlySet<string>): boolean {
  const look = (value: unknown): boolean =>
    typeof value === "string"
      ? names.has(value)
      : value !== null && typeof value === "object" && Object.values(value).some(look);
  return look(inputs);
}
