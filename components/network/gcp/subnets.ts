import type { Network, Subnetwork, SubnetworkArgs } from "@pulumi/gcp/compute";
import { cidrAt } from "../cidr.js";
import type { TierPlan } from "../plan.js";
import type { NetworkPlan } from "../types.js";
import type { GcpNetworkScope } from "./children.js";

/** Names of secondary ranges are unique in their subnet only, so they need no network's name. */
export const podRangeName = "pods";
export const serviceRangeName = "services";

/** One regional subnet for each tier. */
export function createSubnets(scope: GcpNetworkScope, plan: NetworkPlan, network: Network): Record<string, Subnetwork> {
  const home = clusterTier(plan);
  const subnets = plan.addresses.tiers.map((tier) => [
    tier.name,
    scope.child("subnetwork", tier.name, subnetArgs(scope, plan, network, tier, tier.name === home)),
  ]);
  return Object.fromEntries(subnets);
}

/** The tier that clusters live in: the first private one. */
export function clusterTier(plan: NetworkPlan): string | undefined {
  return plan.addresses.tiers.find((tier) => tier.kind === "private")?.name;
}

export function rangeOf(plan: NetworkPlan): string {
  return typeof plan.cidr === "string" ? plan.cidr : "";
}

function subnetArgs(
  scope: GcpNetworkScope,
  plan: NetworkPlan,
  network: Network,
  tier: TierPlan,
  forClusters: boolean,
): SubnetworkArgs {
  const args: SubnetworkArgs = {
    network: network.id,
    region: scope.target.region,
    ipCidrRange: cidrAt(rangeOf(plan), tier.position),
    privateIpGoogleAccess: true,
  };
  if (forClusters)
    args.secondaryIpRanges = [
      { rangeName: podRangeName, ipCidrRange: plan.podRange },
      { rangeName: serviceRangeName, ipCidrRange: plan.serviceRange },
    ];
  if (plan.ipv6) Object.assign(args, { stackType: "IPV4_IPV6", ipv6AccessType: "INTERNAL" });
  if (plan.flowLogs !== undefined)
    args.logConfig = {
      aggregationInterval: "INTERVAL_10_MIN",
      flowSampling: plan.flowLogs.sampling,
      metadata: "INCLUDE_ALL_METADATA",
    };
  return args;
}
