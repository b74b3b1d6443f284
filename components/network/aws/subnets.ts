import type { Subnet, SubnetArgs, Vpc } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { cidr64At, cidrAt, type Position } from "../cidr.js";
import type { SubnetPlan, TierKind, TierPlan } from "../plan.js";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";
import type { AwsZones } from "./zones.js";

/** Tier, then slot of the zone. */
export type SubnetsByTier = Readonly<Record<string, Readonly<Record<string, Subnet>>>>;

/** How load balancer controllers of Kubernetes find the subnets for public and internal load balancers. */
const kubernetesTags: Readonly<Record<TierKind, Record<string, string>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  isolated: {},
};

export function createSubnets(scope: AwsNetworkScope, plan: NetworkPlan, vpc: Vpc, zones: AwsZones): SubnetsByTier {
  const tiers = plan.addresses.tiers.map((tier) => {
    const subnets = tier.subnets.map((subnet) => [
      subnet.zone.slot,
      createSubnet(scope, plan, vpc, zones, tier, subnet),
    ]);
    return [tier.name, Object.fromEntries(subnets)];
  });
  return Object.fromEntries(tiers);
}

function createSubnet(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  zones: AwsZones,
  tier: TierPlan,
  { zone, position }: SubnetPlan,
): Subnet {
  const args: SubnetArgs = {
    vpcId: vpc.id,
    cidrBlock: addressOf(plan, vpc, position),
    availabilityZone: zones.names[zone.slot],
    mapPublicIpOnLaunch: false,
    tags: kubernetesTags[tier.kind],
  };
  if (plan.ipv6) {
    args.ipv6CidrBlock = vpc.ipv6CidrBlock.apply((range) => cidr64At(range, position));
    args.assignIpv6AddressOnCreation = true;
  }
  const opts = zones.lookedUp ? { ignoreChanges: ["availabilityZone"] } : {};
  return scope.child("subnet", `${tier.name}-${zone.slot}`, args, opts);
}

/** A block of the network; known at once unless the range comes from a pool. */
export function addressOf(plan: NetworkPlan, vpc: Vpc, position: Position): pulumi.Output<string> {
  if (typeof plan.cidr === "string") return pulumi.output(cidrAt(plan.cidr, position));
  return vpc.cidrBlock.apply((range) => cidrAt(range, position));
}
