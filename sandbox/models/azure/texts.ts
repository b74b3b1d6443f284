import type { ObjectContext } from "../model.js";

/** How Azure writes a text of that name; undefined where it has no form of its own. */
export function azureText(c: ObjectContext, name: string, path: string): string | undefined {
  if (/provisioningState$/i.test(name)) return "Succeeded";
  if (/^etag$/i.test(name)) return `W/"${c.derive.uuid(path)}"`;
  if (/(time|date|At|On|Utc)$/.test(name) || /(time|timestamp)$/i.test(name))
    return c.derive.time(path).replace("Z", `.${c.derive.digits(`${path} fraction`, 7)}Z`);
  if (/(principal|tenant|object|client|application)id$/i.test(name) || /guid$/i.test(name)) return c.derive.uuid(path);
  if (/^subscriptionId$/i.test(name)) return c.account;
  return undefined;
}
