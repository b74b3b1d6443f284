import { guess } from "../../models/guess.js";
import { kindOf } from "../../models/kind.js";
import type { ObjectContext } from "../../models/model.js";
import { contextOf } from "../../models/objects.js";
import { isRecord, isSet } from "../../models/values.js";
import type { FunctionSchema } from "../../schema/functions.js";
import type { Member, SdkSchema, TypeRef } from "../../schema/index.js";
import type { InvokeRequest, Props, WorldObject } from "../../types.js";
import { singulars } from "./subject.js";

/** The result of a function about one object: what the object has, in the function's own shape. */
export function describe(r: InvokeRequest, fn: FunctionSchema, object: WorldObject): Props {
  const kind = kindOf(r.session, object.type);
  if (kind === undefined) return { ...object.outputs, id: object.id };
  const c = contextOf(kind, { ...object, session: r.session, world: r.world });
  const have: Props = {
    ...r.args,
    ...object.outputs,
    ...(isSet(object.outputs.tagsAll) ? { tags: object.outputs.tagsAll } : {}),
    id: object.id,
  };
  return members(kind.sdk, c, fn.result, have);
}

/** The result of a function that lists objects: the ids, names or descriptions of all of them. */
export function list(r: InvokeRequest, fn: FunctionSchema, objects: readonly WorldObject[]): Props {
  const result: Props = {};
  for (const member of fn.result.values()) {
    if (member.name === "id") result.id = r.session.region ?? r.session.account;
    else if (isSet(r.args[member.name])) result[member.name] = r.args[member.name];
    else if (member.type.kind === "list") result[member.name] = column(r, member.name, member.type.of, objects);
    else if (member.name === "region" || member.name === "location") result[member.name] = r.session.region ?? "";
    else if (member.name === "project") result[member.name] = r.session.account;
    else if (!member.optional) result[member.name] = member.type.kind === "map" ? {} : scalar(member);
  }
  return result;
}

function scalar(member: Member): unknown {
  return member.type.kind === "number" ? 0 : member.type.kind === "boolean" ? false : "";
}

function column(r: InvokeRequest, name: string, type: TypeRef, objects: readonly WorldObject[]): unknown[] {
  return objects.flatMap((object) => {
    const kind = kindOf(r.session, object.type);
    if (kind === undefined) return [];
    const fields = kind.sdk.members(type);
    if (fields !== undefined) {
      const c = contextOf(kind, { ...object, session: r.session, world: r.world });
      return [members(kind.sdk, c, fields, { ...object.outputs, id: object.id })];
    }
    const own = [...singulars(name), name].map((key) => value(object, key)).find(isSet);
    return own === undefined ? [] : [own];
  });
}

/** `subnetIds` lists ids as `ids` does. */
function value(object: WorldObject, key: string): unknown {
  if (key === "id") return object.id;
  const [, , type = ""] = object.type.split(":");
  const plain = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  if (key === `${plain}Id` || (type === "Eip" && key === "allocationId")) return object.id;
  if (key === `${plain}Name`) return object.outputs.name;
  return object.outputs[key];
}

function members(sdk: SdkSchema, c: ObjectContext, wanted: ReadonlyMap<string, Member>, have: Props): Props {
  const result: Props = {};
  for (const member of wanted.values()) {
    const own = have[member.name] ?? oneOf(member, have);
    if (isSet(own)) result[member.name] = shaped(sdk, c, member, member.type, own);
    else if (!member.optional) result[member.name] = guess(c, member);
  }
  return result;
}

/** A resource has one block as an object where the function of the same provider lists one: `addonsConfigs`. */
function oneOf(member: Member, have: Props): unknown {
  if (member.type.kind !== "list") return undefined;
  return singulars(member.name)
    .map((name) => have[name])
    .find(isSet);
}

function shaped(sdk: SdkSchema, c: ObjectContext, member: Member, type: TypeRef, own: unknown): unknown {
  if (type.kind === "list")
    return (Array.isArray(own) ? own : [own]).map((element) => shaped(sdk, c, member, type.of, element));
  const fields = type.kind === "named" ? sdk.members(type) : undefined;
  return fields !== undefined && isRecord(own) ? members(sdk, c, fields, own) : own;
}
