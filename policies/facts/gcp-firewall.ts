import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isSet, isText, isTrue, not, type Tri } from "../core/tri.js";
import { type Field, field, get, items, within } from "../core/value.js";
import { forbid, nowhere, type Verdict } from "../core/verdict.js";
import { before, joined, openTogether } from "./openings.js";
import { listed } from "./ports.js";

const FIREWALL = "gcp:compute/firewall:Firewall";

const POLICY_RULE = [
  "action",
  "direction",
  "disabled",
  "match.srcIpRanges",
  "match.layer4Configs[].ipProtocol",
  "match.layer4Configs[].ports",
];

/** What keeps a rule of a policy to some machines or destinations, in the types that have it. */
const NARROWING = [
  "match.destIpRanges",
  "match.destFqdns",
  "match.destAddressGroups",
  "match.destRegionCodes",
  "match.destThreatIntelligences",
  "targetResources",
  "targetServiceAccounts",
  "targetSecureTags",
];

const POLICY_RULES = POLICY_RULE.map((path) => `rules[].${path}`);
const IN_ORDER = ["priority", ...NARROWING.slice(0, 5), "targetServiceAccounts"].map((path) => `rules[].${path}`);

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
  "gcp:compute/firewallPolicyWithRules:FirewallPolicyWithRules": [
    ...POLICY_RULES,
    ...IN_ORDER,
    "rules[].targetResources",
  ],
  "gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules": [
    ...POLICY_RULES,
    ...IN_ORDER,
    "rules[].targetSecureTags",
  ],
  "gcp:compute/regionNetworkFirewallPolicyWithRules:RegionNetworkFirewallPolicyWithRules": [
    ...POLICY_RULES,
    ...IN_ORDER,
    "rules[].targetSecureTags",
  ],
};

/** One protocol of one rule, with the rules of the same policy that deny something before it. */
interface Line {
  /** Whether the rule is in force for what comes in, and allows or denies it. */
  readonly applies: Tri;
  readonly addresses: readonly Field[];
  /** Where the addresses are written. */
  readonly sources: Field;
  readonly entry: Field;
  readonly protocol: Field;
  readonly ports: Field;
  readonly denials: readonly Line[];
}

/** What lines are about, and what those must be about that deny all of it. */
interface Traffic {
  readonly allowed: (line: Line) => Tri;
  readonly denied: (line: Line) => Tri;
}

/** Protocols that have ports, by name and by number. */
const WITH_PORTS: ReadonlySet<string> = new Set(["tcp", "6", "udp", "17", "sctp", "132"]);

/** Whether the resource lets every address reach a TCP port. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  const lines = linesOf(resource);
  const alone = lines.map((line) => closed([line], tcp(port), `TCP port ${port}`));
  return joined(alone, [closed(lines, tcp(port), `TCP port ${port}`)]);
}

/** Whether the resource lets every address reach one of the TCP ports, or all ports of a protocol. */
export function tcpPortsClosed(resource: Resource, ports: readonly number[]): Verdict {
  const lines = linesOf(resource);
  const judge = (some: readonly Line[]): readonly Verdict[] => {
    const wide = closed(some, EVERY_PORT, "every port");
    if (wide.result === "violation") return [wide];
    return [wide, ...ports.map((port) => closed(some, tcp(port), `TCP port ${port}`))];
  };
  return joined(
    lines.flatMap((line) => judge([line])),
    judge(lines),
  );
}

/** Whether the lines let every address reach something, as far as nothing that comes before denies it. */
function closed(lines: readonly Line[], { allowed, denied }: Traffic, what: string): Verdict {
  const openings = lines.map((line) => {
    const earlier = line.denials.map((denial) => ({
      meant: all(denial.applies, denied(denial)),
      addresses: denial.addresses,
    }));
    const meant = all(line.applies, allowed(line), not(openTogether(earlier)));
    return { line, meant, addresses: line.addresses };
  });
  const [first] = openings.filter(({ meant }) => meant !== false).map(({ line }) => line);
  const at = first?.sources ?? nowhere;
  return forbid(openTogether(openings), at, `lets every address reach ${what}${first ? ` (${first.entry.path})` : ""}`);
}

function tcp(port: number): Traffic {
  const reached = ({ protocol, ports }: Line): Tri => {
    const isTcp = holds(protocol, (name) => ["tcp", "6"].includes(lower(name)));
    return any(everyProtocol(protocol), all(isTcp, listed(port, [ports], true)));
  };
  return { allowed: reached, denied: reached };
}

/** All ports of a protocol, because no port is listed. */
const EVERY_PORT: Traffic = {
  allowed: ({ protocol, ports }) => {
    const hasPorts = holds(protocol, (name) => WITH_PORTS.has(lower(name)));
    return any(everyProtocol(protocol), all(hasPorts, isNothing(ports)));
  },
  denied: ({ protocol }) => everyProtocol(protocol),
};

const everyProtocol = (protocol: Field): Tri => holds(protocol, (name) => lower(name) === "all");

const isNothing = (list: Field): Tri => holds(list, (value) => Array.isArray(value) && value.length === 0, true);

const lower = (value: unknown): string => String(value).toLowerCase();

function linesOf(resource: Resource): readonly Line[] {
  const own: Field = { state: "known", path: "", value: resource.props };
  if (resource.type === FIREWALL) return ofFirewall(own);
  const rules = resource.type.endsWith("WithRules") ? items(get(resource.props, "rules")) : [own];
  const denials = rules.filter((rule) => isText(within(rule, "action"), "deny") !== false);
  return rules.flatMap((rule) =>
    ofPolicy(
      rule,
      "allow",
      denials.flatMap((denial) => denialsBefore(rule, denial)),
    ),
  );
}

function ofPolicy(rule: Field, action: string, denials: readonly Line[]): readonly Line[] {
  const sources = within(rule, "match.srcIpRanges");
  return items(within(rule, "match.layer4Configs")).map((entry) => ({
    applies: all(inForce(rule), isText(within(rule, "action"), action)),
    addresses: [sources],
    sources,
    entry,
    protocol: within(entry, "ipProtocol"),
    ports: within(entry, "ports"),
    denials,
  }));
}

/** What another rule of the policy denies before it, if that is for every machine and every destination. */
function denialsBefore(rule: Field, denial: Field): readonly Line[] {
  if (denial === rule) return [];
  const first = before(within(denial, "priority"), within(rule, "priority"));
  const narrowed = any(...NARROWING.map((path) => isSet(within(denial, path))));
  return ofPolicy(denial, "deny", []).map((line) => ({ ...line, applies: all(line.applies, first, not(narrowed)) }));
}

function ofFirewall(rule: Field): readonly Line[] {
  const ranges = within(rule, "sourceRanges");
  const others = ["sourceTags", "sourceServiceAccounts"].map((name) => within(rule, name));
  // Without any source a rule lets every address in; with a tag or an account alone it does not.
  const everybody = isNothing(ranges) === true;
  const applies = everybody ? all(inForce(rule), ...others.map(isNothing)) : inForce(rule);
  return items(within(rule, "allows")).map((entry) => ({
    applies,
    addresses: [everybody ? field(ranges.path, "0.0.0.0/0") : ranges],
    sources: ranges,
    entry,
    protocol: within(entry, "protocol"),
    ports: within(entry, "ports"),
    denials: [],
  }));
}

function inForce(rule: Field): Tri {
  return all(not(isTrue(within(rule, "disabled"))), isText(within(rule, "direction"), "INGRESS", true));
}
