import type { CheckFailure, CloudError } from "../../types.js";
import { cidrOf, contains, formatCidr, overlaps, parseCidr } from "../cidr.js";
import { blocksOfVpc } from "../limits/network/aws.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, text } from "../values.js";
import { resourceId } from "./identifiers.js";
import { findHere, here } from "./references.js";
import { noZone, zoneIdOf, zonesOf } from "./zones.js";

export const vpcType = "aws:ec2/vpc:Vpc";
export const subnetType = "aws:ec2/subnet:Subnet";

/** A CIDR property as the provider judges it before anything is made; unknown values are let through. */
function checkCidr(c: CheckContext, property: string, version: 4 | 6, min: number, max: number): CheckFailure[] {
  const value = c.inputs[property];
  if (typeof value !== "string") return [];
  const parsed = parseCidr(value);
  if ("problem" in parsed) return [{ property, reason: `"${value}" ${parsed.problem}` }];
  if (parsed.version !== version) return [{ property, reason: `"${value}" is not an IPv${version} block` }];
  if (parsed.prefix >= min && parsed.prefix <= max) return [];
  return [
    {
      property,
      reason: `expected "${property}" to contain a network value with between ${min} and ${max} significant bits, got ${parsed.prefix} in "${value}"; use a block from /${min} to /${max}`,
    },
  ];
}

/** Amazon's /56 for a VPC, out of the documentation prefix 2001:db8::/32. */
function amazonIpv6(c: ObjectContext): string {
  return formatCidr((0x20010db8n << 96n) | (BigInt(`0x${c.derive.hex("ipv6", 6)}`) << 72n), 6, 56);
}

/** A VPC has a block of its own or takes one from a pool. */
function noBlock(c: ObjectContext): CloudError | undefined {
  if (isSet(c.inputs.cidrBlock) || isSet(c.inputs.ipv4IpamPoolId)) return undefined;
  return {
    code: "MissingParameter",
    message:
      "Either 'cidrBlock' or 'ipv4IpamPoolId' must be provided, for example cidrBlock: \"10.0.0.0/16\"; see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
  };
}

function refuseSubnet(c: ObjectContext): CloudError | undefined {
  const vpc = findHere(c, vpcType, c.inputs.vpcId);
  if (vpc === undefined) return undefined;
  const ranges = blocksOfVpc(c, vpc);
  for (const property of ["cidrBlock", "ipv6CidrBlock"]) {
    const block = cidrOf(c.inputs[property]);
    if (block === undefined) continue;
    if (!ranges.some((range) => contains(range, block))) {
      const outside = `it lies outside of ${vpc.id} (${ranges.map((r) => r.text).join(", ")})`;
      return { code: "InvalidSubnet.Range", message: `The CIDR '${block.text}' is invalid: ${outside}` };
    }
    const taken = here(c, subnetType).find((o) => {
      const other = o.inputs.vpcId === vpc.id ? cidrOf(o.outputs[property]) : undefined;
      return other !== undefined && overlaps(block, other);
    });
    if (taken !== undefined) {
      const other = `${taken.id} (${String(taken.outputs[property])}, ${taken.urn})`;
      return {
        code: "InvalidSubnet.Conflict",
        message: `The CIDR '${block.text}' conflicts with another subnet: ${other}`,
      };
    }
  }
  return noZone(c, text(c.inputs.availabilityZone));
}

function anyZone(c: ObjectContext): string {
  const zones = zonesOf(c.region);
  return zones[c.derive.below("zone", Math.max(1, zones.length))] ?? `${c.region}a`;
}

export const vpcModels: Models = {
  [vpcType]: {
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    check: (c) => checkCidr(c, "cidrBlock", 4, 16, 28),
    refuse: noBlock,
    id: (c) => resourceId(c, "vpc"),
    outputs: {
      cidrBlock: (c) => `10.${c.derive.below("cidr", 256)}.0.0/${Number(c.inputs.ipv4NetmaskLength ?? 16)}`,
      defaultNetworkAclId: (c) => resourceId(c, "acl", "acl"),
      defaultRouteTableId: (c) => resourceId(c, "rtb", "rtb"),
      mainRouteTableId: (c) => resourceId(c, "rtb", "rtb"),
      defaultSecurityGroupId: (c) => resourceId(c, "sg", "sg"),
      dhcpOptionsId: (c) => resourceId(c, "dopt", "dopt"),
      enableDnsHostnames: () => false,
      enableNetworkAddressUsageMetrics: () => false,
      ipv6AssociationId: (c) =>
        c.inputs.assignGeneratedIpv6CidrBlock === true ? resourceId(c, "vpc-cidr-assoc", "ipv6") : "",
      ipv6CidrBlock: (c) => (c.inputs.assignGeneratedIpv6CidrBlock === true ? amazonIpv6(c) : ""),
      ipv6CidrBlockNetworkBorderGroup: (c) => (c.inputs.assignGeneratedIpv6CidrBlock === true ? c.region : ""),
      ipv6NetmaskLength: () => undefined,
    },
    identities: (o) =>
      ["defaultSecurityGroupId", "defaultRouteTableId", "defaultNetworkAclId"].flatMap(
        (key) => text(o.outputs[key]) ?? [],
      ),
    blockers: [
      { type: subnetType, properties: ["vpcId"] },
      { type: "aws:ec2/internetGateway:InternetGateway", properties: ["vpcId"] },
      { type: "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", properties: ["vpcId"] },
      { type: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", properties: ["vpcId"] },
      { type: "aws:ec2/natGateway:NatGateway", properties: ["vpcId"] },
      { type: "aws:ec2/routeTable:RouteTable", properties: ["vpcId"] },
      { type: "aws:ec2/securityGroup:SecurityGroup", properties: ["vpcId"] },
      { type: "aws:ec2/vpcEndpoint:VpcEndpoint", properties: ["vpcId"] },
      { type: "aws:ec2/networkAcl:NetworkAcl", properties: ["vpcId"] },
    ],
    blocked: (vpc, by) => ({
      code: "DependencyViolation",
      message: `The vpc '${vpc.id}' has dependencies and cannot be deleted: ${by.id} (${by.urn}) is still in it; delete that first`,
    }),
  },
  [subnetType]: {
    defaults: {
      assignIpv6AddressOnCreation: false,
      enableDns64: false,
      enableResourceNameDnsARecordOnLaunch: false,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      ipv6Native: false,
      mapPublicIpOnLaunch: false,
    },
    check: (c) => [
      ...(["cidrBlock", "ipv4IpamPoolId", "ipv6CidrBlock", "ipv6IpamPoolId"].some((key) => isSet(c.inputs[key]))
        ? []
        : [{ property: "cidrBlock", reason: 'a subnet needs a range: set cidrBlock, for example "10.0.1.0/24"' }]),
      ...checkCidr(c, "cidrBlock", 4, 16, 28),
      ...checkCidr(c, "ipv6CidrBlock", 6, 44, 64),
    ],
    refuse: refuseSubnet,
    id: (c) => resourceId(c, "subnet"),
    outputs: {
      availabilityZone: anyZone,
      availabilityZoneId: (c) => zoneIdOf(text(c.inputs.availabilityZone) ?? anyZone(c)),
      cidrBlock: () => "",
      ipv6CidrBlock: () => "",
      ipv6CidrBlockAssociationId: (c) =>
        text(c.inputs.ipv6CidrBlock) ? resourceId(c, "subnet-cidr-assoc", "ipv6") : "",
      privateDnsHostnameTypeOnLaunch: () => "ip-name",
    },
    blockers: [
      { type: "aws:ec2/natGateway:NatGateway", properties: ["subnetId"] },
      { type: "aws:ec2/vpcEndpoint:VpcEndpoint", properties: ["subnetIds", "subnetConfigurations"] },
      { type: "aws:ec2/instance:Instance", properties: ["subnetId"] },
      { type: "aws:ec2/networkInterface:NetworkInterface", properties: ["subnetId"] },
      { type: "aws:lb/loadBalancer:LoadBalancer", properties: ["subnets", "subnetMappings"] },
      { type: "aws:eks/cluster:Cluster", properties: ["vpcConfig"] },
      { type: "aws:lambda/function:Function", properties: ["vpcConfig"] },
    ],
    blocked: (subnet, by) => ({
      code: "DependencyViolation",
      message: `The subnet '${subnet.id}' has dependencies and cannot be deleted: ${by.id} (${by.urn}) has an interface in it; delete that first`,
    }),
  },
};
