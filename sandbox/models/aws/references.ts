import type { CloudError, WorldObject } from "../../types.js";
import { parseArn } from "../arn.js";
import type { Model, ObjectContext } from "../model.js";
import { strings, text } from "../values.js";

/** Ids that EC2 gives: by prefix the error code and the words of the message. */
const idKinds: Readonly<Record<string, readonly [code: string, what: string]>> = {
  vpc: ["InvalidVpcID.NotFound", "vpc ID"],
  subnet: ["InvalidSubnetID.NotFound", "subnet ID"],
  igw: ["InvalidInternetGatewayID.NotFound", "internetGateway ID"],
  eigw: ["InvalidGatewayID.NotFound", "egress only internet gateway ID"],
  eipalloc: ["InvalidAllocationID.NotFound", "allocation ID"],
  nat: ["NatGatewayNotFound", "NAT gateway"],
  rtb: ["InvalidRouteTableID.NotFound", "routeTable ID"],
  sg: ["InvalidGroup.NotFound", "security group"],
  pcx: ["InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection ID"],
  vpce: ["InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"],
  i: ["InvalidInstanceID.NotFound", "instance ID"],
  vol: ["InvalidVolume.NotFound", "volume"],
  lt: ["InvalidLaunchTemplateId.NotFound", "launch template ID"],
  eni: ["InvalidNetworkInterfaceID.NotFound", "networkInterface ID"],
};

/** ARNs of what has a model: whether such a one must exist. */
const modelledArns: readonly (readonly [service: string, resource: RegExp, code: string])[] = [
  ["iam", /^role\/(?!aws-service-role\/)/, "NoSuchEntity"],
  ["iam", /^policy\//, "NoSuchEntity"],
  ["kms", /^key\//, "NotFoundException"],
  ["logs", /^log-group:/, "ResourceNotFoundException"],
  ["iam", /^instance-profile\//, "NoSuchEntity"],
  ["lambda", /^function:[\w-]+$/, "ResourceNotFoundException"],
];

/** Where text that looks like an id is only text. */
const notReferences = /^(tags|tagsAll|description|name|policy|assumeRolePolicy|content|keepers)\b/;

/** The first reference of the inputs to something that should exist in this account and region, and does not. */
export function missingReference(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  for (const { path, value } of strings(c.inputs)) {
    if (notReferences.test(path) || model?.notReferences?.some((p) => path.startsWith(p))) continue;
    const error = byId(c, path, value) ?? byArn(c, path, value);
    if (error !== undefined) return error;
  }
  return undefined;
}

function byId(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const prefix = /^([a-z]+)-[0-9a-f]{8,17}$/.exec(value)?.[1];
  const kind = prefix === undefined ? undefined : idKinds[prefix];
  if (kind === undefined || /^(peer|owner)/.test(path)) return undefined;
  const found = c.world.byIdentity(value);
  if (found.some((o) => o.account === c.account && regionOf(o) === c.region)) return undefined;
  const elsewhere = found[0];
  const hint =
    elsewhere === undefined
      ? `${path} names something that does not exist in the sandbox: pass the resource's own id, or create it first`
      : `${path} names an object of account ${elsewhere.account} in ${regionOf(elsewhere)}, and this resource is made in account ${c.account} in ${c.region}`;
  return { code: kind[0], message: `The ${kind[1]} '${value}' does not exist (${hint})` };
}

function byArn(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const arn = value.startsWith("arn:") ? parseArn(value.replace(/:\*$/, "")) : undefined;
  if (arn === undefined || arn.account !== c.account) return undefined;
  const kind = modelledArns.find(([service, resource]) => service === arn.service && resource.test(arn.resource));
  if (kind === undefined || c.world.byIdentity(value.replace(/:\*$/, "")).length > 0) return undefined;
  return {
    code: kind[2],
    message: `${value} does not exist in the sandbox (${path}): pass the resource's own arn, or create it first`,
  };
}

/** The region that an object lives in: its own `region` input, else its provider's. */
export function regionOf(object: WorldObject): string {
  return text(object.inputs.region) ?? object.region ?? "";
}

/** The object of a type in the account and region of the request, by any of its identities. */
export function findHere(c: ObjectContext, type: string, identity: unknown): WorldObject | undefined {
  if (typeof identity !== "string") return undefined;
  return c.world
    .byIdentity(identity)
    .find((o) => o.type === type && o.account === c.account && regionOf(o) === c.region);
}

/** Objects of a type in the account and region of the request, without the object itself. */
export function here(c: ObjectContext, type: string): WorldObject[] {
  return c.world
    .byType(type)
    .filter(
      (o) => o.account === c.account && regionOf(o) === c.region && !(c.self && o.id === c.self.id && o.urn === c.urn),
    );
}
