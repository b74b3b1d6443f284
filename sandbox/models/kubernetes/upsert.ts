import type { CloudError, Props, WorldObject } from "../../types.js";
import { UNKNOWN } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, isRecord, isSet, text } from "../values.js";
import { isPatch, kindOf, resourceName } from "./api.js";

/** Server-side apply is on unless the provider, or the environment, turns it off. */
export function appliesOnServer(config: Readonly<Props>): boolean {
  return config.enableServerSideApply !== false && config.enableServerSideApply !== "false";
}

/** What of the metadata says which object it is, or is for the provider alone. */
const aside = /^\.(apiVersion|kind|metadata\.(name|namespace|generateName)|metadata\.annotations\.pulumi\.com)/;

/**
 * Why an object cannot be made under a name that is taken. With server-side apply it becomes the second owner of the
 * object that is there, unless the two want different values; without, the name is simply taken.
 */
export function taken(c: ObjectContext, id: string): CloudError | undefined {
  const kind = kindOf(c);
  const name = id.slice(id.indexOf("/") + 1);
  const others = c.world
    .byIdentity(id)
    .filter((o) => o.account === c.account && text(o.inputs.kind) === kind.kind && o.id === id && o !== c.self);
  const other = others.find((o) => sameKind(o, kind.apiVersion));
  if (other === undefined) return undefined;
  if (!appliesOnServer(c.session.config))
    return {
      code: "AlreadyExists",
      message: `${resourceName(kind)} "${name}" already exists: it belongs to ${other.urn}; choose another metadata.name, or leave it out to have one made`,
    };
  if (isForced(c)) return undefined;
  const differing = conflicts(other.inputs, c.inputs, "");
  if (differing.length === 0) return undefined;
  const many = differing.length === 1 ? "1 conflict" : `${differing.length} conflicts`;
  const list = differing.length === 1 ? ` ${differing[0]}` : `\n${differing.map((path) => `- ${path}`).join("\n")}`;
  const what = isPatch(c.schema.className) ? "patches" : "also declares";
  return {
    code: "Conflict",
    message: `Server-Side Apply field conflict detected. See https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/#handle-field-conflicts-on-existing-resources for troubleshooting help: Apply failed with ${many}: conflict with the field manager of ${other.urn} using ${kind.apiVersion}:${list}. This resource ${what} ${resourceName(kind)} "${name}": let one resource own these fields, or set the annotation pulumi.com/patchForce`,
  };
}

function sameKind(other: WorldObject, apiVersion: string): boolean {
  const group = (version: string): string => (version.includes("/") ? version.slice(0, version.indexOf("/")) : "");
  return group(text(other.inputs.apiVersion) ?? "") === group(apiVersion);
}

function isForced(c: ObjectContext): boolean {
  const annotations = at(c.inputs, "metadata.annotations");
  const value = isRecord(annotations) ? annotations["pulumi.com/patchForce"] : undefined;
  return value === "true" || value === UNKNOWN;
}

/** Fields that both set, to different values. Lists are compared as wholes, those of named entries by their names. */
function conflicts(theirs: unknown, ours: unknown, path: string): string[] {
  if (aside.test(path) || theirs === UNKNOWN || ours === UNKNOWN || !isSet(theirs) || !isSet(ours)) return [];
  if (isRecord(theirs) && isRecord(ours))
    return Object.keys(ours).flatMap((key) => conflicts(theirs[key], ours[key], `${path}.${key}`));
  if (Array.isArray(theirs) && Array.isArray(ours)) return listConflicts(theirs, ours, path);
  return theirs === ours ? [] : [path];
}

function listConflicts(theirs: unknown[], ours: unknown[], path: string): string[] {
  const key = ["name", "mountPath", "containerPort", "port"].find((one) =>
    [...theirs, ...ours].every((entry) => isRecord(entry) && isSet(entry[one])),
  );
  if (key === undefined) return JSON.stringify(theirs) === JSON.stringify(ours) ? [] : [path];
  return ours.flatMap((entry) => {
    const value = (entry as Props)[key];
    const other = theirs.find((one) => (one as Props)[key] === value);
    return other === undefined ? [] : conflicts(other, entry, `${path}[${key}=${JSON.stringify(value)}]`);
  });
}
