import type { Network } from "@pulumi/gcp/compute";
import * as pulumi from "@pulumi/pulumi";
import { implementation } from "../core/implementation.js";
import { gcpRegions } from "../core/regions/gcp.js";
import { namedZones } from "../core/regions/table.js";
import { NatMode } from "./args.js";
import { gcpUnsupported } from "./capabilities.js";
import { type GcpNetworkScope, gcpNetworkChildren } from "./gcp/children.js";
import { createFirewalls } from "./gcp/firewall.js";
import { createGoogleApis } from "./gcp/google-apis.js";
import { createNat } from "./gcp/nat.js";
import { peer } from "./gcp/peering.js";
import { createSubnets, podRangeName, rangeOf, serviceRangeName } from "./gcp/subnets.js";
import { regionalSubnets, zonesByName } from "./regional.js";
import type { NetworkImplementation, NetworkParts, NetworkPlan, NetworkRules } from "./types.js";

export { type GcpNetworkNative, type GcpNetworkOverrides, gcpNetworkChildren } from "./gcp/children.js";

const rules: NetworkRules = {
  zonal: false,
  smallestSubnet: 29,
  largestNetwork: 4,
  zonesOf(region) {
    const facts = gcpRegions[region];
    return facts && { offered: facts.zones, accepted: namedZones(facts) };
  },
  zonesOptional: false,
  retentionDays: 3650,
  // Cloud NAT accepts 300 addresses for each gateway.
  egressIps: 300,
  natInPublicTier: false,
  ipv6Bits: 16,
};

/** A network on GCP: a VPC network with one regional subnet for each tier. */
export const gcpNetwork: NetworkImplementation<"gcp"> = {
  ...implementation<"gcp", typeof gcpNetworkChildren, NetworkPlan, NetworkParts<"gcp">>({
    children: gcpNetworkChildren,
    unsupported: gcpUnsupported,
    build,
  }),
  rules,
};

function build(scope: GcpNetworkScope, plan: NetworkPlan): NetworkParts<"gcp"> {
  const network = createNetwork(scope, plan);
  const subnetworks = createSubnets(scope, plan, network);
  const firewalls = createFirewalls(scope, plan, network);
  createDefaultRoute(scope, plan, network);
  createGoogleApis(scope, plan, network);
  const { router, nat, addresses } = createNat(scope, plan, network, subnetworks);
  scope.child("dnsPolicy", "", {
    description: "Logs the queries of the network",
    enableLogging: true,
    networks: [{ networkUrl: network.id }],
  });
  return {
    id: network.selfLink,
    cidr: pulumi.output(rangeOf(plan)),
    zones: zonesByName(plan),
    subnets: regionalSubnets(plan, (tier) => subnetworks[tier]?.selfLink),
    tierCidrs: Object.fromEntries(Object.entries(subnetworks).map(([tier, subnet]) => [tier, subnet.ipCidrRange])),
    egressIps: addresses,
    defaultDenyGroupId: undefined,
    native: { cloud: "gcp", network, subnetworks, firewalls, router, nat, podRangeName, serviceRangeName },
    peer: (other) => peer(scope, network, other),
    accept: (other, link) => void peer(scope, network, other, link.resource),
  };
}

/**
 * The default route that Google makes with a network is left out and made here where it is wanted. The provider's switch
 * for it works at creation only: with ours, going from no NAT to NAT later adds a route and replaces nothing.
 */
function createNetwork(scope: GcpNetworkScope, plan: NetworkPlan): Network {
  return scope.child("network", "", {
    autoCreateSubnetworks: false,
    deleteDefaultRoutesOnCreate: true,
    routingMode: "REGIONAL",
    ...(plan.ipv6 && { enableUlaInternalIpv6: true }),
  });
}

/** Routes belong to the network, not to a tier: public tiers and NAT need one, and isolated tiers are held by firewalls. */
function createDefaultRoute(scope: GcpNetworkScope, plan: NetworkPlan, network: Network): void {
  const hasPublic = plan.addresses.tiers.some((tier) => tier.kind === "public");
  if (!hasPublic && plan.nat === NatMode.None) return;
  scope.child("route", "internet", {
    network: network.id,
    description: "The internet, for public addresses and NAT",
    destRange: "0.0.0.0/0",
    nextHopGateway: "default-internet-gateway",
    priority: 1000,
  });
}
