import type { CloudError, WorldObject } from "../../types.js";

/** The tokens of the network's types that refer to one another. */
export const vnetType = "azure-native:network:VirtualNetwork";
export const subnetType = "azure-native:network:Subnet";
export const groupType = "azure-native:network:NetworkSecurityGroup";
export const natType = "azure-native:network:NatGateway";
export const ipType = "azure-native:network:PublicIPAddress";
export const endpointType = "azure-native:network:PrivateEndpoint";
export const peeringType = "azure-native:network:VirtualNetworkPeering";
export const zoneType = "azure-native:privatedns:PrivateZone";
export const linkType = "azure-native:privatedns:VirtualNetworkLink";

/** The refusal of a delete in Azure's words, with what is in the way. */
export function inUse(code: string, what: string) {
  return (object: WorldObject, by: WorldObject): CloudError => ({
    code,
    message: `${what} ${object.id} is in use by ${by.id} (${by.urn}) and cannot be deleted; delete that or take it away there first`,
  });
}
