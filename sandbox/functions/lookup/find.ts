import { regionOf } from "../../models/aws/references.js";
import { projectOf } from "../../models/gcp/references.js";
import { kindOf } from "../../models/kind.js";
import { rulesOf } from "../../models/packages.js";
import { classNameOf, isSet, lastSegment, text } from "../../models/values.js";
import type { ResourceSchema } from "../../schema/index.js";
import type { CloudError, InvokeRequest, WorldObject } from "../../types.js";
import { equal, filtered } from "./filters.js";
import type { Subject } from "./subject.js";

/** Arguments that say how to answer and not what to look for. */
const manners = new Set([
  "mostRecent",
  "expand",
  "withDecryption",
  "filters",
  "tags",
  "region",
  "project",
  "allowUnregistered",
  "fetchSecretData",
  "isSecretDataBase64",
  "owners",
  "includeDeprecated",
]);

/** AWS services whose objects are the account's in every region. */
const everywhere = /^aws:(iam|route53|cloudfront|organizations|globalaccelerator|s3|waf|shield|account|budgets)\//;

/**
 * Objects of the account (and region, where the service has regions) that have what the arguments ask for. An argument of
 * which the sandbox cannot say what it selects is an error.
 */
export function find(r: InvokeRequest, subject: Subject): WorldObject[] | { error: CloudError } {
  const candidates = subject.types.flatMap((type) => r.world.byType(type)).filter((o) => reachable(r, o));
  const schema = kindOf(r.session, subject.types[0] ?? "")?.schema;
  let found = candidates;
  for (const [key, wanted] of Object.entries(r.args)) {
    if (!isSet(wanted) || manners.has(key)) continue;
    const test = selector(r, schema, key, wanted);
    if (test === undefined)
      return { error: { code: "UnmodelledArgument", message: `the sandbox cannot select by the argument ${key}` } };
    found = found.filter(test);
  }
  if (r.session.pkg === "aws") {
    const left = filtered(found, r.args);
    if (!Array.isArray(left)) return left;
    found = left;
  }
  return r.args.mostRecent === true ? found.slice(-1) : found;
}

function reachable(r: InvokeRequest, o: WorldObject): boolean {
  if (r.session.pkg === "gcp") return projectOf(o) === (text(r.args.project) ?? r.session.account);
  if (o.account !== r.session.account) return false;
  if (r.session.pkg !== "aws" || everywhere.test(o.type)) return true;
  return regionOf(o) === (text(r.args.region) ?? r.session.region ?? "");
}

type Test = (o: WorldObject) => boolean;

/** How one argument selects, or undefined where that is not known. */
function selector(
  r: InvokeRequest,
  schema: ResourceSchema | undefined,
  key: string,
  wanted: unknown,
): Test | undefined {
  const anyCase = r.session.pkg === "azure-native";
  const known = schema?.inputs.has(key) === true || schema?.properties.has(key) === true;
  if (key !== "id" && known) {
    if (wanted === false) return (o) => o.outputs[key] !== true;
    // Programs name a parent by its id, its self link or its name, whatever the object was made with.
    return (o) => {
      const have = o.inputs[key] ?? o.outputs[key];
      if (anyCase && have === undefined) return segmentOf(o, wanted);
      if (isOwnId(o, key) && namesOf(o).some((name) => equal(wanted, name, anyCase))) return true;
      return equal(wanted, have, anyCase) || equal(wanted, o.outputs[key], anyCase) || sameEnd(wanted, have);
    };
  }
  if (typeof wanted === "boolean") return (o) => (o.outputs[key] ?? false) === wanted;
  if (typeof wanted !== "string") return undefined;
  return (o) => namesOf(o).some((name) => equal(wanted, name, anyCase));
}

/** `zoneId` of a zone: the SDK has it as a property beside the id, with the same value. */
function isOwnId(o: WorldObject, key: string): boolean {
  const name = classNameOf(o.type);
  return key.toLowerCase() === `${name}id`.toLowerCase();
}

/** A name that the provider chose is in the id only. */
function segmentOf(o: WorldObject, wanted: unknown): boolean {
  return typeof wanted === "string" && o.id.toLowerCase().split("/").includes(wanted.toLowerCase());
}

function sameEnd(wanted: unknown, have: unknown): boolean {
  if (typeof wanted !== "string" || typeof have !== "string" || wanted.includes("/") === have.includes("/"))
    return false;
  const [short, long] = wanted.includes("/") ? [have, wanted] : [wanted, have];
  return long.endsWith(`/${short}`);
}

/** Every value by which an object may be asked for. */
export function namesOf(o: WorldObject): string[] {
  const plain = [o.id, o.outputs.name, o.outputs.arn, o.outputs.selfLink, lastSegment(o.id)];
  return [...plain.flatMap((value) => text(value) ?? []), ...rulesOf[o.pkg].identities(o)];
}
