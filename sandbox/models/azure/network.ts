import type { CloudError, WorldObject, WorldView } from "../../types.js";
import { type Cidr, cidrOf, contains, overlaps } from "../cidr.js";
import { malformedPrefix } from "../limits/network/azure.js";
import type { Models, ObjectContext } from "../model.js";
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
  const malformed = malformedPrefix([c.inputs.addressPrefix, c.inputs.addressPrefixes], `subnet '${c.name}'`);
  if (malformed !== undefined) return malformed;
  if (!["addressPrefix", "addressPrefixes", "ipamPoolPrefixAllocations"].some((key) => isSet(c.inputs[key])))
    return {
      code: "NetcfgInvalidSubnet",
      message: `Subnet '${c.name}' is not valid: a subnet needs addressPrefix (or addressPrefixes), for example "10.0.1.0/24"`,
    };
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

function refuseVnet(c: ObjectContext): CloudError | undefined {
  if (!isSet(c.inputs.addressSpace))
    return {
      code: "InvalidRequestFormat",
      message: 'a virtual network needs an address space, for example { addressPrefixes: ["10.0.0.0/16"] }',
    };
  const inline = records(c.inputs.subnets).map((s) => [s.addressPrefix, s.addressPrefixes]);
  return malformedPrefix([at(c.inputs, "addressSpace.addressPrefixes"), inline], `virtual network '${c.name}'`);
}

/** What has an address in a subnet of the network, however the subnet was made. */
function usersIn(vnet: WorldObject, world: WorldView): WorldObject[] {
  const inside = `${vnet.id.toLowerCase()}/subnets/`;
  const isInside = (id: string) => id.toLowerCase().startsWith(inside);
  return inSubnet.flatMap(({ type, properties }) =>
    world.byType(type).filter((o) => properties.some((path) => texts(at(o.inputs, path)).some(isInside))),
  );
}

/** Virtual networks and subnets. */
export const networkModels: Models = {
  [vnetType]: {
    refuse: refuseVnet,
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
      const user = usersIn(vnet, world)[0];
      return user && inUse("InUseSubnetCannotBeDeleted", "A subnet of virtual network")(vnet, user);
    },
  },
  [subnetType]: {
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
