import type { InternetGateway, NatGateway, Vpc } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { NatMode } from "../args.js";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";
import type { SubnetsByTier } from "./subnets.js";

export interface NatGateways {
  /** By slot of the zone, or `regional`. */
  readonly gateways: Readonly<Record<string, NatGateway>>;
  readonly addresses: readonly pulumi.Output<string>[];
  /** The gateway that private subnets of a zone go through. */
  forSlot(slot: string): NatGateway | undefined;
}

export function createNat(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  subnets: SubnetsByTier,
  gateway: InternetGateway | undefined,
): NatGateways {
  if (plan.nat === NatMode.None || gateway === undefined)
    return { gateways: {}, addresses: [], forSlot: () => undefined };
  if (plan.nat === NatMode.Regional) return createRegional(scope, plan, vpc, subnets, gateway);
  return createZonal(scope, plan, subnets, gateway);
}

/** In the first public tier: one gateway in the first zone, or one in each. */
function createZonal(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  subnets: SubnetsByTier,
  internetGateway: InternetGateway,
): NatGateways {
  const tier = plan.addresses.tiers.find(({ kind }) => kind === "public");
  const places = plan.nat === NatMode.PerZone ? plan.addresses.zones : plan.addresses.zones.slice(0, 1);
  const gateways: Record<string, NatGateway> = {};
  const addresses: pulumi.Output<string>[] = [];
  for (const [i, { slot }] of places.entries()) {
    const { id: allocationId, ip } = allocationFor(scope, plan, i, `nat-${slot}`);
    const subnetId = subnets[tier?.name ?? ""]?.[slot]?.id;
    const gateway = scope.child(
      "natGateway",
      `nat-${slot}`,
      { allocationId, subnetId },
      // An address belongs to one gateway at a time: the old gateway has to give it up first.
      { dependsOn: internetGateway, deleteBeforeReplace: true },
    );
    gateways[slot] = gateway;
    addresses.push(ip ?? gateway.publicIp);
  }
  const first = gateways[places[0]?.slot ?? ""];
  return { gateways, addresses, forSlot: (slot) => gateways[slot] ?? first };
}

/**
 * One gateway for the region, with an address of ours in each zone. Left to itself AWS would choose addresses that nobody
 * knows beforehand. The addresses are not those of zonal gateways, so that both exist while one mode replaces the other.
 */
function createRegional(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  subnets: SubnetsByTier,
  internetGateway: InternetGateway,
): NatGateways {
  const allocations = plan.addresses.zones.map(({ slot }, i) => allocationFor(scope, plan, i, `nat-regional-${slot}`));
  const availabilityZoneAddresses = plan.addresses.zones.map(({ slot }, i) => {
    const anySubnet = Object.values(subnets).find((tier) => tier[slot] !== undefined)?.[slot];
    const allocationIds = allocations.slice(i, i + 1).map(({ id }) => id);
    return { allocationIds, availabilityZone: anySubnet?.availabilityZone };
  });
  const args = { vpcId: vpc.id, availabilityMode: "regional", connectivityType: "public", availabilityZoneAddresses };
  const regional = scope.child("natGateway", "nat-regional", args, { dependsOn: internetGateway });
  const addresses = allocations.map(({ id, ip }) => ip ?? regionalAddress(regional, id));
  return { gateways: { regional }, addresses, forSlot: () => regional };
}

function regionalAddress(gateway: NatGateway, allocationId: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi
    .all([gateway.regionalNatGatewayAddresses, allocationId])
    .apply(([all, id]) => all.find((address) => address.allocationId === id)?.publicIp ?? "");
}

/** An Elastic IP for a gateway. The address of one that is given is known from the gateway only. */
interface Allocation {
  readonly id: pulumi.Input<string>;
  readonly ip: pulumi.Output<string> | undefined;
}

function allocationFor(scope: AwsNetworkScope, plan: NetworkPlan, index: number, name: string): Allocation {
  const given = plan.egressIps?.[index];
  if (given !== undefined) return { id: given, ip: undefined };
  const eip = scope.child("eip", name, { domain: "vpc" });
  return { id: eip.allocationId, ip: eip.publicIp };
}
