import { finalSnapshots, protections } from "../data/protections.js";
import { awsInUse } from "../data/references/in-use-aws.js";
import { azureInUse } from "../data/references/in-use-azure-native.js";
import { gcpInUse } from "../data/references/in-use-gcp.js";
import type { InUse } from "../data/references/model.js";
import type { CloudError, WorldObject, WorldView } from "../types.js";
import { at, lastSegment, text, texts } from "./values.js";

/** What refuses to be deleted while others use it, by type. */
export const inUse: Readonly<Record<string, InUse>> = { ...awsInUse, ...gcpInUse, ...azureInUse };

/** AWS services whose names and ids are the same in all regions. */
const everywhere = /^aws:(iam|cloudfront|route53|s3)\//;

/** Why the tables do not let an object go: a setting that protects it, or somebody who uses it. */
export function heldBack(object: WorldObject, world: WorldView, names: ReadonlySet<string>): CloudError | undefined {
  return protectedBy(object) ?? usedBy(object, world, names);
}

function protectedBy(object: WorldObject): CloudError | undefined {
  if (object.pkg === "gcp" && object.inputs.deletionPolicy === "PREVENT")
    return {
      code: "Error",
      message: `cannot destroy ${object.id}: deletionPolicy is "PREVENT"; set it to "DELETE" and deploy once before`,
    };
  const last = object.inputs.finalSnapshotIdentifier === undefined ? finalSnapshots[object.type] : undefined;
  const rules = [...(protections[object.type] ?? []), ...(last === undefined || isReplica(object) ? [] : [last])];
  const rule = rules.find((p) => (at(object.inputs, p.path) ?? p.assumed) === p.value);
  if (rule === undefined) return undefined;
  return { code: rule.code, message: `${rule.text.replaceAll("{id}", object.id)}; see ${rule.source}` };
}

/** No last snapshot is taken of a replica, nor of an instance that is part of a cluster. */
function isReplica({ inputs }: WorldObject): boolean {
  return [inputs.replicateSourceDb, inputs.replicationSourceIdentifier].some((v) => text(v) !== undefined);
}

function usedBy(object: WorldObject, world: WorldView, names: ReadonlySet<string>): CloudError | undefined {
  const rule = inUse[object.type];
  if (rule === undefined || (rule.unless !== undefined && object.inputs[rule.unless] === true)) return undefined;
  const user = world.users(object).find((o) => isOther(o, object) && uses(o, rule.by, names));
  if (user === undefined) return undefined;
  const said = rule.text.replaceAll("{id}", object.id).replaceAll("{by}", user.id);
  return {
    code: rule.code,
    message: `${said}: ${user.id} (${user.urn}) still uses it; delete that first, or take the reference away; see ${rule.source}`,
  };
}

function isOther(user: WorldObject, object: WorldObject): boolean {
  return user.stack !== "" && !(user.urn === object.urn && user.id === object.id) && sharesPlace(user, object);
}

/** Names are of one account and place; ids and links say themselves where they belong. */
function sharesPlace(user: WorldObject, object: WorldObject): boolean {
  if (accountOf(user) !== accountOf(object)) return false;
  if (object.pkg === "azure-native" || everywhere.test(object.type)) return true;
  const places = [user, object].map((o) => placeOf(o));
  return places[0] === undefined || places[1] === undefined || places[0] === places[1];
}

function accountOf(object: WorldObject): string {
  return (object.pkg === "gcp" ? text(object.inputs.project) : undefined) ?? object.account;
}

/** The region of an object; undefined for what has none of its own. */
function placeOf(object: WorldObject): string | undefined {
  const own = text(object.inputs.region) ?? text(object.outputs.region);
  return object.pkg === "aws" ? (own ?? object.region) : own && lastSegment(own);
}

function uses(user: WorldObject, by: readonly string[], names: ReadonlySet<string>): boolean {
  return by.some((place) => {
    const [type, path = ""] = place.split("#");
    return user.type === type && texts(at(user.inputs, path)).some((v) => names.has(v) || names.has(v.toLowerCase()));
  });
}
