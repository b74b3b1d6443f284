import type { CheckFailure, CloudError, WorldObject } from "../../types.js";
import { cidrOf, overlaps } from "../cidr.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, isRecord, isSet, text, texts } from "../values.js";
import { vnetId } from "./network.js";
import { endpointType, linkType, peeringType, zoneType } from "./network-types.js";
import { find, here } from "./references.js";

function refusePeering(c: ObjectContext): CloudError | undefined {
  const remote = text(at(c.inputs, "remoteVirtualNetwork.id"));
  if (remote === undefined) return { code: "InvalidRequestFormat", message: "a peering needs remoteVirtualNetwork.id" };
  const spaces = [find(c, vnetId(c)), find(c, remote)].map((v) =>
    texts(at(v?.inputs, "addressSpace.addressPrefixes")).flatMap((p) => cidrOf(p) ?? []),
  );
  const clash = spaces[0]?.find((a) => spaces[1]?.some((b) => overlaps(a, b)));
  if (clash === undefined) return undefined;
  return {
    code: "VnetAddressSpacesOverlap",
    message: `Cannot create or update peering: the address space of ${remote} overlaps with ${clash.text} of this virtual network`,
  };
}

function peeringState(c: ObjectContext): string {
  const own = vnetId(c).toLowerCase();
  const back = here(c, peeringType).some((o) => text(at(o.inputs, "remoteVirtualNetwork.id"))?.toLowerCase() === own);
  return back ? "Connected" : "Initiated";
}

function endpointInterfaces(c: ObjectContext): unknown[] {
  const group = text(c.inputs.resourceGroupName);
  const id = `/subscriptions/${c.account}/resourceGroups/${group}/providers/Microsoft.Network/networkInterfaces/${text(c.inputs.privateEndpointName)}.nic.${c.derive.uuid("nic")}`;
  return [{ id }];
}

function globalOnly(c: CheckContext): CheckFailure[] {
  const location = text(c.inputs.location);
  if (location === undefined || location.toLowerCase() === "global") return [];
  return [
    {
      property: "location",
      reason: `LocationNotAvailableForResourceType: the provided location '${location}' is not available for private DNS; use "Global"`,
    },
  ];
}

const whenLinked = (user: WorldObject, zone: WorldObject) =>
  `${user.inputs.resourceGroupName}/${user.inputs.privateZoneName}`.toLowerCase() ===
  `${zone.inputs.resourceGroupName}/${zone.inputs.privateZoneName}`.toLowerCase();

/** What joins a network to others: peerings, private endpoints and private DNS. */
export const linkModels: Models = {
  [peeringType]: {
    refuse: refusePeering,
    outputs: {
      peeringState,
      peeringSyncLevel: () => "FullyInSync",
      remoteVirtualNetworkEncryption: () => undefined,
    },
  },
  [endpointType]: {
    check: (c) =>
      isRecord(c.inputs.subnet) && !isSet(c.inputs.subnet.id)
        ? [{ property: "subnet.id", reason: "a private endpoint needs the id of its subnet" }]
        : [],
    outputs: {
      networkInterfaces: endpointInterfaces,
      customDnsConfigs: () => [],
      manualPrivateLinkServiceConnections: () => [],
    },
  },
  [zoneType]: {
    check: globalOnly,
    outputs: {
      maxNumberOfRecordSets: () => 25_000,
      maxNumberOfVirtualNetworkLinks: () => 1_000,
      maxNumberOfVirtualNetworkLinksWithRegistration: () => 100,
      numberOfRecordSets: () => 1,
      numberOfVirtualNetworkLinks: () => 0,
      numberOfVirtualNetworkLinksWithRegistration: () => 0,
      internalId: (c) => c.derive.base64("internal", 24),
    },
    canDelete: (zone, world) => {
      const link = world.byType(linkType).find((o) => o.account === zone.account && whenLinked(o, zone));
      return (
        link && {
          code: "CannotDeleteResource",
          message: `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '${link.id}' (${link.urn}). Delete all nested resources first`,
        }
      );
    },
  },
  [linkType]: {
    check: globalOnly,
    refuse: (c) => {
      const vnet = text(at(c.inputs, "virtualNetwork.id"))?.toLowerCase();
      const other = here(c, linkType).find(
        (o) =>
          o.inputs.privateZoneName === c.inputs.privateZoneName &&
          o.inputs.resourceGroupName === c.inputs.resourceGroupName &&
          text(at(o.inputs, "virtualNetwork.id"))?.toLowerCase() === vnet,
      );
      return (
        other && {
          code: "Conflict",
          message: `The virtual network ${vnet} is already linked to zone ${String(c.inputs.privateZoneName)} by ${other.id} (${other.urn})`,
        }
      );
    },
    outputs: { virtualNetworkLinkState: () => "Completed" },
  },
};
