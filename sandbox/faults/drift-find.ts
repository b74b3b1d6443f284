import { tokenForms } from "../answers/tokens.js";
import type { WorldStore } from "../world/store.js";
import type { StoredObject } from "../world/stored.js";

/** The one object that a user means: by its URN, by `type:id`, by its id, or by its name in the program. */
export function locateByHand(store: WorldStore, target: string): StoredObject {
  const all = store.all();
  const ways: readonly ((object: StoredObject) => boolean)[] = [
    ({ urn }) => urn === target,
    ({ type, id }) => target.endsWith(`:${id}`) && tokenForms(type).some((form) => `${form}:${id}` === target),
    ({ id }) => id === target,
    ({ urn }) => urn.split("::").slice(3).join("::") === target,
  ];
  for (const way of ways) {
    const found = all.filter(way);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first;
    if (found.length > 1)
      throw new Error(
        `${JSON.stringify(target)} means ${found.length} objects; say which by type:id: ` +
          found
            .slice(0, 5)
            .map(({ type, id }) => `${type}:${id}`)
            .join(", "),
      );
  }
  throw new Error(
    `nothing in the sandbox is ${JSON.stringify(target)}; give a URN, type:id, an id or a name (\`groundplan sandbox status --list\` has types, names and ids; with --json also URNs)`,
  );
}
