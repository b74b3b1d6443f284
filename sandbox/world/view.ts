import type { WorldView } from "../types.js";
import type { WorldStore } from "./store.js";

/** The store as the models see it. */
export function viewOf(store: WorldStore): WorldView {
  return {
    find: (type, id) => store.byTypeAndId(type, id).at(-1),
    byType: (type) => store.byType(type),
    byIdentity: (value) => store.byIdentity(value),
    users: (object) => store.users(object),
  };
}
