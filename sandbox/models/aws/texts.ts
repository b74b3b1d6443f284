import { partitionOf } from "../arn.js";
import type { ObjectContext } from "../model.js";
import { strings, text } from "../values.js";
import { regionCode } from "./hosts.js";
import { arn, resourceId, serviceOf } from "./identifiers.js";

/** Prefixes of the identifiers that EC2 and its relatives give, by the end of the property's name. */
const prefixes: readonly (readonly [RegExp, string])[] = [
  [/vpcPeeringConnectionId$/i, "pcx"],
  [/vpcEndpointId$/i, "vpce"],
  [/vpcId$/i, "vpc"],
  [/subnetId$/i, "subnet"],
  [/securityGroupRuleId$/i, "sgr"],
  [/(securityGroup|sourceSecurityGroup)Id$/i, "sg"],
  [/networkInterfaceId$/i, "eni"],
  [/networkInterfaceAttachmentId$/i, "eni-attach"],
  [/routeTableId$/i, "rtb"],
  [/routeTableAssociationId$/i, "rtbassoc"],
  [/networkAclId$/i, "acl"],
  [/dhcpOptionsId$/i, "dopt"],
  [/transitGatewayAttachmentId$/i, "tgw-attach"],
  [/transitGatewayRouteTableId$/i, "tgw-rtb"],
  [/transitGatewayId$/i, "tgw"],
  [/volumeId$/i, "vol"],
  [/snapshotId$/i, "snap"],
  [/allocationId$/i, "eipalloc"],
  [/(instance|spotInstance)Id$/i, "i"],
  [/(amiId|imageId)$/i, "ami"],
  [/prefixListId$/i, "pl"],
  [/launchTemplateId$/i, "lt"],
  [/fileSystemId$/i, "fs"],
];

/** Services and forms of ARNs that a property names, by its last words. */
const arns: readonly (readonly [RegExp, string, (own: string, uuid: string) => string])[] = [
  [/kms.*arn$|^(data)?encryptionkeyarn$/i, "kms", (_, uuid) => `key/${uuid}`],
  [/rolearn$/i, "iam", (own) => `role/${own}`],
  [/instanceprofilearn$/i, "iam", (own) => `instance-profile/${own}`],
  [/policyarn$/i, "iam", (own) => `policy/${own}`],
  [/topicarn$/i, "sns", (own) => own],
  [/queuearn$/i, "sqs", (own) => own],
  [/secretarn$/i, "secretsmanager", (own, uuid) => `secret:${own}-${uuid.slice(0, 6)}`],
  [/certificatearn$/i, "acm", (_, uuid) => `certificate/${uuid}`],
  [/(lambda|function)arn$/i, "lambda", (own) => `function:${own}`],
  [/loggrouparn$/i, "logs", (own) => `log-group:${own}`],
  [
    /loadbalancerarn$/i,
    "elasticloadbalancing",
    (own, uuid) => `loadbalancer/app/${own}/${uuid.replaceAll("-", "").slice(0, 16)}`,
  ],
  [
    /targetgrouparn$/i,
    "elasticloadbalancing",
    (own, uuid) => `targetgroup/${own}/${uuid.replaceAll("-", "").slice(0, 16)}`,
  ],
  [/webaclarn$/i, "wafv2", (own, uuid) => `regional/webacl/${own}/${uuid}`],
  [/outpostarn$/i, "outposts", (_, uuid) => `outpost/op-${uuid.replaceAll("-", "").slice(0, 17)}`],
];

/** How AWS writes a text of that name; undefined where it has no form of its own. */
export function awsText(c: ObjectContext, name: string, path: string): string | undefined {
  if (/arns?$/i.test(name)) return arnNamed(c, name, path);
  if (/s3bucket(name)?$/i.test(name)) return undefined;
  const prefix = prefixes.find(([pattern]) => pattern.test(name))?.[1];
  if (prefix === "vpc") return vpcOfInputs(c) ?? resourceId(c, "vpc", path);
  if (prefix !== undefined) return resourceId(c, prefix, path);
  if (/availabilityZoneId$/i.test(name)) return `${regionCode(c.region)}-az1`;
  if (/availabilityZone$/i.test(name)) return `${c.region}a`;
  if (/(hosted)?zoneId$/i.test(name)) return `Z${c.derive.draw(path, 20, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`;
  if (/kmsKeyId$/i.test(name)) return arn(c, "kms", `key/${c.derive.uuid(path)}`);
  if (/registryId$/i.test(name)) return c.account;
  if (/partition$/i.test(name)) return partitionOf(c.region);
  return undefined;
}

/** The ARN of something that the property names, else one of the object's own service. */
function arnNamed(c: ObjectContext, name: string, path: string): string {
  const known = arns.find(([pattern]) => pattern.test(name));
  const label = `${c.name.replace(/[^\w-]/g, "-")}-${c.derive.hex(path, 7)}`;
  if (known !== undefined) return arn(c, known[1], known[2](label, c.derive.uuid(path)));
  const kind = name
    .replace(/Arns?$/i, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
  return arn(c, serviceOf(c.type), `${kind === "" ? "resource" : kind}/${label}`);
}

/** The network of the first subnet or security group that the program gave. */
function vpcOfInputs(c: ObjectContext): string | undefined {
  for (const { value } of strings(c.inputs)) {
    if (!/^(subnet|sg)-/.test(value)) continue;
    const found = c.world.byIdentity(value).find((o) => o.account === c.account);
    const vpc = text(found?.outputs.vpcId);
    if (vpc !== undefined) return vpc;
  }
  return undefined;
}
