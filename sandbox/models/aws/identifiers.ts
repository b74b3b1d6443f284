import { partitionOf } from "../arn.js";
import { fixedUuid } from "../derive.js";
import type { ObjectContext } from "../model.js";
import { lastSegment, text } from "../values.js";
import { arnForm, fillResource } from "./arns.js";

/** Services whose name in ARNs is not the SDK's module. */
const serviceNames: Readonly<Record<string, string>> = {
  alb: "elasticloadbalancing",
  lb: "elasticloadbalancing",
  elb: "elasticloadbalancing",
  apigatewayv2: "apigateway",
  cfg: "config",
  codedeploy: "codedeploy",
  cognito: "cognito-idp",
  directoryservice: "ds",
  efs: "elasticfilesystem",
  elasticsearch: "es",
  opensearch: "es",
  msk: "kafka",
  mskconnect: "kafkaconnect",
  route53recoverycontrol: "route53-recovery-control",
  secretsmanager: "secretsmanager",
  sesv2: "ses",
  sfn: "states",
  vpc: "ec2",
  emr: "elasticmapreduce",
};

/** Services without a region in their ARNs. */
const regionless = new Set(["iam", "cloudfront", "route53", "globalaccelerator", "organizations", "waf", "budgets"]);

export function serviceOf(type: string): string {
  const [, module = "", className = ""] = type.split(":");
  const service = module.split("/")[0] ?? "";
  if (service === "cloudwatch" && className.startsWith("Log")) return "logs";
  if (service === "cloudwatch" && className.startsWith("Event")) return "events";
  return serviceNames[service] ?? service.toLowerCase();
}

/** `arn:aws:<service>:<region>:<account>:<resource>` of the object's own partition, region and account. */
export function arn(c: ObjectContext, service: string, resource: string, regional = true): string {
  const region = regional && !regionless.has(service) ? c.region : "";
  return `arn:${partitionOf(c.region)}:${service}:${region}:${c.account}:${resource}`;
}

/** The ARN of an object by the habits of its service. */
export function arnOf(c: ObjectContext, id: string): string {
  if (/^arn:aws/.test(id)) return id;
  const service = serviceOf(c.type);
  if (service === "s3") return `arn:${partitionOf(c.region)}:s3:::${text(c.inputs.bucket) ?? id}`;
  const example = c.schema.importIds.find((line) => /^arn:aws[\w-]*:[\w-]+:[\w-]*:\w*:[^\s",#]+$/.test(line));
  if (example !== undefined) return fromExample(c, example, id);
  const form = arnForm(c.type);
  if (form !== undefined) return fromForm(c, form, id);
  return arn(c, service, `${kebab(c.schema.className)}/${physicalName(c) ?? id}`);
}

/** The name by which the program or auto-naming calls the object, if its type has one. */
function physicalName(c: ObjectContext): string | undefined {
  const {
    name,
    namePrefix,
    identifierPrefix,
    clusterIdentifierPrefix,
    identifier,
    clusterIdentifier,
    keyName,
    clusterId,
    replicationGroupId,
  } = c.inputs;
  const own = [
    identifier,
    name,
    clusterIdentifier,
    keyName,
    /elasticache/.test(c.type) ? clusterId : undefined,
    replicationGroupId,
  ];
  const given = own.flatMap((value) => text(value) ?? [])[0];
  const prefix = text(namePrefix) ?? text(identifierPrefix) ?? text(clusterIdentifierPrefix);
  // Databases without a name get one from the provider itself.
  const made = prefix ?? (prefixed(c) ? "tf-" : undefined);
  return given ?? (made === undefined ? undefined : `${made}20260101${c.derive.digits("prefix", 18)}`);
}

function prefixed(c: ObjectContext): boolean {
  return c.schema.inputs.has("identifierPrefix") || c.schema.inputs.has("clusterIdentifierPrefix");
}

/** An ARN by the form of the service's own reference: a resource without region has none in its form. */
function fromForm(c: ObjectContext, form: string, id: string): string {
  const [service = "", region = "", account = "", ...resource] = form.split(":");
  const owner = account === "A" ? c.account : account;
  const filled = fillResource(c, resource.join(":"), id, physicalName(c));
  return `arn:${partitionOf(c.region)}:${service}:${region === "R" ? c.region : region}:${owner}:${filled}`;
}

/** Like the ARN of the documentation, but of this region, account and object. */
function fromExample(c: ObjectContext, example: string, id: string): string {
  const [, , service = "", region = "", account = "", ...rest] = example.split(":");
  const resource = rest.join(":");
  const last = /[^:/]+$/.exec(resource)?.[0] ?? "";
  // "loadbalancer/app/my-load-balancer/50dc6c495c0c9188": the name stands before the hexadecimal part.
  const named = /^[0-9a-f]{16}$/.test(last)
    ? resource.replace(/[^:/]+(?=[:/][^:/]+$)/, physicalName(c) ?? "$&")
    : resource;
  const own = named.replace(/[^:/]+$/, lastPart(c, last, id));
  return `arn:${partitionOf(c.region)}:${service}:${region === "" ? "" : c.region}:${account === "" ? "" : c.account}:${own}`;
}

function lastPart(c: ObjectContext, example: string, id: string): string {
  if (id !== "" && !id.includes(":")) return lastSegment(id);
  return identifierLike(c, example) ?? physicalName(c) ?? `${kebab(c.schema.className)}-${c.derive.hex("arn", 12)}`;
}

/** A setting of one parent has the parent's own id: HostedZoneDnsSec is `hostedZoneId`, VoiceConnectorLogging `voiceConnectorId`. */
function partOf(c: ObjectContext): string | undefined {
  const className = c.schema.className.toLowerCase();
  const key = c.schema.required.find((name) => {
    const stem = name.replace(/Id$/, "").toLowerCase();
    return name.endsWith("Id") && className.startsWith(stem) && className !== stem;
  });
  return key === undefined ? undefined : text(c.inputs[key]);
}

/** An invented identifier of the same form as the example, or undefined where the example is a name. */
function identifierLike(c: ObjectContext, example: string): string | undefined {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(example)) return c.derive.uuid("id");
  const prefixed = /^([a-z][a-z-]*-)(?=[0-9a-z]*\d)[0-9a-z]{6,}$/i.exec(example)?.[1];
  if (prefixed !== undefined) return resourceId(c, prefixed.slice(0, -1));
  if (/^[0-9a-f]{16,}$/.test(example)) return c.derive.hex("id", example.length);
  if (/^\d{12}$/.test(example)) return c.account;
  if (/^\d{6,}$/.test(example)) return c.derive.digits("id", example.length);
  if (/^(?=.*\d)[A-Z][A-Z0-9]{7,}$/.test(example))
    return example.charAt(0) + c.derive.draw("id", example.length - 1, upper);
  if (/^[a-z]{2}-[a-z]+-\d_\w+$/.test(example)) return `${c.region}_${c.derive.draw("id", 9, upper + lower)}`;
  const mixed =
    /^(?=(?:.*\d){2})(?=(?:.*[a-z]){2})[a-z0-9]{8,}$/.test(example) && !/example|test|^my|name/.test(example);
  return mixed
    ? lower.charAt(c.derive.below("id start", 26)) + c.derive.draw("id", example.length - 1, lower)
    : undefined;
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz0123456789";

/** `vpc-0a1b...`: the prefix, then 0 and sixteen hexadecimal digits. */
export function resourceId(c: ObjectContext, prefix: string, label = "id"): string {
  return `${prefix}-0${c.derive.hex(label, 16)}`;
}

/** The id of a type without a model, told from the examples of its documentation. */
export function genericId(c: ObjectContext): string {
  const [example = ""] = c.schema.importIds;
  if (example.startsWith("arn:aws")) return arnOf(c, "");
  const like = (/^\d{12}$/.test(example) ? text(c.inputs.accountId) : undefined) ?? identifierLike(c, example);
  if (like !== undefined) return partOf(c) ?? like;
  const name = physicalName(c);
  const separator = /[:/,|#]/.exec(example)?.[0];
  if (name !== undefined && separator === undefined) return name;
  const parts = c.schema.required.flatMap((key) => text(c.inputs[key]) ?? []);
  if (name !== undefined && !parts.includes(name)) parts.push(name);
  if (separator !== undefined && parts.length > 1) return parts.join(separator);
  return name ?? `${kebab(c.schema.className)}-${c.derive.hex("id", 17)}`;
}

/** AWS's own prefix list of a service (`s3`, `dynamodb`) in a region: the same for every account. */
export function prefixListId(region: string, service: string): string {
  return `pl-${fixedUuid(`prefix list ${region} ${service}`).slice(0, 8)}`;
}

function kebab(words: string): string {
  return words.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
