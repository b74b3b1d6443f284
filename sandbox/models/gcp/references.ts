import { gcpReferences } from "../../data/references/gcp.js";
import { type GcpTarget, gcpTargets } from "../../data/references/gcp-targets.js";
import type { CloudError, WorldObject } from "../../types.js";
import type { Model, ObjectContext } from "../model.js";
import { type Mention, mentions, nameIn, resolves, wayOut, wordsFor } from "../reference-table.js";
import { lastSegment, strings, text } from "../values.js";
import { regionOf, relative } from "./identifiers.js";

/** Collections of the project in which a path must name something: the way to a target. */
const collections: readonly (readonly [pattern: RegExp, target: keyof typeof gcpTargets])[] = [
  [/^global\/networks\/[^/]+$/, "network"],
  [/^regions\/[^/]+\/subnetworks\/[^/]+$/, "subnetwork"],
  [/^regions\/[^/]+\/routers\/[^/]+$/, "router"],
  [/^regions\/[^/]+\/addresses\/[^/]+$/, "address"],
  [/^global\/addresses\/[^/]+$/, "globalAddress"],
  [/^locations\/[^/]+\/keyRings\/[^/]+$/, "keyRing"],
  [/^locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/, "key"],
  [/^serviceAccounts\/[^/]+$/, "account"],
  [/^zones\/[^/]+\/instances\/[^/]+$/, "instance"],
  [/^zones\/[^/]+\/disks\/[^/]+$/, "disk"],
  [/^locations\/[^/]+\/clusters\/[^/]+$/, "anyCluster"],
  [/^global\/(backendServices|backendBuckets)\/[^/]+$/, "backend"],
  [/^(global|regions\/[^/]+)\/(health|httpHealth|httpsHealth)Checks\/[^/]+$/, "healthCheck"],
  [/^(global|regions\/[^/]+)\/urlMaps\/[^/]+$/, "urlMap"],
  [/^(global|regions\/[^/]+)\/sslCertificates\/[^/]+$/, "sslCertificate"],
  [/^(global|regions\/[^/]+)\/instanceTemplates\/[^/]+$/, "template"],
  [/^(global|regions\/[^/]+)\/securityPolicies\/[^/]+$/, "securityPolicy"],
];

/** Where text that looks like a path is only text. */
const notReferences =
  /^(labels|description|name|displayName|metadata|content)\b|(^|\.)(value|secretData)$|nvironmentVariables\b/;

/** The first reference of the inputs to something of this project that should exist and does not. */
export function missingReference(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  const rows = mentions(gcpReferences, c);
  for (const mention of rows) {
    const error = missingInTable(c, mention);
    if (error !== undefined) return error;
  }
  const before = new Set(c.self === undefined ? [] : [...strings(c.self.inputs)].map((s) => s.value));
  for (const { value } of rows) before.add(value);
  for (const { path, value } of strings(c.inputs)) {
    if (notReferences.test(path) || before.has(value) || model?.notReferences?.some((p) => path.startsWith(p)))
      continue;
    const error = byLink(c, path, value) ?? byEmail(c, path, value);
    if (error !== undefined) return error;
  }
  return undefined;
}

function missingInTable(c: ObjectContext, mention: Mention): CloudError | undefined {
  const { value } = mention;
  const target: GcpTarget = gcpTargets[mention.target as keyof typeof gcpTargets];
  const name = nameIn(target, value);
  if (name === undefined || isNeverMade(c, value)) return undefined;
  const link = relative(name);
  const project = /^projects\/([^/]+)\//.exec(link)?.[1];
  // Another project, or this one by its number.
  if (project !== undefined && project !== c.account) return undefined;
  if (target.always?.test(link) || namesAutoSubnet(c, mention.target, link)) return undefined;
  const full = fullPath(c, target, link);
  if (full === undefined) return undefined;
  const fits = (o: WorldObject) => projectOf(o) === c.account;
  if ([full, value].some((way) => resolves(c.world, target, way, link, fits))) return undefined;
  return missing(c, target, full, mention.path);
}

/** Literal addresses and domain names stand where a resource may stand too. */
function isNeverMade(c: ObjectContext, value: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+|:.*:|^[^/]*@developer\.gserviceaccount\.com$/.test(value) || value === c.account;
}

/** A network that makes its own subnetworks gives each of them its name. */
function namesAutoSubnet(c: ObjectContext, target: string, link: string): boolean {
  if (target !== "subnetwork") return false;
  const network = find(c, "gcp:compute/network:Network", lastSegment(link));
  return network !== undefined && network.inputs.autoCreateSubnetworks !== false;
}

/** The path in the project that a reference means; undefined where it is of a form that is not known. */
function fullPath(c: ObjectContext, target: GcpTarget, link: string): string | undefined {
  if (link.startsWith("projects/")) return link;
  if (/^(global|regions|zones|locations)\//.test(link)) return `projects/${c.account}/${link}`;
  if (link.includes("/")) return undefined;
  const zone = lastSegment(text(c.inputs.zone) ?? `${c.region}-b`);
  const collection = target.collection.replace("{region}", regionOf(c)).replace("{zone}", zone);
  return collection === "" ? link : `projects/${c.account}/${collection}/${link}`;
}

function missing(c: ObjectContext, target: GcpTarget, full: string, path: string): CloudError {
  const said = target.text.replaceAll("{name}", lastSegment(full));
  return wordsFor({ code: target.code, text: said }, { path, value: full, target: "" }, { ...c, region: regionOf(c) });
}

function byLink(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const link = relative(value);
  const [, project, rest = ""] = /^projects\/([^/]+)\/(.+)$/.exec(link) ?? [];
  if (project !== c.account) return undefined;
  const target = collections.find(([pattern]) => pattern.test(rest))?.[1];
  return target === undefined ? undefined : missingInTable(c, { path, value: link, target });
}

function byEmail(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const [, email = "", project] =
    /^(?:serviceAccount:)?([\w-]+@([\w-]+)\.iam\.gserviceaccount\.com)$/.exec(value) ?? [];
  if (project !== c.account || c.world.byIdentity(email).length > 0) return undefined;
  return {
    code: "Error 400",
    message: `Service account ${email} does not exist., invalid (${path}): ${wayOut}`,
  };
}

export function notFound(link: string, path: string): CloudError {
  return { code: "Error 404", message: `The resource '${link}' was not found, notFound (${path}): ${wayOut}` };
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
