import type { CloudError, WorldObject } from "../../types.js";
import { addressIn, cidrOf } from "../cidr.js";
import type { Models, ObjectContext } from "../model.js";
import { records, text, texts } from "../values.js";
import { resourceId } from "./identifiers.js";
import { findHere, here } from "./references.js";
import { subnetType } from "./vpc.js";

const internetGatewayType = "aws:ec2/internetGateway:InternetGateway";
const eipType = "aws:ec2/eip:Eip";
export const natType = "aws:ec2/natGateway:NatGateway";

/** The allocation ids that a NAT gateway holds. */
function allocationsOf(inputs: Record<string, unknown>): string[] {
  const zonal = [inputs.allocationId, inputs.secondaryAllocationIds];
  const regional = records(inputs.availabilityZoneAddresses).map((a) => a.allocationIds);
  return texts([...zonal, ...regional]);
}

function refuseNat(c: ObjectContext): CloudError | undefined {
  for (const allocation of allocationsOf(c.inputs)) {
    const holder = here(c, natType).find((o) => allocationsOf(o.inputs).includes(allocation));
    if (holder !== undefined)
      return {
        code: "Resource.AlreadyAssociated",
        message: `Elastic IP address [${allocation}] is already associated with ${holder.id} (${holder.urn}); give each NAT gateway its own address`,
      };
  }
  const vpcId = regional(c) ? text(c.inputs.vpcId) : text(findHere(c, subnetType, c.inputs.subnetId)?.inputs.vpcId);
  if (vpcId === undefined || c.inputs.connectivityType === "private") return undefined;
  const attached = [
    ...here(c, internetGatewayType),
    ...here(c, "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"),
  ].some((o) => o.inputs.vpcId === vpcId);
  if (attached) return undefined;
  return {
    code: "Gateway.NotAttached",
    message: `Network ${vpcId} has no Internet gateway attached; create the internet gateway first (dependsOn), or use connectivityType "private"`,
  };
}

function regional(c: ObjectContext): boolean {
  return c.inputs.availabilityMode === "regional";
}

function privateIp(c: ObjectContext): string {
  const block = cidrOf(findHere(c, subnetType, c.inputs.subnetId)?.outputs.cidrBlock);
  return block === undefined
    ? ""
    : addressIn(block, 4 + c.derive.below("private ip", 2 ** Math.min(8, 32 - block.prefix) - 6));
}

function addressOf(c: ObjectContext, allocation: unknown): string {
  return text(findHere(c, eipType, allocation)?.outputs.publicIp) ?? "";
}

/** The addresses of a regional gateway: those given for each zone, or one that AWS brings. */
function regionalAddresses(c: ObjectContext): unknown[] {
  if (!regional(c)) return [];
  return records(c.inputs.availabilityZoneAddresses).flatMap((zone) =>
    texts(zone.allocationIds).map((allocationId) => ({
      allocationId,
      associationId: resourceId(c, "eipassoc", allocationId),
      availabilityZone: zone.availabilityZone ?? "",
      availabilityZoneId: zone.availabilityZoneId ?? "",
      networkInterfaceId: resourceId(c, "eni", allocationId),
      publicIp: addressOf(c, allocationId),
      status: "succeeded",
    })),
  );
}

export const gatewayModels: Models = {
  [internetGatewayType]: {
    refuse: (c) => {
      const other = here(c, internetGatewayType).find(
        (o) => c.inputs.vpcId !== undefined && o.inputs.vpcId === c.inputs.vpcId,
      );
      if (other === undefined) return undefined;
      const message = `Network ${String(c.inputs.vpcId)} already has an internet gateway attached: ${other.id} (${other.urn}); a VPC takes one`;
      return { code: "InvalidParameterValue", message };
    },
    id: (c) => resourceId(c, "igw"),
    outputs: { vpcId: () => "" },
    canDelete: (gateway, world) => {
      const user = world
        .byType(natType)
        .find(
          (o) =>
            natVpc(o, world) === gateway.inputs.vpcId &&
            o.account === gateway.account &&
            gateway.inputs.vpcId !== undefined,
        );
      if (user === undefined || user.inputs.connectivityType === "private") return undefined;
      const message = `Network ${String(gateway.inputs.vpcId)} has some mapped public address(es): ${user.id} (${user.urn}). Delete that before detaching the gateway`;
      return { code: "DependencyViolation", message };
    },
    blockers: [
      { type: "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", properties: ["internetGatewayId"] },
    ],
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    id: (c) => resourceId(c, "eigw"),
  },
  [eipType]: {
    check: (c) =>
      c.inputs.domain === "standard"
        ? [{ property: "domain", reason: 'EC2-Classic has been retired: "standard" is not allowed; use "vpc"' }]
        : [],
    id: (c) => resourceId(c, "eipalloc"),
    outputs: {
      allocationId: (_, id) => id,
      arn: (c, id) => `arn:aws:ec2:${c.region}:${c.account}:elastic-ip/${id}`,
      associationId: () => "",
      carrierIp: () => "",
      customerOwnedIp: () => "",
      domain: () => "vpc",
      instance: () => "",
      ipamPoolId: () => "",
      networkBorderGroup: (c) => c.region,
      networkInterface: () => "",
      privateDns: () => "",
      privateIp: () => "",
      ptrRecord: () => "",
      publicDns: (c) => `ec2-${c.derive.publicIp().replaceAll(".", "-")}.${c.region}.compute.amazonaws.com`,
      publicIp: (c) => text(c.inputs.address) ?? c.derive.publicIp(),
      publicIpv4Pool: () => "amazon",
    },
    identities: (o) => texts([o.outputs.publicIp]),
    blockers: [
      { type: natType, properties: ["allocationId", "secondaryAllocationIds", "availabilityZoneAddresses"] },
      { type: "aws:ec2/eipAssociation:EipAssociation", properties: ["allocationId"] },
    ],
    blocked: (eip, by) => ({
      code: "AuthFailure",
      message: `You do not have permission to access the specified resource: ${eip.id} is still associated with ${by.id} (${by.urn}); delete that first`,
    }),
  },
  [natType]: {
    defaults: { connectivityType: "public" },
    check: (c) => checkNat(c.inputs),
    refuse: refuseNat,
    id: (c) => resourceId(c, "nat"),
    outputs: {
      associationId: (c) => (text(c.inputs.allocationId) ? resourceId(c, "eipassoc", "assoc") : ""),
      autoProvisionZones: (c) => (regional(c) && c.inputs.availabilityZoneAddresses === undefined ? "enabled" : ""),
      autoScalingIps: (c) => (regional(c) && c.inputs.availabilityZoneAddresses === undefined ? "enabled" : ""),
      availabilityMode: () => "zonal",
      networkInterfaceId: (c) => (regional(c) ? "" : resourceId(c, "eni", "eni")),
      privateIp: (c) => (regional(c) ? "" : privateIp(c)),
      publicIp: (c) => addressOf(c, c.inputs.allocationId),
      regionalNatGatewayAddresses: regionalAddresses,
      regionalNatGatewayAutoMode: (c) =>
        regional(c) && c.inputs.availabilityZoneAddresses === undefined ? "enabled" : "",
      routeTableId: (c) => (regional(c) ? resourceId(c, "rtb", "rtb") : ""),
      secondaryAllocationIds: () => [],
      secondaryPrivateIpAddressCount: () => 0,
      secondaryPrivateIpAddresses: () => [],
      vpcId: (c) => text(findHere(c, subnetType, c.inputs.subnetId)?.inputs.vpcId) ?? "",
    },
    identities: (o) => texts([o.outputs.routeTableId, o.outputs.networkInterfaceId]),
  },
};

function natVpc(nat: WorldObject, world: { find(type: string, id: string): WorldObject | undefined }): unknown {
  return text(nat.inputs.vpcId) ?? world.find(subnetType, String(nat.inputs.subnetId))?.inputs.vpcId;
}

function checkNat(inputs: Record<string, unknown>): { property: string; reason: string }[] {
  const mode = inputs.availabilityMode ?? "zonal";
  if (mode !== "zonal" && mode !== "regional" && typeof mode === "string")
    return [{ property: "availabilityMode", reason: `"${mode}" is not allowed; use "zonal" or "regional"` }];
  if (mode === "regional") {
    const unfit = ["subnetId", "allocationId"].find((key) => inputs[key] !== undefined);
    if (unfit !== undefined)
      return [
        {
          property: unfit,
          reason: `a regional NAT gateway takes no ${unfit}; remove it, or use availabilityMode "zonal"`,
        },
      ];
    if (inputs.vpcId === undefined) return [{ property: "vpcId", reason: 'availabilityMode "regional" needs vpcId' }];
    return [];
  }
  if (inputs.subnetId === undefined)
    return [
      {
        property: "subnetId",
        reason: 'a zonal NAT gateway needs subnetId; set it, or use availabilityMode "regional" with vpcId',
      },
    ];
  if (inputs.connectivityType === "public" && inputs.allocationId === undefined)
    return [
      {
        property: "allocationId",
        reason:
          'a public NAT gateway needs allocationId (of an aws.ec2.Eip); set it, or use connectivityType "private"',
      },
    ];
  return [];
}
