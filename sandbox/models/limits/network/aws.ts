import type { CheckFailure, CloudError, WorldObject } from "../../../types.js";
import { findHere, here } from "../../aws/references.js";
import { type Cidr, cidrOf, contains, overlaps, parseCidr, placeIn, sizeOf } from "../../cidr.js";
import type { CheckContext, ObjectContext } from "../../model.js";
import { at, text, texts } from "../../values.js";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const secondaryType = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const secondaryV6Type = "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation";

const vpcRules = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions";
const subnetRules = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";

/** Every block of a VPC: its own, Amazon's of IPv6 and those that were associated later. */
export function blocksOfVpc(c: ObjectContext, vpc: WorldObject): Cidr[] {
  const later = [secondaryType, secondaryV6Type].flatMap((type) =>
    here(c, type)
      .filter((o) => o.inputs.vpcId === vpc.id)
      .flatMap((o) => [o.outputs.cidrBlock, o.outputs.ipv6CidrBlock]),
  );
  const own = [vpc.outputs.cidrBlock ?? vpc.inputs.cidrBlock, vpc.outputs.ipv6CidrBlock];
  return [...own, ...later].flatMap((block) => cidrOf(block) ?? []);
}

/** What the provider checks of a secondary block before anything is made. */
export function awsNetworkFailures(c: Pick<CheckContext, "schema" | "inputs">): CheckFailure[] {
  const { cidrBlock } = c.inputs;
  if (c.schema.token !== secondaryType || typeof cidrBlock !== "string") return [];
  const parsed = parseCidr(cidrBlock);
  if ("problem" in parsed) return [{ property: "cidrBlock", reason: `"${cidrBlock}" ${parsed.problem}` }];
  if (parsed.prefix >= 16 && parsed.prefix <= 28) return [];
  return [
    {
      property: "cidrBlock",
      reason: `expected "cidr_block" to contain a network value with between 16 and 28 significant bits, got: ${parsed.prefix}; see ${vpcRules}`,
    },
  ];
}

export function awsNetworkRefusal(c: ObjectContext): CloudError | undefined {
  switch (c.schema.token) {
    case secondaryType:
      return secondaryRefusal(c);
    case "aws:ec2/vpcPeeringConnection:VpcPeeringConnection":
      return peeringRefusal(c);
    case "aws:ec2/vpcEndpoint:VpcEndpoint":
      return sameZone(c);
    case "aws:lb/loadBalancer:LoadBalancer":
    case "aws:alb/loadBalancer:LoadBalancer":
      return tooFewZones(c);
    case "aws:rds/subnetGroup:SubnetGroup":
      return oneZoneGroup(c);
    default:
      return reservedAddress(c);
  }
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap((r) => cidrOf(r) ?? []);

function secondaryRefusal(c: ObjectContext): CloudError | undefined {
  const vpc = findHere(c, vpcType, c.inputs.vpcId);
  const block = cidrOf(c.inputs.cidrBlock);
  if (vpc === undefined || block === undefined) return undefined;
  const taken = blocksOfVpc(c, vpc).find((other) => overlaps(other, block));
  if (taken !== undefined)
    return {
      code: "InvalidVpc.Range",
      message: `The CIDR '${block.text}' is invalid: it overlaps with ${taken.text} of ${vpc.id}; see ${vpcRules}`,
    };
  const primary = cidrOf(vpc.outputs.cidrBlock ?? vpc.inputs.cidrBlock);
  const range = (b: Cidr | undefined) => privateRanges.find((r) => b !== undefined && contains(r, b));
  const [own, other] = [range(primary), range(block)];
  if (own === undefined || other === undefined || own === other) return undefined;
  return {
    code: "InvalidVpc.Range",
    message: `The CIDR '${block.text}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR (${own.text}), or use a publicly-routable CIDR; see ${vpcRules}`,
  };
}

function peeringRefusal(c: ObjectContext): CloudError | undefined {
  const own = findHere(c, vpcType, c.inputs.vpcId);
  const peer = c.world.byIdentity(String(c.inputs.peerVpcId)).find((o) => o.type === vpcType);
  if (own === undefined || peer === undefined) return undefined;
  const theirs = [peer.outputs.cidrBlock ?? peer.inputs.cidrBlock].flatMap((b) => cidrOf(b) ?? []);
  for (const mine of blocksOfVpc(c, own)) {
    const clash = theirs.find((other) => overlaps(mine, other));
    if (clash !== undefined)
      return {
        code: "OverlappingCidr",
        message: `${own.id} (${mine.text}) and ${peer.id} (${clash.text}) overlap: peered VPCs must not; see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html`,
      };
  }
  return undefined;
}

function zonesOfSubnets(c: ObjectContext, value: unknown): { id: string; zone: string }[] | undefined {
  const ids = texts(value);
  const found = ids.map((id) => ({ id, zone: text(findHere(c, subnetType, id)?.outputs.availabilityZone) ?? "" }));
  const given = Array.isArray(value) ? value.length : 0;
  return found.length === given && found.every((s) => s.zone !== "") ? found : undefined;
}

function twin(subnets: readonly { id: string; zone: string }[]): { id: string; zone: string } | undefined {
  return subnets.find((s, i) => subnets.findIndex((o) => o.zone === s.zone) < i);
}

function sameZone(c: ObjectContext): CloudError | undefined {
  const second = twin(zonesOfSubnets(c, c.inputs.subnetIds) ?? []);
  if (second === undefined) return undefined;
  return {
    code: "DuplicateSubnetsInSameZone",
    message: `Found another VPC endpoint subnet in the availability zone of ${second.id} (${second.zone}): an endpoint has one subnet a zone; see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html`,
  };
}

function tooFewZones(c: ObjectContext): CloudError | undefined {
  const subnets = zonesOfSubnets(c, c.inputs.subnets);
  if (subnets === undefined || subnets.length === 0) return undefined;
  const page = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html";
  const second = twin(subnets);
  if (second !== undefined)
    return {
      code: "InvalidConfigurationRequest",
      message: `A load balancer cannot be attached to multiple subnets in the same Availability Zone: ${second.id} is in ${second.zone}; see ${page}`,
    };
  const application = (c.inputs.loadBalancerType ?? "application") === "application";
  if (!application || subnets.length > 1) return undefined;
  return {
    code: "ValidationError",
    message: `At least two subnets in two different Availability Zones must be specified; see ${page}`,
  };
}

function oneZoneGroup(c: ObjectContext): CloudError | undefined {
  const subnets = zonesOfSubnets(c, c.inputs.subnetIds);
  const zones = new Set(subnets?.map((s) => s.zone));
  if (subnets === undefined || zones.size !== 1) return undefined;
  return {
    code: "DBSubnetGroupDoesNotCoverEnoughAZs",
    message: `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${[...zones].join()}. Add subnets to cover at least 2 AZs.; see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  };
}

/** Addresses that an object asks for in a subnet, by type. */
const asked: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/instance:Instance": ["privateIp", "secondaryPrivateIps"],
  "aws:ec2/networkInterface:NetworkInterface": ["privateIp", "privateIps"],
  "aws:ec2/natGateway:NatGateway": ["privateIp", "secondaryPrivateIpAddresses"],
};

/** Of every subnet the first four addresses and the last are Amazon's. */
function reservedAddress(c: ObjectContext): CloudError | undefined {
  const paths = asked[c.schema.token];
  const range = paths && cidrOf(findHere(c, subnetType, c.inputs.subnetId)?.outputs.cidrBlock);
  if (paths === undefined || range === undefined) return undefined;
  for (const address of texts(paths.map((path) => at(c.inputs, path)))) {
    const place = placeIn(range, address);
    if (place === undefined)
      return {
        code: "InvalidParameterValue",
        message: `Address ${address} does not fall within the subnet's address range (${range.text}); see ${subnetRules}`,
      };
    if (place < 4n || place === sizeOf(range) - 1n)
      return {
        code: "InvalidParameterValue",
        message: `Address ${address} is in subnet's reserved address range: of ${range.text} the first four and the last are Amazon's; see ${subnetRules}`,
      };
  }
  return undefined;
}
