import type { CloudError, WorldObject } from "../../types.js";
import type { Model, ObjectContext } from "../model.js";
import { strings, text } from "../values.js";
import { fillPath, pathOf, paths, typeOfId } from "./paths.js";

/** `Microsoft.Network/virtualNetworks` and so on: types that must exist when an id of this subscription names them. */
const modelled = new Set(
  Object.values(paths)
    .filter((path) => !path.startsWith("{"))
    .map((path) => typeOfId(`/providers/${path}`).toLowerCase())
    .filter((type) => !/(blobservices|resourcegroups)$/.test(type)),
);

const notReferences = /^(tags|description|scope)\b/;

/** Azure makes a network watcher for each region in a group of its own, as soon as a network exists there. */
export function alwaysExists(id: string): boolean {
  return /\/resourcegroups\/networkwatcherrg(\/providers\/microsoft\.network\/networkwatchers\/networkwatcher_\w+)?$/i.test(
    id,
  );
}

export function exists(c: ObjectContext, id: string): boolean {
  return alwaysExists(id) || c.world.byIdentity(id.toLowerCase()).length > 0;
}

/** Refusal of an object whose group, parent or references do not exist. */
export function missingReference(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  return noGroup(c) ?? noParent(c) ?? noTarget(c, model);
}

function noGroup(c: ObjectContext): CloudError | undefined {
  const group = text(c.inputs.resourceGroupName);
  if (group === undefined || c.type === "azure-native:resources:ResourceGroup") return undefined;
  if (exists(c, `/subscriptions/${c.account}/resourceGroups/${group}`)) return undefined;
  return {
    code: "ResourceGroupNotFound",
    message: `Resource group '${group}' could not be found in subscription ${c.account} (resourceGroupName): pass the group's own name, or create it first`,
  };
}

/** The nearest ancestor in the object's path that has a model must exist. */
function noParent(c: ObjectContext): CloudError | undefined {
  const id = fillPath(pathOf(c.schema), c.inputs, c.account, () => "-");
  const start = id.toLowerCase().lastIndexOf("/providers/");
  const segments = id.slice(start + 11).split("/");
  for (let length = segments.length - 2; length >= 3; length -= 2) {
    const parent = `${id.slice(0, start)}/providers/${segments.slice(0, length).join("/")}`;
    if (!modelled.has(typeOfId(parent).toLowerCase())) continue;
    if (exists(c, parent)) return undefined;
    const type = typeOfId(id).slice(typeOfId(id).indexOf("/") + 1);
    return {
      code: "ParentResourceNotFound",
      message: `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parent}' could not be found: create it first, or correct the name`,
    };
  }
  return undefined;
}

function noTarget(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  for (const { path, value } of strings(c.inputs)) {
    if (path === "id" || notReferences.test(path) || model?.notReferences?.some((p) => path.startsWith(p))) continue;
    if (!value.toLowerCase().startsWith(`/subscriptions/${c.account.toLowerCase()}/`)) continue;
    const parts = value.split("/").length;
    if (parts % 2 === 0 || !modelled.has(typeOfId(value).toLowerCase()) || exists(c, value)) continue;
    return {
      code: "InvalidResourceReference",
      message: `Resource ${value} referenced by ${path} was not found: it does not exist in the sandbox; pass the resource's own id, or create it first`,
    };
  }
  return undefined;
}

/** Objects of a type in the subscription, without the object itself. */
export function here(c: ObjectContext, type: string): WorldObject[] {
  return c.world
    .byType(type)
    .filter((o) => o.account === c.account && !(c.self && o.id === c.self.id && o.urn === c.urn));
}

/** The object with that id, in any case. */
export function find(c: ObjectContext, id: string): WorldObject | undefined {
  return c.world.byIdentity(id.toLowerCase())[0];
}
