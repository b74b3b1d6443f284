import type { CheckFailure, CloudError, WorldObject } from "../../types.js";
import { type Cidr, cidrOf, contains, overlaps, parseCidr } from "../cidr.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, isSet, records, text, texts } from "../values.js";
import { endpointType, inUse, linkType, peeringType, subnetType, vnetType } from "./network-types.js";
import { find, here } from "./references.js";

/** Types whose body says `subnet: { id }` and so have an address in it. */
const inSubnet = [
  { type: endpointType, properties: ["subnet.id"] },
  { type: "azure-native:network:NetworkInterface", properties: ["ipConfigurations.subnet.id"] },
  { type: "azure-native:containerservice:ManagedCluster", properties: ["agentPoolProfiles.vnetSubnetID"] },
  { type: "azure-native:network:ApplicationGateway", properties: ["gatewayIPConfigurations.subnet.id"] },
];

function cidrFailures(property: string, value: unknown): CheckFailure[] {
  const parsed = typeof value === "string" ? parseCidr(value) : undefined;
  return parsed !== undefined && "problem" in parsed
    ? [{ property, reason: `InvalidAddressPrefixFormat: "${String(value)}" ${parsed.problem}` }]
    : [];
}

function prefixesOf(inputs: unknown): Cidr[] {
  return texts([at(inputs, "addressPrefix"), at(inputs, "addressPrefixes")]).flatMap((p) => cidrOf(p) ?? []);
}

/** The id of the virtual network that a subnet or a peering belongs to. */
export function vnetId(c: ObjectContext): string {
  return `/subscriptions/${c.account}/resourceGroups/${text(c.inputs.resourceGroupName)}/providers/Microsoft.Network/virtualNetworks/${text(c.inputs.virtualNetworkName)}`;
}

function inSameVnet(o: WorldObject, c: ObjectContext): boolean {
  const key = (inputs: Record<string, unknown>) =>
    `${inputs.resourceGroupName}/${inputs.virtualNetworkName}`.toLowerCase();
  return key(o.inputs) === key(c.inputs);
}

function refuseSubnet(c: ObjectContext): CloudError | undefined {
  const vnet = find(c, vnetId(c));
  const name = text(c.inputs.subnetName) ?? c.name;
  const space = texts(at(vnet?.inputs, "addressSpace.addressPrefixes")).flatMap((p) => cidrOf(p) ?? []);
  const where = `in virtual network '${text(c.inputs.virtualNetworkName)}'`;
  for (const prefix of prefixesOf(c.inputs)) {
    if (space.length > 0 && !space.some((s) => contains(s, prefix)))
      return {
        code: "NetcfgSubnetRangeOutsideVnet",
        message: `Subnet '${name}' is not valid ${where}: ${prefix.text} lies outside of its address space ${space.map((s) => s.text).join(", ")}`,
      };
    const other = here(c, subnetType).find(
      (o) => inSameVnet(o, c) && prefixesOf(o.inputs).some((p) => overlaps(p, prefix)),
    );
    const inline = records(vnet?.inputs.subnets).find(
      (s) => text(s.name) !== name && prefixesOf(s).some((p) => overlaps(p, prefix)),
    );
    const taken = other?.id ?? text(inline?.name);
    if (taken !== undefined)
      return {
        code: "NetcfgSubnetRangesOverlap",
        message: `Subnet '${name}' is not valid ${where} because its range ${prefix.text} overlaps with subnet '${taken}'`,
      };
  }
  return undefined;
}

function checkVnet(c: CheckContext): CheckFailure[] {
  const space = texts(at(c.inputs, "addressSpace.addressPrefixes"));
  const failures = space.flatMap((p, i) => cidrFailures(`addressSpace.addressPrefixes[${i}]`, p));
  if (!isSet(c.inputs.addressSpace))
    failures.push({
      property: "addressSpace",
      reason: 'a virtual network needs an address space, for example { addressPrefixes: ["10.0.0.0/16"] }',
    });
  for (const [i, subnet] of records(c.inputs.subnets).entries())
    failures.push(...cidrFailures(`subnets[${i}].addressPrefix`, subnet.addressPrefix));
  return failures;
}

function checkSubnet(c: CheckContext): CheckFailure[] {
  const failures = [...cidrFailures("addressPrefix", c.inputs.addressPrefix)];
  for (const [i, prefix] of texts(c.inputs.addressPrefixes).entries())
    failures.push(...cidrFailures(`addressPrefixes[${i}]`, prefix));
  if (!["addressPrefix", "addressPrefixes", "ipamPoolPrefixAllocations"].some((key) => isSet(c.inputs[key])))
    failures.push({
      property: "addressPrefix",
      reason: 'a subnet needs addressPrefix (or addressPrefixes), for example "10.0.1.0/24"',
    });
  return failures;
}

/** Virtual networks and subnets. */
export const networkModels: Models = {
  [vnetType]: {
    check: checkVnet,
    outputs: {
      flowLogs: () => [],
      virtualNetworkPeerings: () => [],
      subnets: (c) => (isSet(c.inputs.subnets) ? c.inputs.subnets : []),
    },
    notReferences: ["subnets"],
    identities: (o) =>
      records(o.inputs.subnets).flatMap((s) => (text(s.name) ? [`${o.id}/subnets/${text(s.name)}`.toLowerCase()] : [])),
    blockers: [
      { type: peeringType, properties: ["remoteVirtualNetwork.id"] },
      { type: linkType, properties: ["virtualNetwork.id"] },
    ],
    blocked: inUse("InUseVirtualNetworkCannotBeDeleted", "Virtual network"),
    canDelete: (vnet, world) => {
      const inside = `${vnet.id.toLowerCase()}/subnets/`;
      const user = world
        .byType(endpointType)
        .find((o) => text(at(o.inputs, "subnet.id"))?.toLowerCase().startsWith(inside));
      return user && inUse("InUseSubnetCannotBeDeleted", "A subnet of virtual network")(vnet, user);
    },
  },
  [subnetType]: {
    check: checkSubnet,
    refuse: refuseSubnet,
    outputs: {
      ipConfigurationProfiles: () => [],
      ipConfigurations: () => [],
      privateEndpoints: () => [],
      purpose: () => "",
      resourceNavigationLinks: () => [],
      serviceAssociationLinks: () => [],
      privateEndpointNetworkPolicies: () => "Disabled",
      privateLinkServiceNetworkPolicies: () => "Enabled",
    },
    blockers: inSubnet,
    blocked: inUse("InUseSubnetCannotBeDeleted", "Subnet"),
  },
};
