import type { EgressOnlyInternetGateway, InternetGateway, Vpc, VpcArgs } from "@pulumi/aws/ec2";
import { implementation } from "../core/implementation.js";
import { cloudWatchRetentionDays } from "../core/log-retention.js";
import { awsRegions } from "../core/regions/aws.js";
import { namedZones } from "../core/regions/table.js";
import { NatMode } from "./args.js";
import { type AwsNetworkNative, type AwsNetworkScope, awsNetworkChildren } from "./aws/children.js";
import { createEndpoints } from "./aws/endpoints.js";
import { createFlowLogs } from "./aws/flow-logs.js";
import { createNat } from "./aws/nat.js";
import { accept, peer } from "./aws/peering.js";
import { createRoutes, type RouteTables } from "./aws/routes.js";
import { addressOf, createSubnets, type SubnetsByTier } from "./aws/subnets.js";
import { zonesOf } from "./aws/zones.js";
import { awsUnsupported } from "./capabilities.js";
import type { NetworkImplementation, NetworkParts, NetworkPlan, NetworkRules } from "./types.js";

export { type AwsNetworkNative, type AwsNetworkOverrides, awsNetworkChildren } from "./aws/children.js";

const rules: NetworkRules = {
  zonal: true,
  smallestSubnet: 28,
  largestNetwork: 16,
  zonesOf(region) {
    const facts = awsRegions[region];
    return facts && { offered: facts.zones, accepted: namedZones(facts) };
  },
  zonesOptional: false,
  retentionDays: cloudWatchRetentionDays,
  egressIps: "one-per-gateway",
  natInPublicTier: true,
  ipv6Bits: 8,
};

/** A network on AWS: a VPC with one subnet for each tier and zone. */
export const awsNetwork: NetworkImplementation<"aws"> = {
  ...implementation<"aws", typeof awsNetworkChildren, NetworkPlan, NetworkParts<"aws">>({
    children: awsNetworkChildren,
    unsupported: awsUnsupported,
    build,
  }),
  rules,
};

function build(scope: AwsNetworkScope, plan: NetworkPlan): NetworkParts<"aws"> {
  const zones = zonesOf(scope, plan);
  const vpc = createVpc(scope, plan);
  const defaultSecurityGroup = scope.child("defaultSecurityGroup", "default", {
    vpcId: vpc.id,
    ingress: [],
    egress: [],
  });
  const subnets = createSubnets(scope, plan, vpc, zones);
  const internetGateway = createInternetGateway(scope, plan, vpc);
  const egressOnlyGateway = createEgressOnlyGateway(scope, plan, vpc);
  const nat = createNat(scope, plan, vpc, subnets, internetGateway);
  const tables = createRoutes(scope, plan, vpc, subnets, { internetGateway, egressOnlyGateway, nat });
  const endpoints = createEndpoints(scope, plan, vpc, subnets, tables);
  const flowLog = createFlowLogs(scope, plan, vpc);
  const side = { scope, vpc, tables };
  return {
    id: vpc.id,
    cidr: vpc.cidrBlock,
    zones: zonesInUse(plan, subnets),
    subnets: idsOf(subnets),
    tierCidrs: Object.fromEntries(plan.addresses.tiers.map((tier) => [tier.name, addressOf(plan, vpc, tier.position)])),
    egressIps: nat.addresses,
    defaultDenyGroupId: defaultSecurityGroup.id,
    native: nativeOf(
      { vpc, defaultSecurityGroup, subnets, internetGateway, egressOnlyGateway, flowLog, endpoints },
      tables,
      nat.gateways,
    ),
    peer: (other, options) => peer(side, other, options),
    accept: (other, link, options) => accept(side, other, link, options),
  };
}

/** DNS names inside the network, which private endpoints need; no rule of it lets anything in by itself. */
function createVpc(scope: AwsNetworkScope, { cidr, ipv6 }: NetworkPlan): Vpc {
  const range: VpcArgs =
    typeof cidr === "string"
      ? { cidrBlock: cidr }
      : { ipv4IpamPoolId: cidr.ipamPool, ipv4NetmaskLength: cidr.prefixLength };
  const args: VpcArgs = { ...range, enableDnsSupport: true, enableDnsHostnames: true };
  if (ipv6) args.assignGeneratedIpv6CidrBlock = true;
  return scope.child("vpc", "", args);
}

function createInternetGateway(scope: AwsNetworkScope, plan: NetworkPlan, vpc: Vpc): InternetGateway | undefined {
  const hasPublic = plan.addresses.tiers.some((tier) => tier.kind === "public");
  if (!hasPublic && plan.nat === NatMode.None) return undefined;
  return scope.child("internetGateway", "", { vpcId: vpc.id });
}

function createEgressOnlyGateway(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
): EgressOnlyInternetGateway | undefined {
  const hasPrivate = plan.addresses.tiers.some((tier) => tier.kind === "private");
  if (!plan.ipv6 || !hasPrivate || plan.nat === NatMode.None) return undefined;
  return scope.child("egressOnlyGateway", "", { vpcId: vpc.id });
}

/** As the subnets have them, not as the cloud lists them today. */
function zonesInUse(plan: NetworkPlan, subnets: SubnetsByTier): NetworkParts<"aws">["zones"] {
  const [tier] = plan.addresses.tiers;
  const inUse = Object.entries(subnets[tier?.name ?? ""] ?? {});
  return Object.fromEntries(inUse.map(([slot, subnet]) => [slot, subnet.availabilityZone]));
}

function idsOf(subnets: SubnetsByTier): NetworkParts<"aws">["subnets"] {
  const tiers = Object.entries(subnets).map(([tier, bySlot]) => {
    const ids = Object.entries(bySlot).map(([slot, subnet]) => [slot, subnet.id]);
    return [tier, Object.fromEntries(ids)];
  });
  return Object.fromEntries(tiers);
}

function nativeOf(
  parts: Omit<AwsNetworkNative, "cloud" | "routeTables" | "natGateways">,
  tables: RouteTables,
  natGateways: AwsNetworkNative["natGateways"],
): AwsNetworkNative {
  return { cloud: "aws", ...parts, routeTables: Object.assign({}, ...Object.values(tables)), natGateways };
}
