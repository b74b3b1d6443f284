import { createHash } from "node:crypto";
import type { VirtualNetwork } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { resourceGroupName } from "../core/azure.js";
import { implementation } from "../core/implementation.js";
import { azureRegions } from "../core/regions/azure.js";
import { namedZones } from "../core/regions/table.js";
import { type AzureContext, azureNetworkChildren } from "./azure/children.js";
import { createFlowLogs } from "./azure/flow-logs.js";
import { createNat } from "./azure/nat.js";
import { peer } from "./azure/peering.js";
import { createSecurityGroups } from "./azure/security.js";
import { createSubnets } from "./azure/subnets.js";
import { azureUnsupported } from "./capabilities.js";
import { cidrAt } from "./cidr.js";
import { regionalSubnets, zonesByName } from "./regional.js";
import type { NetworkImplementation, NetworkParts, NetworkPlan, NetworkRules } from "./types.js";

export { type AzureNetworkNative, type AzureNetworkOverrides, azureNetworkChildren } from "./azure/children.js";

const rules: NetworkRules = {
  zonal: false,
  smallestSubnet: 29,
  largestNetwork: 2,
  zonesOf(region) {
    const facts = azureRegions[region];
    return facts && { offered: facts.zones, accepted: namedZones(facts) };
  },
  zonesOptional: true,
  retentionDays: 365,
  egressIps: 16,
  natInPublicTier: false,
  ipv6Bits: 16,
};

/** A network on Azure: a virtual network with one subnet for each tier. */
export const azureNetwork: NetworkImplementation<"azure"> = {
  ...implementation<"azure", typeof azureNetworkChildren, NetworkPlan, NetworkParts<"azure">>({
    children: azureNetworkChildren,
    unsupported: azureUnsupported,
    build: (scope, plan) =>
      build({ scope, at: { resourceGroupName: resourceGroupName(scope.target), location: scope.target.region } }, plan),
  }),
  rules,
};

function build(context: AzureContext, plan: NetworkPlan): NetworkParts<"azure"> {
  const ipv4 = typeof plan.cidr === "string" ? plan.cidr : "";
  const ipv6 = plan.ipv6 ? privateRange(context.scope.name) : undefined;
  const virtualNetwork = createVirtualNetwork(context, ipv6 === undefined ? [ipv4] : [ipv4, ipv6]);
  const securityGroups = createSecurityGroups(context, plan);
  const nat = createNat(context, plan);
  const subnets = createSubnets(context, plan, { virtualNetwork, securityGroups, natGateway: nat.gateway, ipv4, ipv6 });
  const { flowLog, flowLogStorage } = createFlowLogs(context, plan, virtualNetwork);
  return {
    id: virtualNetwork.id,
    cidr: pulumi.output(ipv4),
    zones: zonesByName(plan),
    subnets: regionalSubnets(plan, (tier) => subnets[tier]?.id),
    tierCidrs: Object.fromEntries(
      plan.addresses.tiers.map((tier) => [tier.name, pulumi.output(cidrAt(ipv4, tier.position))]),
    ),
    egressIps: nat.addresses,
    defaultDenyGroupId: undefined,
    securityGroupIds: Object.fromEntries(Object.entries(securityGroups).map(([tier, group]) => [tier, group.id])),
    native: {
      cloud: "azure",
      virtualNetwork,
      subnets,
      securityGroups,
      natGateway: nat.gateway,
      flowLog,
      flowLogStorage,
    },
    peer: (other) => peer(context, virtualNetwork, other),
    accept: (other, link) => void peer(context, virtualNetwork, other, link.resource),
  };
}

/** Subnets and peerings are resources of their own; the network must not undo what it does not list. */
function createVirtualNetwork({ scope, at }: AzureContext, addressPrefixes: string[]): VirtualNetwork {
  return scope.child(
    "virtualNetwork",
    "",
    { ...at, addressSpace: { addressPrefixes } },
    { ignoreChanges: ["subnets", "virtualNetworkPeerings"] },
  );
}

/** A unique local /48 (RFC 4193): the same for the same network ever after, and another one for every other network. */
function privateRange(name: string): string {
  const digits = createHash("sha256").update(`${pulumi.getProject()}/${pulumi.getStack()}/${name}`).digest("hex");
  const groups = [`fd${digits.slice(0, 2)}`, digits.slice(2, 6), digits.slice(6, 10)];
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/48`;
}
