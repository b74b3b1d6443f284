import type { SecurityGroup } from "@pulumi/aws/ec2";
import type { IngressPlan, VirtualMachinePlan } from "../types.js";
import type { AwsMachineScope } from "./children.js";

/** The machine's own security group: out to everywhere, in from nowhere but what the plan says. */
export function createSecurityGroup(scope: AwsMachineScope, plan: VirtualMachinePlan<"aws">): SecurityGroup {
  const group = scope.child("securityGroup", "", {
    vpcId: plan.network.id,
    description: `Machine ${scope.name}`,
  });
  const everywhere: [string, object][] = [
    ["ipv4", { cidrIpv4: "0.0.0.0/0" }],
    ["ipv6", { cidrIpv6: "::/0" }],
  ];
  for (const [family, range] of everywhere)
    scope.child("egress", `egress-${family}`, {
      securityGroupId: group.id,
      description: "The machine reaches what its tier reaches",
      ipProtocol: "-1",
      ...range,
    });
  for (const rule of plan.ingress) createIngress(scope, group, rule);
  return group;
}

/** AWS takes one range, or one group, in a rule. */
function createIngress(scope: AwsMachineScope, group: SecurityGroup, rule: IngressPlan<"aws">): void {
  const { name, protocol, fromPort, toPort, cidrs, source } = rule;
  const args = { securityGroupId: group.id, description: `Rule ${name}`, ipProtocol: protocol, fromPort, toPort };
  if (source !== undefined)
    scope.child("ingress", `ingress-${name}`, { ...args, referencedSecurityGroupId: source.securityGroupId });
  for (const cidr of cidrs)
    scope.child("ingress", `ingress-${name}-${cidr.replace(/[:/]/g, "-")}`, {
      ...args,
      ...(cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr }),
    });
}
