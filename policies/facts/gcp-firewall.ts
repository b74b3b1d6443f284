import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isText, isTrue, not, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";
import { every, forbid, type Verdict } from "../core/verdict.js";
import { listed } from "./ports.js";
import { openToWorld } from "./ranges.js";

const FIREWALL = "gcp:compute/firewall:Firewall";

const POLICY_RULE = [
  "action",
  "direction",
  "disabled",
  "match.srcIpRanges",
  "match.layer4Configs[].ipProtocol",
  "match.layer4Configs[].ports",
];
const POLICY_RULES = POLICY_RULE.map((path) => `rules[].${path}`);

/** Firewall rules of a network, and the rules of firewall policies, each on its own or listed in the policy. */
export const FIREWALLS: Reads = {
  [FIREWALL]: [
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
  "gcp:compute/firewallPolicyWithRules:FirewallPolicyWithRules": POLICY_RULES,
  "gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules": POLICY_RULES,
  "gcp:compute/regionNetworkFirewallPolicyWithRules:RegionNetworkFirewallPolicyWithRules": POLICY_RULES,
};

/** What a rule lets in. */
interface Opening {
  /** Whether every address may come in. */
  readonly open: Tri;
  /** Where the addresses are written. */
  readonly sources: Field;
  readonly entry: Field;
  readonly protocol: Field;
  readonly ports: Field;
}

/** Protocols that have ports, by name and by number. */
const WITH_PORTS: ReadonlySet<string> = new Set(["tcp", "6", "udp", "17", "sctp", "132"]);

/** Whether the resource lets every address reach a TCP port. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  return every(openingsOf(resource).map((opening) => portClosed(opening, port)));
}

/** Whether the resource lets every address reach one of the TCP ports, or all ports of a protocol. */
export function tcpPortsClosed(resource: Resource, ports: readonly number[]): Verdict {
  return every(
    openingsOf(resource).flatMap((opening) => {
      const { open, sources, entry } = opening;
      const wide = all(open, wholeProtocol(opening));
      if (wide === true) return [forbid(wide, sources, `lets every address reach every port (${entry.path})`)];
      return [
        forbid(wide, sources, "lets every address reach every port"),
        ...ports.map((port) => portClosed(opening, port)),
      ];
    }),
  );
}

function portClosed(opening: Opening, port: number): Verdict {
  const { open, sources, entry, protocol, ports } = opening;
  const tcp = holds(protocol, (name) => ["tcp", "6"].includes(lower(name)));
  const reached = any(everyProtocol(protocol), all(tcp, listed(port, [ports], true)));
  return forbid(all(open, reached), sources, `lets every address reach TCP port ${port} (${entry.path})`);
}

/** Whether all ports of a protocol are let in, because no port is listed. */
function wholeProtocol({ protocol, ports }: Opening): Tri {
  const unlimited = holds(ports, (list) => Array.isArray(list) && list.length === 0, true);
  const hasPorts = holds(protocol, (name) => WITH_PORTS.has(lower(name)));
  return any(everyProtocol(protocol), all(hasPorts, unlimited));
}

const everyProtocol = (protocol: Field): Tri => holds(protocol, (name) => lower(name) === "all");

const lower = (value: unknown): string => String(value).toLowerCase();

function openingsOf(resource: Resource): readonly Opening[] {
  const own: Field = { state: "known", path: "", value: resource.props };
  if (resource.type === FIREWALL) return openings(own, sourceOpen(own), "sourceRanges", "allows", "protocol");
  const rules = resource.type.endsWith("WithRules") ? items(get(resource.props, "rules")) : [own];
  return rules.flatMap((rule) => {
    const sources = within(rule, "match.srcIpRanges");
    const open = all(isText(within(rule, "action"), "allow"), openToWorld([sources]));
    return openings(rule, open, "match.srcIpRanges", "match.layer4Configs", "ipProtocol");
  });
}

function openings(rule: Field, open: Tri, sources: string, lets: string, protocol: string): readonly Opening[] {
  const inbound = isText(within(rule, "direction"), "INGRESS", true);
  const certain = all(not(isTrue(within(rule, "disabled"))), inbound, open);
  return items(within(rule, lets)).map((entry) => ({
    open: certain,
    sources: within(rule, sources),
    entry,
    protocol: within(entry, protocol),
    ports: within(entry, "ports"),
  }));
}

/** Without any source a rule lets every address in; with a tag or an account alone it does not. */
function sourceOpen(rule: Field): Tri {
  const ranges = within(rule, "sourceRanges");
  const others = ["sourceTags", "sourceServiceAccounts"].map((name) => within(rule, name));
  const nothing = (list: Field): Tri => holds(list, (value) => Array.isArray(value) && value.length === 0, true);
  return any(openToWorld([ranges]), all(nothing(ranges), ...others.map(nothing)));
}
