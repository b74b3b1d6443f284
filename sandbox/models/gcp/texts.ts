import type { ObjectContext } from "../model.js";
import { projectNumber } from "./identifiers.js";

/** How Google writes a text of that name; undefined where it has no form of its own. */
export function gcpText(c: ObjectContext, name: string, path: string): string | undefined {
  switch (name) {
    case "projectNumber":
      return projectNumber(c.account);
    case "writerIdentity":
      return `serviceAccount:service-${projectNumber(c.account)}@gcp-sa-logging.iam.gserviceaccount.com`;
    case "creationTimestamp":
      return c.derive.time(path).replace("Z", ".000-00:00");
    case "fingerprint":
    case "metadataFingerprint":
    case "tagsFingerprint":
      return `${c.derive.draw(path, 11, alphabet)}=`;
    default:
      return byEnding(c, name, path);
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

function byEnding(c: ObjectContext, name: string, path: string): string | undefined {
  if (/(serviceAccount|serviceAccountEmail)$/i.test(name))
    return `service-${projectNumber(c.account)}@gcp-sa-${serviceOf(c)}.iam.gserviceaccount.com`;
  if (/(^uid|uniqueId)$/i.test(name)) return c.derive.uuid(path);
  if (/^(numericId|networkId|instanceId|tunnelId|diskId|routerId|\w*NumericId)$/.test(name))
    return c.derive.digits(path, 19);
  if (/(time|timestamp)$/i.test(name)) return c.derive.time(path).replace("Z", `.${c.derive.digits(`${path} µs`, 6)}Z`);
  if (/zone$/i.test(name)) return `${c.region}-b`;
  return undefined;
}

function serviceOf(c: ObjectContext): string {
  return (c.type.split(":")[1]?.split("/")[0] ?? "").toLowerCase();
}
