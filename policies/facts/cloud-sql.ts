/** Instances of Cloud SQL. */

import type { Resource } from "../core/resource.js";
import { all, any, holds, isSet, isText, type Tri } from "../core/tri.js";
import { type Field, get } from "../core/value.js";

export const SQL_INSTANCE = "gcp:sql/databaseInstance:DatabaseInstance";

/** Whether the instance runs this engine, by the name that versions begin with: `MYSQL` in `MYSQL_8_0`. */
export function runs(databaseVersion: Field, engine: string): Tri {
  return holds(databaseVersion, (version) => String(version).toUpperCase().startsWith(`${engine}_`));
}

/** What decides whether an instance is a replica, or a clone that says nothing of its own. */
export const COPIES = ["masterInstanceName", "instanceType", "clone"] as const;

/** Whether the instance follows another one. */
export function isReplica(instance: Resource): Tri {
  const read = (path: string): Field => get(instance.props, path);
  return any(isSet(read("masterInstanceName")), isText(read("instanceType"), "READ_REPLICA_INSTANCE"));
}

/** Whether the instance takes all its settings from the one that it is cloned from. */
export function isPlainClone(instance: Resource): Tri {
  const settings = holds(get(instance.props, "settings"), () => false, true);
  return all(isSet(get(instance.props, "clone")), settings);
}
