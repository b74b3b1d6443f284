import {
  azureAlways,
  azureInline,
  azureNetwork,
  azureProse,
  azureTargets,
  azureUsual,
} from "../../data/references/azure-native-targets.js";
import type { Words } from "../../data/references/model.js";
import type { CloudError, Props, WorldObject } from "../../types.js";
import type { Model, ObjectContext } from "../model.js";
import { wayOut } from "../reference-table.js";
import { lastSegment, records, strings, text } from "../values.js";
import { fillPath, pathOf, paths, typeOfId } from "./paths.js";

/** Kinds of the table and of the models, in lower case: what must exist when an id of this subscription names it. */
const known = new Map<string, Words | "usual" | "network">([
  ...Object.values(paths)
    .filter((path) => !path.startsWith("{"))
    .map((path) => typeOfId(`/providers/${path}`).toLowerCase())
    .filter((type) => !/(blobservices|resourcegroups)$/.test(type))
    .map((type) => [type, type.startsWith("microsoft.network/") ? "network" : "usual"] as const),
  ...Object.entries(azureTargets).map(([type, words]) => [type.toLowerCase(), words] as const),
]);

const inline = new Map(Object.entries(azureInline).map(([type, parts]) => [type.toLowerCase(), parts]));

/** What Azure makes by itself in a group of its own, as soon as there is a network, a cluster or a workspace. */
export function alwaysExists(id: string): boolean {
  return azureAlways.test(id);
}

export function exists(c: ObjectContext, id: string): boolean {
  return alwaysExists(id) || c.world.byIdentity(id.toLowerCase()).length > 0 || isManaged(c, id);
}

/** Whether an id lies in the group that a cluster or workspace of the world manages under a name of the program's choice. */
function isManaged(c: ObjectContext, id: string): boolean {
  const group = /\/resourcegroups\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
  if (group === undefined) return false;
  return ["azure-native:containerservice:ManagedCluster", "azure-native:databricks:Workspace"].some((type) =>
    c.world
      .byType(type)
      .some(({ inputs, outputs }) =>
        [inputs.nodeResourceGroup, outputs.nodeResourceGroup, inputs.managedResourceGroupId]
          .flatMap((v) => text(v) ?? [])
          .some((v) => v.toLowerCase().endsWith(group)),
      ),
  );
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
    message: `Resource group '${group}' could not be found in subscription ${c.account} (resourceGroupName): ${wayOut}`,
  };
}

/** The id that the inputs describe; what they leave open is `-`. */
function ownId(c: ObjectContext): string {
  return fillPath(pathOf(c.schema), c.inputs, c.account, () => "-");
}

/** The nearest ancestor in the object's path that is known must exist. */
function noParent(c: ObjectContext): CloudError | undefined {
  const id = ownId(c);
  const parent = ancestors(id).find((a) => known.has(typeOfId(a).toLowerCase()));
  if (parent === undefined || exists(c, parent)) return undefined;
  const type = typeOfId(id).slice(typeOfId(id).indexOf("/") + 1);
  return {
    code: "ParentResourceNotFound",
    message: `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parent}' could not be found: ${wayOut}`,
  };
}

/** The ids of what an object lies in below its resource group, the nearest first. */
export function ancestors(id: string): string[] {
  const start = id.toLowerCase().lastIndexOf("/providers/");
  const segments = start < 0 ? [] : id.slice(start + 11).split("/");
  const found: string[] = [];
  for (let length = segments.length - 2; length >= 3; length -= 2)
    found.push(`${id.slice(0, start)}/providers/${segments.slice(0, length).join("/")}`);
  return found;
}

function noTarget(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  const root = `/subscriptions/${c.account.toLowerCase()}/`;
  const before = new Set(c.self === undefined ? [] : [...strings(c.self.inputs)].map((s) => s.value));
  for (const { path, value } of strings(c.inputs)) {
    if (!value.toLowerCase().startsWith(root) || path === "id" || before.has(value)) continue;
    if (azureProse.test(path) || model?.notReferences?.some((p) => path.startsWith(p))) continue;
    const error = noResource(c, path, value) ?? noPart(c, path, value);
    if (error !== undefined) return error;
  }
  return undefined;
}

function noResource(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const words = value.split("/").length % 2 === 0 ? undefined : known.get(typeOfId(value).toLowerCase());
  return words === undefined || exists(c, value) ? undefined : refusal(words, path, value);
}

/** A part that is written inside of its parent, such as a pool of a load balancer: also of the object that is being made. */
function noPart(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const [parent] = ancestors(value);
  if (parent === undefined || exists(c, value)) return undefined;
  const words = known.get(typeOfId(parent).toLowerCase());
  if (words === undefined || known.has(typeOfId(value).toLowerCase())) return undefined;
  const own = parent.toLowerCase() === ownId(c).toLowerCase();
  if (!own && !exists(c, parent)) return refusal(words, path, parent);
  const [collection = "", name = ""] = value.split("/").slice(-2);
  const part = inline.get(typeOfId(parent).toLowerCase())?.find((p) => p.toLowerCase() === collection.toLowerCase());
  const inputs = own ? c.inputs : find(c, parent)?.inputs;
  if (part === undefined || inputs === undefined || !isWritten(inputs, part)) return undefined;
  const there = records(inputs[part]).some((p) => text(p.name)?.toLowerCase() === name.toLowerCase());
  return there ? undefined : refusal(azureNetwork, path, value);
}

/** A list that holds an unknown name, or none at all because the parts are resources of their own, decides nothing. */
function isWritten(inputs: Props, part: string): boolean {
  const parts = inputs[part];
  return Array.isArray(parts) && parts.length > 0 && records(parts).every((p) => text(p.name) !== undefined);
}

function refusal(kind: Words | "usual" | "network", path: string, value: string): CloudError {
  const words = kind === "usual" ? azureUsual : kind === "network" ? azureNetwork : kind;
  const facts: Readonly<Record<string, string>> = {
    value,
    path,
    kind: typeOfId(value),
    name: lastSegment(value),
    group: /\/resourceGroups\/([^/]+)/i.exec(value)?.[1] ?? "",
  };
  const said = words.text.replace(/\{(\w+)\}/g, (whole, key: string) => facts[key] ?? whole);
  return { code: words.code, message: `${said} (${path}): ${wayOut}` };
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

/** Ids that came with an object, such as the interface of a private endpoint: outputs that the program did not write. */
export function bornIds(object: Pick<WorldObject, "inputs" | "outputs">): string[] {
  const found = [...strings(object.outputs)].filter(({ value }) => value.startsWith("/subscriptions/"));
  if (found.length === 0) return [];
  const given = new Set([...strings(object.inputs)].map((s) => s.value));
  return [...new Set(found.map((s) => s.value))].filter((v) => !given.has(v)).map((v) => v.toLowerCase());
}
