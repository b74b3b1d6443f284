import type {
  ApplicationSecurityGroup,
  NetworkInterface,
  NetworkSecurityGroup,
  PublicIPAddress,
} from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { contains, known } from "../../network/cidr.js";
import type { IngressPlan, VirtualMachinePlan } from "../types.js";
import type { AzureMachineContext } from "./children.js";
import { freePriority } from "./priorities.js";

/** What the machine is reached through. */
export interface AzureMachineNetwork {
  readonly networkInterface: NetworkInterface;
  readonly securityGroup: NetworkSecurityGroup;
  readonly applicationGroup: ApplicationSecurityGroup;
  readonly publicIp: PublicIPAddress | undefined;
}

/** The lowest priority that a rule of one's own can have: everything else is asked first. */
const last = 4096;
/** Where the priorities of the machine's own rules begin. */
const first = 1000;

export function createNetwork(context: AzureMachineContext, plan: VirtualMachinePlan<"azure">): AzureMachineNetwork {
  const { scope, at } = context;
  const applicationGroup = scope.child("applicationGroup", "", { ...at });
  const securityGroup = createSecurityGroup(context, plan);
  openTier(context, plan, applicationGroup);
  const publicIp = plan.public ? createAddress(context, plan) : undefined;
  const subnet = plan.network.subnetsByZone[plan.zone ?? ""]?.[plan.tier] ?? plan.network.subnetsOf(plan.tier)[0];
  const networkInterface = scope.child("networkInterface", "", {
    ...at,
    networkSecurityGroup: { id: securityGroup.id },
    ipConfigurations: [
      {
        name: "main",
        subnet: { id: subnet as pulumi.Output<string> },
        privateIPAllocationMethod: "Dynamic",
        applicationSecurityGroups: [{ id: applicationGroup.id }],
        ...(publicIp === undefined ? {} : { publicIPAddress: { id: publicIp.id } }),
      },
    ],
  });
  return { networkInterface, securityGroup, applicationGroup, publicIp };
}

/**
 * The machine's own security group. Azure lets the whole network in unless told otherwise, so the last rule refuses what the
 * others have not let in. Rules are resources of their own, so that others can add theirs.
 */
function createSecurityGroup(context: AzureMachineContext, plan: VirtualMachinePlan<"azure">): NetworkSecurityGroup {
  const { scope, at } = context;
  const group = scope.child("securityGroup", "", { ...at }, { ignoreChanges: ["securityRules"] });
  const inGroup = { resourceGroupName: at.resourceGroupName, networkSecurityGroupName: group.name };
  const priorities = new Set<number>();
  for (const rule of plan.ingress)
    for (const { suffix, ...what } of byFamily(rule))
      scope.child("ingress", `ingress-${suffix}`, {
        ...inGroup,
        ...what,
        ...allowed(rule),
        description: `Rule ${rule.name}`,
        priority: freePriority(priorities, suffix, first, last - 1),
        destinationAddressPrefix: "*",
      });
  scope.child("ingress", "deny-all-in", {
    ...inGroup,
    description: "Nothing comes in but what a rule before this one says, not even from the network",
    direction: "Inbound",
    access: "Deny",
    protocol: "*",
    priority: last,
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  });
  return group;
}

/**
 * The tier's own security group refuses the internet, so what a public machine lets in from there has to be let in by both.
 * A network that exists already has no such group here: its owner opens it.
 */
function openTier(
  { scope }: AzureMachineContext,
  plan: VirtualMachinePlan<"azure">,
  applicationGroup: ApplicationSecurityGroup,
): void {
  const tierGroup = plan.network.securityGroupIds?.[plan.tier];
  if (!plan.public || tierGroup === undefined) return;
  const part = (name: string) => tierGroup.apply((id) => partOf(id, name));
  for (const rule of plan.ingress)
    for (const { suffix, ...what } of byFamily({ ...rule, cidrs: rule.cidrs.filter(isOutside), source: undefined }))
      scope.child("ingress", `tier-ingress-${suffix}`, {
        resourceGroupName: part("resourceGroups"),
        networkSecurityGroupName: part("networkSecurityGroups"),
        ...what,
        ...allowed(rule),
        description: `Rule ${rule.name} of machine ${scope.name}`,
        priority: freePriority(takenIn(plan, plan.tier), `${scope.name}/${suffix}`, first, last - 1),
        destinationApplicationSecurityGroups: [{ id: applicationGroup.id }],
      });
}

/** What follows a name in a resource id. */
function partOf(id: string, name: string): string {
  const parts = id.split("/");
  return parts[parts.findIndex((part) => part.toLowerCase() === name.toLowerCase()) + 1] ?? "";
}

/** Priorities that machines of this program have in the group of a tier. */
const taken = new WeakMap<object, Map<string, Set<number>>>();

function takenIn({ network }: VirtualMachinePlan<"azure">, tier: string): Set<number> {
  const tiers = taken.get(network) ?? new Map<string, Set<number>>();
  taken.set(network, tiers);
  const found = tiers.get(tier) ?? new Set<number>();
  tiers.set(tier, found);
  return found;
}

function allowed({ protocol, fromPort, toPort }: IngressPlan) {
  return {
    direction: "Inbound",
    access: "Allow",
    protocol: protocol === "tcp" ? "Tcp" : "Udp",
    sourcePortRange: "*",
    destinationPortRange: fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`,
  };
}

/** Addresses of one family, or one group, in a rule: what Azure takes. */
function byFamily({ name, cidrs, source }: IngressPlan<"azure">) {
  if (source !== undefined)
    return [{ suffix: name, sourceApplicationSecurityGroups: [{ id: source.applicationSecurityGroupId }] }];
  const families = [
    { suffix: name, sourceAddressPrefixes: cidrs.filter((cidr) => !cidr.includes(":")) },
    { suffix: `${name}-ipv6`, sourceAddressPrefixes: cidrs.filter((cidr) => cidr.includes(":")) },
  ];
  return families.filter(({ sourceAddressPrefixes }) => sourceAddressPrefixes.length > 0);
}

/** Ranges that only networks use among themselves (RFC 1918 and 6598, and 4193 for IPv6). */
const inside = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

function isOutside(cidr: string): boolean {
  if (cidr.includes(":")) return !/^f[cd]/i.test(cidr);
  return !inside.some((range) => contains(known(range), known(cidr)));
}

function createAddress({ scope, at }: AzureMachineContext, plan: VirtualMachinePlan<"azure">): PublicIPAddress {
  return scope.child("publicIp", "", {
    ...at,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
    publicIPAddressVersion: "IPv4",
    ...zonesOf(plan),
  });
}

/** The zone as Azure's resources take it; nothing where there is none. */
export function zonesOf(plan: VirtualMachinePlan<"azure">): { zones?: pulumi.Output<string>[] } {
  const zone = plan.network.zones[plan.zone ?? ""];
  return zone === undefined ? {} : { zones: [pulumi.output(zone)] };
}
