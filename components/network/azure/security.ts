import type { NetworkSecurityGroup } from "@pulumi/azure-native/network";
import type { TierPlan } from "../plan.js";
import type { NetworkPlan } from "../types.js";
import type { AzureContext } from "./children.js";
import { servicesOf } from "./services.js";

/** The last priority that a rule can have: everything else is asked first. */
const last = 4096;

/**
 * A security group for each tier. Its rules are resources of their own, so that others can add theirs: a group that lists
 * rules itself would remove them.
 */
export function createSecurityGroups(context: AzureContext, plan: NetworkPlan): Record<string, NetworkSecurityGroup> {
  const groups = plan.addresses.tiers.map((tier) => [tier.name, createSecurityGroup(context, plan, tier)]);
  return Object.fromEntries(groups);
}

function createSecurityGroup(context: AzureContext, plan: NetworkPlan, tier: TierPlan): NetworkSecurityGroup {
  const group = context.scope.child(
    "securityGroup",
    tier.name,
    { ...context.at },
    { ignoreChanges: ["securityRules"] },
  );
  const rule = ruleMaker(context, group, tier.name);
  rule("deny-internet-in", {
    description: "Nothing comes in from the internet unless a rule before this one says so",
    direction: "Inbound",
    access: "Deny",
    priority: last,
    sourceAddressPrefix: "Internet",
    destinationAddressPrefix: "*",
  });
  if (tier.kind !== "isolated") return group;
  for (const { serviceTag, priority } of servicesOf(plan.endpoints))
    rule(`allow-${serviceTag.toLowerCase()}-out`, {
      description: `${serviceTag}, over Azure's own network`,
      direction: "Outbound",
      access: "Allow",
      priority,
      sourceAddressPrefix: "VirtualNetwork",
      destinationAddressPrefix: serviceTag,
    });
  rule("deny-internet-out", {
    description: "The tier is isolated: nothing goes out to the internet",
    direction: "Outbound",
    access: "Deny",
    priority: last,
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "Internet",
  });
  return group;
}

interface Rule {
  readonly description: string;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  readonly priority: number;
  readonly sourceAddressPrefix: string;
  readonly destinationAddressPrefix: string;
}

function ruleMaker({ scope, at }: AzureContext, group: NetworkSecurityGroup, tier: string) {
  return (name: string, rule: Rule): void => {
    scope.child("securityRule", `${tier}-${name}`, {
      resourceGroupName: at.resourceGroupName,
      networkSecurityGroupName: group.name,
      protocol: "*",
      sourcePortRange: "*",
      destinationPortRange: "*",
      ...rule,
    });
  };
}
