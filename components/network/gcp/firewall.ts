import type { Firewall, FirewallArgs, Network } from "@pulumi/gcp/compute";
import { cidrAt } from "../cidr.js";
import type { NetworkPlan } from "../types.js";
import type { GcpNetworkScope } from "./children.js";
import { googleApis } from "./google-apis.js";
import { rangeOf } from "./subnets.js";

/** Behind every rule that says something of its own (1000 unless told otherwise), before the implied ones (65535). */
const priority = { allowInside: 65_000, denyOutside: 65_001, denyIngress: 65_534 } as const;
const logConfig = { metadata: "INCLUDE_ALL_METADATA" } as const;

/**
 * Nothing comes in, and refusals are logged; the implied rule would refuse as well, but silently. What isolated tiers
 * send stays inside the network and Google's private address range, also from a machine with a public address.
 */
export function createFirewalls(scope: GcpNetworkScope, plan: NetworkPlan, network: Network): Record<string, Firewall> {
  const firewalls: Record<string, Firewall> = {};
  const add = (name: string, args: Omit<FirewallArgs, "network">) => {
    firewalls[name] = scope.child("firewall", name, { network: network.selfLink, ...args });
  };
  const deny = { direction: "INGRESS", priority: priority.denyIngress, denies: [{ protocol: "all" }], logConfig };
  add("deny-ingress", {
    ...deny,
    sourceRanges: ["0.0.0.0/0"],
    description: "Refuses and logs what no other rule lets in",
  });
  if (plan.ipv6)
    add("deny-ingress-ipv6", {
      ...deny,
      sourceRanges: ["::/0"],
      description: "Refuses and logs what no other rule lets in",
    });
  for (const tier of plan.addresses.tiers.filter(({ kind }) => kind === "isolated"))
    for (const [name, args] of isolation(plan, tier.name, cidrAt(rangeOf(plan), tier.position))) add(name, args);
  return firewalls;
}

function isolation(plan: NetworkPlan, tier: string, source: string): [string, Omit<FirewallArgs, "network">][] {
  const egress = { direction: "EGRESS", sourceRanges: [source] };
  return [
    [
      `${tier}-allow-inside`,
      {
        ...egress,
        description: `Tier ${tier} reaches the network and Google's private address range`,
        priority: priority.allowInside,
        destinationRanges: [rangeOf(plan), plan.podRange, plan.serviceRange, googleApis.range],
        allows: [{ protocol: "all" }],
      },
    ],
    [
      `${tier}-deny-outside`,
      {
        ...egress,
        description: `Tier ${tier} reaches nothing else`,
        priority: priority.denyOutside,
        destinationRanges: ["0.0.0.0/0"],
        denies: [{ protocol: "all" }],
        logConfig,
      },
    ],
  ];
}
