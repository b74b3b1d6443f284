import type { Network } from "@pulumi/gcp/compute";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLike, PeerLink } from "../types.js";
import type { GcpNetworkScope } from "./children.js";

/** Each network names the other; traffic flows once both have. Firewall rules decide what may pass. */
export function peer(
  scope: GcpNetworkScope,
  network: Network,
  other: NetworkLike<"gcp">,
  after?: pulumi.Resource,
): PeerLink {
  const args = { network: network.selfLink, peerNetwork: other.id };
  // A network takes one peering operation at a time.
  const opts = after === undefined ? {} : { dependsOn: after };
  const peering = scope.child("peering", `peer-${other.networkName}`, args, opts);
  return { resource: peering, id: peering.id, pending: after === undefined };
}
