import type {
  NatGateway,
  NetworkSecurityGroup,
  Subnet,
  SubnetArgs,
  VirtualNetwork,
} from "@pulumi/azure-native/network";
import { cidr64At, cidrAt } from "../cidr.js";
import type { TierPlan } from "../plan.js";
import type { NetworkPlan } from "../types.js";
import type { AzureContext } from "./children.js";
import { servicesOf } from "./services.js";

/** What the subnets are made from. */
export interface SubnetInputs {
  readonly virtualNetwork: VirtualNetwork;
  readonly securityGroups: Readonly<Record<string, NetworkSecurityGroup>>;
  readonly natGateway: NatGateway | undefined;
  /** Ranges of the network. */
  readonly ipv4: string;
  readonly ipv6: string | undefined;
}

/**
 * One subnet for each tier. They are resources of their own, never listed in the virtual network (an update of that would
 * delete those it does not list), and are written one after another: Azure refuses two changes of a network at a time.
 */
export function createSubnets(context: AzureContext, plan: NetworkPlan, inputs: SubnetInputs): Record<string, Subnet> {
  const subnets: Record<string, Subnet> = {};
  let previous: Subnet | undefined;
  for (const tier of plan.addresses.tiers) {
    const args = subnetArgs(context, plan, inputs, tier);
    previous = context.scope.child("subnet", tier.name, args, previous === undefined ? {} : { dependsOn: previous });
    subnets[tier.name] = previous;
  }
  return subnets;
}

function subnetArgs({ at }: AzureContext, plan: NetworkPlan, inputs: SubnetInputs, tier: TierPlan): SubnetArgs {
  const group = inputs.securityGroups[tier.name];
  const args: SubnetArgs = {
    resourceGroupName: at.resourceGroupName,
    virtualNetworkName: inputs.virtualNetwork.name,
    // Without this, machines get a way out that nobody asked for, under an address that changes.
    defaultOutboundAccess: false,
    ...addresses(inputs, tier),
    ...(group && { networkSecurityGroup: { id: group.id } }),
  };
  if (tier.kind === "private" && inputs.natGateway !== undefined) args.natGateway = { id: inputs.natGateway.id };
  const services = servicesOf(plan.endpoints);
  if (services.length > 0) args.serviceEndpoints = services.map(({ serviceEndpoint: service }) => ({ service }));
  if (tier.serviceDelegation !== undefined)
    args.delegations = [{ name: "service", serviceName: tier.serviceDelegation }];
  return args;
}

function addresses(
  { ipv4, ipv6 }: SubnetInputs,
  tier: TierPlan,
): Pick<SubnetArgs, "addressPrefix" | "addressPrefixes"> {
  const own = cidrAt(ipv4, tier.position);
  if (ipv6 === undefined) return { addressPrefix: own };
  return { addressPrefixes: [own, cidr64At(ipv6, tier.position)] };
}
