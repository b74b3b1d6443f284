import type { Firewall, FirewallArgs } from "@pulumi/gcp/compute";
import type { Account } from "@pulumi/gcp/serviceaccount";
import type { VirtualMachinePlan } from "../types.js";
import type { GcpMachineScope } from "./children.js";

/** The addresses that Identity-Aware Proxy forwards connections from. */
const proxyRange = "35.235.240.0/20";

/** Rules that apply to whatever runs as the machine's own service account, which is the machine alone. */
export function createFirewalls(
  scope: GcpMachineScope,
  plan: VirtualMachinePlan<"gcp">,
  account: Account,
): Record<string, Firewall> {
  const firewalls: Record<string, Firewall> = {};
  const add = (name: string, suffix: string, args: Omit<FirewallArgs, "network">) => {
    firewalls[name] = scope.child("ingress", suffix, {
      network: plan.network.id,
      direction: "INGRESS",
      targetServiceAccounts: [account.email],
      ...args,
    });
  };
  if (plan.ssh === undefined)
    add("session", "session", {
      description: `Logins to machine ${scope.name} through Identity-Aware Proxy`,
      allows: [{ protocol: "tcp", ports: ["22"] }],
      sourceRanges: [proxyRange],
    });
  for (const { name, protocol, fromPort, toPort, cidrs, source } of plan.ingress) {
    const port = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
    const rule = {
      description: `Rule ${name} of machine ${scope.name}`,
      allows: [{ protocol, ports: [port] }],
    };
    if (source !== undefined)
      add(name, `ingress-${name}`, { ...rule, sourceServiceAccounts: [source.serviceAccountEmail] });
    // A rule takes addresses of one family.
    const [ipv4, ipv6] = [cidrs.filter((cidr) => !cidr.includes(":")), cidrs.filter((cidr) => cidr.includes(":"))];
    if (ipv4.length > 0) add(name, `ingress-${name}`, { ...rule, sourceRanges: ipv4 });
    if (ipv6.length > 0) add(`${name}-ipv6`, `ingress-${name}-ipv6`, { ...rule, sourceRanges: ipv6 });
  }
  return firewalls;
}
