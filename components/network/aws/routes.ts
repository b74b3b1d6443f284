import type { EgressOnlyInternetGateway, InternetGateway, RouteTable, Vpc } from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { TierPlan } from "../plan.js";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";
import type { NatGateways } from "./nat.js";
import type { SubnetsByTier } from "./subnets.js";

/** Where the internet is, by what may go there. */
export interface Ways {
  readonly internetGateway: InternetGateway | undefined;
  readonly egressOnlyGateway: EgressOnlyInternetGateway | undefined;
  readonly nat: NatGateways;
}

/** Tier, then the tables of its subnets by the end of their name. */
export type RouteTables = Readonly<Record<string, Readonly<Record<string, RouteTable>>>>;

/**
 * A table for each public and isolated tier. Private tiers have one for each zone, also while all zones share one NAT
 * gateway: going to one gateway a zone then changes routes in place and moves no subnet to another table.
 */
export function createRoutes(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  subnets: SubnetsByTier,
  ways: Ways,
): RouteTables {
  return Object.fromEntries(
    plan.addresses.tiers.map((tier) => [tier.name, routeTier(scope, plan, vpc, subnets, ways, tier)]),
  );
}

function routeTier(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  subnets: SubnetsByTier,
  ways: Ways,
  tier: TierPlan,
): Record<string, RouteTable> {
  const tables: Record<string, RouteTable> = {};
  for (const [slot, subnet] of Object.entries(subnets[tier.name] ?? {})) {
    const name = tier.kind === "private" ? `${tier.name}-${slot}` : tier.name;
    const table = tables[name] ?? createTable(scope, plan, vpc, ways, tier, slot, name);
    tables[name] = table;
    scope.child("routeTableAssociation", `${tier.name}-${slot}`, { subnetId: subnet.id, routeTableId: table.id });
  }
  return tables;
}

function createTable(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  ways: Ways,
  tier: TierPlan,
  slot: string,
  name: string,
): RouteTable {
  const table = scope.child("routeTable", name, { vpcId: vpc.id });
  if (tier.kind === "public" && ways.internetGateway !== undefined)
    routeToInternet(scope, table.id, name, plan.ipv6, ways.internetGateway.id);
  if (tier.kind === "private") routeOut(scope, table.id, name, slot, ways);
  return table;
}

function routeToInternet(
  scope: AwsNetworkScope,
  routeTableId: pulumi.Output<string>,
  name: string,
  ipv6: boolean,
  gatewayId: pulumi.Output<string>,
): void {
  scope.child("route", `${name}-ipv4`, { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId });
  if (ipv6) scope.child("route", `${name}-ipv6`, { routeTableId, destinationIpv6CidrBlock: "::/0", gatewayId });
}

function routeOut(
  scope: AwsNetworkScope,
  routeTableId: pulumi.Output<string>,
  name: string,
  slot: string,
  { nat, egressOnlyGateway }: Ways,
): void {
  const natGatewayId = nat.forSlot(slot)?.id;
  if (natGatewayId !== undefined)
    scope.child("route", `${name}-ipv4`, { routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId });
  if (egressOnlyGateway !== undefined)
    scope.child("route", `${name}-ipv6`, {
      routeTableId,
      destinationIpv6CidrBlock: "::/0",
      egressOnlyGatewayId: egressOnlyGateway.id,
    });
}
