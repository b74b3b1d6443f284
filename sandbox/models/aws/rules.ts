import { awsRegions } from "../../../components/core/regions/aws.js";
import { closest } from "../../../components/core/regions/table.js";
import { awsTargets } from "../../data/references/aws-targets.js";
import type { Member, ResourceSchema } from "../../schema/index.js";
import { type CheckFailure, type Props, UNKNOWN } from "../../types.js";
import type { CheckContext, NameRule, ObjectContext } from "../model.js";
import { tableNames } from "../reference-table.js";
import { describeObject, type PackageRules } from "../rules.js";
import { at, isRecord, text } from "../values.js";
import { arnOf, genericId, serviceOf } from "./identifiers.js";
import { bornIds, missingReference, regionOf } from "./references.js";

/** Limits of names, from the documentation of each service; elsewhere 255, the provider's own default. */
const nameLimits: Readonly<Record<string, number>> = {
  "aws:lb/loadBalancer:LoadBalancer": 32,
  "aws:alb/loadBalancer:LoadBalancer": 32,
  "aws:lb/targetGroup:TargetGroup": 32,
  "aws:alb/targetGroup:TargetGroup": 32,
  "aws:iam/role:Role": 64,
  "aws:iam/user:User": 64,
  "aws:iam/policy:Policy": 128,
  "aws:iam/group:Group": 128,
  "aws:iam/instanceProfile:InstanceProfile": 128,
  "aws:iam/rolePolicy:RolePolicy": 128,
  "aws:lambda/function:Function": 64,
  "aws:sqs/queue:Queue": 80,
  "aws:cloudwatch/logGroup:LogGroup": 512,
};

/** Types whose physical name is another property. */
const namedElsewhere: Readonly<Record<string, NameRule>> = {
  "aws:ec2/keyPair:KeyPair": { property: "keyName", limit: 255, prefixProperty: "keyNamePrefix" },
  "aws:elasticache/cluster:Cluster": { property: "clusterId", limit: 50, lower: true },
  "aws:elasticache/replicationGroup:ReplicationGroup": { property: "replicationGroupId", limit: 40, lower: true },
  "aws:rds/instance:Instance": { property: "identifier", limit: 63, prefixProperty: "identifierPrefix", lower: true },
  "aws:rds/cluster:Cluster": {
    property: "clusterIdentifier",
    limit: 63,
    prefixProperty: "clusterIdentifierPrefix",
    lower: true,
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    property: "identifier",
    limit: 63,
    prefixProperty: "identifierPrefix",
    lower: true,
  },
};

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

/** The provider auto-names every type with an optional `name` that the cloud always returns. */
function nameRule(schema: ResourceSchema): NameRule | undefined {
  const elsewhere = namedElsewhere[schema.token];
  if (elsewhere !== undefined) return elsewhere;
  const input = schema.inputs.get("name");
  if (input?.optional !== true || input.type.kind !== "string" || schema.properties.get("name")?.optional !== false)
    return undefined;
  const limit = nameLimits[schema.token] ?? 255;
  const prefix = schema.inputs.has("namePrefix") ? { prefixProperty: "namePrefix" } : {};
  const fifo = schema.inputs.has("fifoTopic") || schema.inputs.has("fifoQueue");
  const suffix = (inputs: Props) => (inputs.fifoTopic === true || inputs.fifoQueue === true ? ".fifo" : "");
  return { property: "name", limit, ...prefix, ...(fifo ? { suffix } : {}) };
}

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
      return c.schema.inputs.has("region") ? c.region : undefined;
    case "tagsAll":
      return allTags(c);
    case "namePrefix":
    case "bucketPrefix":
    case "identifierPrefix":
      return c.schema.inputs.has(member.name) && !member.optional ? "" : undefined;
    case "ownerId":
    case "accountId":
      return member.type.kind === "string" ? c.account : undefined;
    case "name":
      return member.type.kind === "string" && id !== "" && !id.includes(":") ? id : undefined;
    default:
      return undefined;
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
