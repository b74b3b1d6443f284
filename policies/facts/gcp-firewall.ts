import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isText, isTrue, not, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";
import { every, forbid, type Verdict } from "../core/verdict.js";
import { listed } from "./ports.js";
import { openToWorld } from "./ranges.js";

const POLICY_RULE = [
  "action",
  "direction",
  "disabled",
  "match.srcIpRanges",
  "match.layer4Configs[].ipProtocol",
  "match.layer4Configs[].ports",
];

/** Firewall rules of a network, and the rules of firewall policies. */
export const FIREWALLS: Reads = {
  "gcp:compute/firewall:Firewall": [
    "direction",
    "disabled",
    "allows[].protocol",
    "allows[].ports",
    "sourceRanges",
    "sourceTags",
    "sourceServiceAccounts",
  ],
  "gcp:compute/firewallPolicyRule:FirewallPolicyRule": POLICY_RULE,
  "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule": POLICY_RULE,
  "gcp:compute/regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule": POLICY_RULE,
};

/** Whether the resource lets every address reach a TCP port. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  const of = (name: string): Field => get(resource.props, name);
  const enabled = all(not(isTrue(of("disabled"))), isText(of("direction"), "INGRESS", true));
  if (resource.type !== "gcp:compute/firewall:Firewall") {
    const allows = all(enabled, isText(of("action"), "allow"));
    const open = openToWorld([of("match.srcIpRanges")]);
    return judge(all(allows, open), items(of("match.layer4Configs")), "ipProtocol", of("match.srcIpRanges"), port);
  }
  return judge(all(enabled, sourceOpen(of)), items(of("allows")), "protocol", of("sourceRanges"), port);
}

/** Without any source a rule lets every address in; with a tag or an account alone it does not. */
function sourceOpen(of: (name: string) => Field): Tri {
  const others = [of("sourceTags"), of("sourceServiceAccounts")];
  const nothing = (list: Field): Tri => holds(list, (value) => Array.isArray(value) && value.length === 0, true);
  return any(openToWorld([of("sourceRanges")]), all(nothing(of("sourceRanges")), ...others.map(nothing)));
}

function judge(open: Tri, lets: readonly Field[], protocol: string, at: Field, port: number): Verdict {
  return every(
    lets.map((entry) => {
      const name = within(entry, protocol);
      const everything = holds(name, (value) => String(value).toLowerCase() === "all");
      const tcp = holds(name, (value) => ["tcp", "6"].includes(String(value).toLowerCase()));
      const reached = any(everything, all(tcp, listed(port, [within(entry, "ports")], true)));
      return forbid(all(open, reached), at, `lets every address reach TCP port ${port} (${entry.path})`);
    }),
  );
}
