import type { VirtualNetwork } from "@pulumi/azure-native/network";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLike, PeerLink } from "../types.js";
import type { AzureContext } from "./children.js";

/**
 * Each network names the other; traffic flows once both have. The default rules of security groups count a peered
 * network as `VirtualNetwork` and let it in: rules of your own decide what may pass.
 */
export function peer(
  { scope, at }: AzureContext,
  virtualNetwork: VirtualNetwork,
  other: NetworkLike<"azure">,
  after?: pulumi.Resource,
): PeerLink {
  const args = {
    resourceGroupName: at.resourceGroupName,
    virtualNetworkName: virtualNetwork.name,
    remoteVirtualNetwork: { id: other.id },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
  };
  const opts = after === undefined ? {} : { dependsOn: after };
  const peering = scope.child("peering", `peer-${other.networkName}`, args, opts);
  return { resource: peering, id: peering.id, pending: after === undefined };
}
