import type { CloudError, WorldObject } from "../../types.js";
import type { Model, ObjectContext } from "../model.js";
import { strings, text } from "../values.js";
import { relative } from "./identifiers.js";

/** Paths of things with a model, after `projects/<project>/`. */
const modelled = [
  /^global\/networks\/[^/]+$/,
  /^regions\/[^/]+\/subnetworks\/[^/]+$/,
  /^regions\/[^/]+\/routers\/[^/]+$/,
  /^regions\/[^/]+\/addresses\/[^/]+$/,
  /^global\/addresses\/[^/]+$/,
  /^locations\/[^/]+\/keyRings\/[^/]+(\/cryptoKeys\/[^/]+)?$/,
  /^serviceAccounts\/[^/]+$/,
  /^zones\/[^/]+\/(instances|disks)\/[^/]+$/,
  /^locations\/[^/]+\/clusters\/[^/]+$/,
];

const notReferences = /^(labels|description|name|displayName|metadata|content)\b/;

/** Every project is born with this network. */
const always = new Set(["global/networks/default"]);

/** The first reference of the inputs to something of this project that should exist and does not. */
export function missingReference(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  for (const { path, value } of strings(c.inputs)) {
    if (notReferences.test(path) || model?.notReferences?.some((p) => path.startsWith(p))) continue;
    const error = byLink(c, path, value) ?? byEmail(c, path, value);
    if (error !== undefined) return error;
  }
  return undefined;
}

function byLink(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const link = relative(value);
  const [, project, rest = ""] = /^projects\/([^/]+)\/(.+)$/.exec(link) ?? [];
  if (project !== c.session.account && project !== c.account) return undefined;
  if (always.has(rest) || !modelled.some((p) => p.test(rest)) || c.world.byIdentity(link).length > 0) return undefined;
  return notFound(link, path);
}

function byEmail(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const [, email = "", project] =
    /^(?:serviceAccount:)?([\w-]+@([\w-]+)\.iam\.gserviceaccount\.com)$/.exec(value) ?? [];
  if (project !== c.account || c.world.byIdentity(email).length > 0) return undefined;
  return {
    code: "Error 400",
    message: `Service account ${email} does not exist., invalid (${path}): create it first, or pass the account's own email`,
  };
}

export function notFound(link: string, path: string): CloudError {
  return {
    code: "Error 404",
    message: `The resource '${link}' was not found, notFound (${path}): it does not exist in the sandbox; pass the resource's own id, or create it first`,
  };
}

/** The object of a type in the project that a property names: by self link, by id or by bare name. */
export function find(c: ObjectContext, type: string, value: unknown): WorldObject | undefined {
  const reference = text(value);
  if (reference === undefined) return undefined;
  const link = relative(reference);
  return c.world.byIdentity(link).find((o) => o.type === type && projectOf(o) === c.account);
}

/** Refusal of a bare name (`network: "main"`) that no object of the type in the project has. */
export function missingNamed(c: ObjectContext, type: string, property: string): CloudError | undefined {
  const reference = text(c.inputs[property]);
  if (reference === undefined || reference.includes("/") || reference === "default") return undefined;
  return find(c, type, reference) === undefined ? notFound(reference, property) : undefined;
}

export function projectOf(object: WorldObject): string {
  return text(object.inputs.project) ?? object.account;
}

/** Objects of a type in the project, without the object itself. */
export function here(c: ObjectContext, type: string): WorldObject[] {
  return c.world
    .byType(type)
    .filter((o) => projectOf(o) === c.account && !(c.self && o.id === c.self.id && o.urn === c.urn));
}
