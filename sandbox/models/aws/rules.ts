import { awsRegions } from "../../../components/core/regions/aws.js";
import { closest } from "../../../components/core/regions/table.js";
import { awsTargets } from "../../data/references/aws-targets.js";
import type { Member } from "../../schema/index.js";
import { type CheckFailure, UNKNOWN } from "../../types.js";
import type { CheckContext, ObjectContext } from "../model.js";
import { tableNames } from "../reference-table.js";
import { describeObject, type PackageRules } from "../rules.js";
import { at, isRecord, text } from "../values.js";
import { endpointOf } from "./endpoints.js";
import { arnOf, genericId, serviceOf } from "./identifiers.js";
import { nameRule } from "./names.js";
import { bornIds, missingReference, regionOf } from "./references.js";

export const awsRules: PackageRules = {
  name: nameRule,
  check: checkRegion,
  id: genericId,
  output,
  // The bridge's computed attributes of blocks: unknown when they are planned, set by the cloud.
  nested: (_, place, guessed) => (place.member.optional ? undefined : guessed()),
  planned: ["tagsAll", "region"],
  replaceOn: (schema) => ["name", "namePrefix", "region"].filter((key) => schema.inputs.has(key)),
  references: missingReference,
  conflict: (c, id, model) => {
    const named = model?.unique ?? id === text(c.inputs.name);
    const global = serviceOf(c.type) === "iam";
    const other = named
      ? c.world
          .byIdentity(id)
          .find((o) => o.type === c.type && o.account === c.account && (global || regionOf(o) === c.region))
      : undefined;
    if (other === undefined) return undefined;
    const fix = `it belongs to ${other.urn}; choose another name, or leave it out to have one made`;
    const code = global ? "EntityAlreadyExists" : "ResourceAlreadyExistsException";
    return { code, message: `${c.schema.className} "${id}" already exists: ${fix}` };
  },
  blocked: (object, by) => ({
    code: "DependencyViolation",
    message: `${describeObject(object)} has dependencies and cannot be deleted: ${describeObject(by)} (${by.urn}) still uses it; delete that first`,
  }),
  identities: (o) => [...tableNames(awsTargets, o), ...bornIds(o)],
};

function checkRegion(c: CheckContext): CheckFailure[] {
  const region = c.inputs.region;
  if (!c.schema.inputs.has("region") || typeof region !== "string" || region in awsRegions) return [];
  const near = closest(awsRegions, region);
  const fix = near === undefined ? "use a region such as eu-west-1" : `did you mean "${near}"?`;
  return [{ property: "region", reason: `invalid AWS Region: ${region}; ${fix}` }];
}

function output(c: ObjectContext, member: Member, id: string): unknown {
  switch (member.name) {
    case "arn":
      return arnOf(c, id);
    case "region":
      return c.schema.inputs.has("region") && member.type.kind === "string" ? c.region : undefined;
    case "tagsAll":
      return allTags(c);
    case "namePrefix":
    case "bucketPrefix":
    case "identifierPrefix":
      return c.schema.inputs.has(member.name) && !member.optional ? "" : undefined;
    case "identifier":
    case "clusterIdentifier":
      return member.type.kind === "string" && id !== "" ? id : undefined;
    case "ownerId":
    case "accountId":
      return member.type.kind === "string" ? c.account : undefined;
    case "name":
      return member.type.kind === "string" && id !== "" && !id.includes(":") ? id : undefined;
    default:
      return member.type.kind === "string" ? endpointOf(c, member.name, id) : undefined;
  }
}

/** The resource's tags over those that the provider gives to everything. */
function allTags(c: ObjectContext): unknown {
  const own = c.inputs.tags;
  const common = at(c.session.config, "defaultTags.tags");
  if (own === UNKNOWN) return UNKNOWN;
  const tags = { ...(isRecord(common) ? common : {}), ...(isRecord(own) ? own : {}) };
  return tags;
}
