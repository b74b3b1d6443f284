import type { Props, WorldObject, WorldView } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { isRecord, isSet, same, text } from "../values.js";

/** Members, bindings and policies of IAM, by their types. */
const grant = /I(AM|am)(Member|Binding|Policy|AuditConfig)$/;

/** What a grant says; all else says whose, for what and under which condition. */
const contents = new Set(["members", "policyData", "auditLogConfigs", "etag"]);

/**
 * The grants that a new one is: they stand in the policy of what they are about, and one that stands there already is not
 * written a second time.
 */
export function sameGrants(object: Omit<WorldObject, "created">, world: WorldView): WorldObject[] {
  if (!grant.test(object.type)) return [];
  return world
    .byIdentity(object.id)
    .filter((o) => o.created > 0 && o.type === object.type && o.id === object.id && o.account === object.account)
    .filter((o) => agree(o.inputs, object.inputs, text(object.inputs.project) ?? object.account));
}

/** Some ids have the last part of a name only: the names must be the same too, in short or in full. */
function agree(theirs: Props, ours: Props, project: string): boolean {
  const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)].filter((key) => !contents.has(key)));
  return [...keys].every((key) => {
    const [a, b] = [theirs[key], ours[key]];
    if (typeof a === "string" && typeof b === "string")
      return a === b || isShort(a, b, project) || isShort(b, a, project);
    return key === "condition" ? same(a, b) : !isSet(a) || !isSet(b) || same(a, b);
  });
}

/** A name without a project means the grant's own. */
function isShort(short: string, full: string, project: string): boolean {
  return full.endsWith(`/${short}`) && (/(?:^|\/)projects\/([^/]+)\//.exec(full)?.[1] ?? project) === project;
}

/** The last part of the id of a grant that holds under a condition: each condition makes another grant. */
export function conditionOf(c: ObjectContext): string[] {
  const { condition } = c.inputs;
  if (!isRecord(condition)) return [];
  return [["title", "description", "expression"].map((key) => text(condition[key]) ?? "").join("/")];
}
