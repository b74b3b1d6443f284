import type { Resource } from "../core/resource.js";
import { type Field, get, within } from "../core/value.js";

/** PostgreSQL and MySQL as flexible servers. Versions of the API before them say the same of single servers. */
export const SERVERS = ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"] as const;

/** The older service, and MariaDB, whose settings stand below `properties`. */
export const SINGLE_SERVERS = [
  "azure-native:dbforpostgresql:SingleServer",
  "azure-native:dbformysql:SingleServer",
  "azure-native:dbformariadb:Server",
] as const;

/** What only single servers have; versions of the API write it with `properties` around it or without. */
const OF_SINGLE = ["sslEnforcement", "storageProfile", "minimalTlsVersion", "publicNetworkAccess"];

/** Where a single server's settings stand; nothing for a flexible server. */
export function singleSettings({ type, props }: Resource): Field | undefined {
  const below = get(props, "properties");
  if (below.state !== "absent") return below;
  const flat = OF_SINGLE.some((name) => get(props, name).state !== "absent");
  if (flat) return { state: "known", path: "", value: props };
  return (SINGLE_SERVERS as readonly string[]).includes(type) ? below : undefined;
}

/** A setting that single and flexible servers have in different places. */
export function settingOf(server: Resource, single: string, flexible: string): Field {
  const settings = singleSettings(server);
  return settings === undefined ? get(server.props, flexible) : within(settings, single);
}
