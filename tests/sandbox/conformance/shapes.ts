import { isRecord, isSet, strings } from "../../../sandbox/models/values.js";
import type { Member, ResourceSchema, SdkSchema, TypeRef } from "../../../sandbox/schema/index.js";
import type { Props, WorldObject } from "../../../sandbox/types.js";
import { absentOutputs } from "../models-exceptions.js";

/** What of an object's outputs is not as the SDK declares it, or does not look like what its name says. */
export function shapeProblems(sdk: SdkSchema, schema: ResourceSchema, object: WorldObject): string[] {
  const problems: string[] = [];
  const absent = new Set(absentOutputs[schema.token] ?? []);
  for (const member of schema.properties.values()) {
    const value = object.outputs[member.name];
    // What the program gave is typed as the inputs are, where those differ.
    const given = member.name in object.inputs ? schema.inputs.get(member.name)?.type : undefined;
    const type = given === undefined || given.kind === member.type.kind || given.kind === "any" ? member.type : given;
    if (isSet(value)) typed(sdk, type, value, member.name, problems, given !== undefined);
    // A block that is left open may stay open; what only the cloud sets is there.
    else if (sdk.pkg !== "kubernetes" && !schema.inputs.has(member.name) && !absent.has(member.name))
      problems.push(`output ${member.name} is missing`);
  }
  problems.push(...looks(sdk.pkg, object));
  return problems;
}

/** @param given by the program, which knows better than the SDK what may stay open below */
function typed(sdk: SdkSchema, type: TypeRef, value: unknown, path: string, problems: string[], given: boolean): void {
  const wrong = (what: string) => problems.push(`output ${path} is no ${what}: ${JSON.stringify(value)?.slice(0, 60)}`);
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      if (typeof value !== type.kind) wrong(type.kind);
      return;
    case "list":
      if (!Array.isArray(value)) wrong("list");
      else for (const [i, item] of value.entries()) typed(sdk, type.of, item, `${path}[${i}]`, problems, given);
      return;
    case "map":
      if (!isRecord(value)) wrong("map");
      return;
    case "named":
      named(sdk, type, value, path, problems, given);
      return;
    default:
      return;
  }
}

function named(sdk: SdkSchema, type: TypeRef, value: unknown, path: string, problems: string[], given: boolean): void {
  const values = sdk.values(type);
  if (values !== undefined) {
    if (!values.includes(value as string)) problems.push(`output ${path} is none of its values: ${String(value)}`);
    return;
  }
  const members = sdk.members(type);
  if (members === undefined) return;
  if (!isRecord(value)) {
    problems.push(`output ${path} is no object`);
    return;
  }
  for (const member of members.values()) inside(sdk, member, value, path, problems, given);
}

function inside(sdk: SdkSchema, member: Member, value: Props, path: string, problems: string[], given: boolean): void {
  const below = value[member.name];
  // What refers to another object by its id stays a reference; Kubernetes gives what it was given.
  const partial = sdk.pkg === "kubernetes" || (sdk.pkg === "azure-native" && isReference(value));
  if (isSet(below)) typed(sdk, member.type, below, `${path}.${member.name}`, problems, given);
  else if (!member.optional && !partial) problems.push(`output ${path}.${member.name} is missing`);
}

function isReference(value: Props): boolean {
  return Object.keys(value).length === 1 && typeof value.id === "string";
}

const arn = /^arn:aws[\w-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws|lambda|cloudfront)?:.+$/;
const resourceId = /^\/(subscriptions|providers|[\w-]+)\/\S+$/i;

/** Formats that a name promises: ARNs, self links, resource ids, times, addresses. */
function looks(pkg: string, object: WorldObject): string[] {
  const problems: string[] = [];
  const given = [...strings(object.inputs)].map((s) => s.value).filter((text) => text !== "");
  const expected = (name: string, form: RegExp) => {
    const value = object.outputs[name];
    if (typeof value !== "string" || value === "" || name in object.inputs) return;
    if (!given.some((text) => value.startsWith(text)) && !form.test(value))
      problems.push(`output ${name} does not look like one: ${value}`);
  };
  for (const name of Object.keys(object.outputs)) {
    // Of a user pool's domain it is the distribution's host name, in spite of its own.
    if (pkg === "aws" && /(^arn|[a-z]Arn)$/.test(name) && name !== "cloudfrontDistributionArn") expected(name, arn);
    if (pkg === "gcp" && name === "selfLink") expected(name, /^https:\/\/[\w.-]+googleapis\.com\/\S+$/);
    if (/(createTime|createdAt|creationDate|updateTime)$/.test(name)) expected(name, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
    if (/(ipAddress|privateIp|publicIp)$/.test(name)) expected(name, /^[\d.]+$|^[0-9a-f:]+$/);
  }
  if (pkg === "azure-native" && !resourceId.test(object.id)) problems.push(`id ${object.id} is no resource id`);
  return problems;
}
