import type { Resource } from "../core/resource.js";
import { get } from "../core/value.js";

/** PostgreSQL and MySQL as flexible servers. Versions of the API before them say the same of single servers. */
export const SERVERS = ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"] as const;

/** The older service, whose settings stand below `properties`. */
export const SINGLE_SERVERS = [
  "azure-native:dbforpostgresql:SingleServer",
  "azure-native:dbformysql:SingleServer",
] as const;

/** Whether the server is a single one. */
export function isSingle({ type, props }: Resource): boolean {
  return (SINGLE_SERVERS as readonly string[]).includes(type) || get(props, "properties").state !== "absent";
}
