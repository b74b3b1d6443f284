import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isText, not, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";
import { every, forbid, nowhere, type Verdict } from "../core/verdict.js";
import { before, joined, openTogether } from "./openings.js";
import { listed } from "./ports.js";

const PROPERTIES = [
  "access",
  "direction",
  "protocol",
  "destinationPortRange",
  "destinationPortRanges",
  "sourceAddressPrefix",
  "sourceAddressPrefixes",
];

/** What decides which of several rules comes first, and whether one that denies denies everything. */
const ORDER = ["priority", "destinationAddressPrefix", "sourcePortRange"];

/** Rules inside a network security group, and rules on their own. */
export const SECURITY_RULES: Reads = {
  "azure-native:network:NetworkSecurityGroup": [...PROPERTIES, ...ORDER].map(
    (property) => `securityRules[].${property}`,
  ),
  "azure-native:network:SecurityRule": PROPERTIES,
};

/** Words that stand for every address. */
const EVERYBODY = ["*", "any", "internet"];

/** What a rule is about: one TCP port, or all of UDP. */
interface Traffic {
  readonly allowed: (rule: Field) => Tri;
  /** Whether a rule that denies leaves nothing of it. */
  readonly denied: (rule: Field) => Tri;
  readonly wrong: string;
}

/** Whether the resource keeps a TCP port from the world. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  return tcpPortsClosed(resource, [port]);
}

/** Whether the resource keeps each of these TCP ports from the world. Of several that one rule opens, the first is named. */
export function tcpPortsClosed(resource: Resource, ports: readonly number[]): Verdict {
  return closed(rulesOf(resource), ports.map(tcp));
}

/** Whether the resource keeps all of UDP from the world. */
export function udpClosed(resource: Resource): Verdict {
  const allowed = (rule: Field): Tri => speaks(rule, "udp");
  const everyPort = (rule: Field): Tri =>
    any(
      ...portsOf(rule)
        .flatMap(items)
        .map((port) => isText(port, "*")),
    );
  const denied = (rule: Field): Tri => all(allowed(rule), everyPort(rule));
  return closed(rulesOf(resource), [{ allowed, denied, wrong: "lets every address in by UDP" }]);
}

function tcp(port: number): Traffic {
  const about = (rule: Field): Tri => all(speaks(rule, "tcp"), listed(port, portsOf(rule), false));
  return { allowed: about, denied: about, wrong: `lets every address reach TCP port ${port}` };
}

function rulesOf(resource: Resource): readonly Field[] {
  const alone = resource.type === "azure-native:network:SecurityRule";
  const whole: Field = { state: "known", path: "", value: resource.props };
  return alone ? [whole] : items(get(resource.props, "securityRules"));
}

function closed(rules: readonly Field[], traffic: readonly Traffic[]): Verdict {
  const denials = rules.filter((rule) => isInbound(rule, "Deny") !== false);
  const alone = rules.map((rule) => {
    const verdicts = traffic.map((one) => judge([rule], denials, one));
    return verdicts.find(({ result }) => result === "violation") ?? every(verdicts);
  });
  return joined(
    alone,
    traffic.map((one) => judge(rules, denials, one)),
  );
}

/** Whether the rules let the world in together, as far as none that comes before denies it. */
function judge(rules: readonly Field[], denials: readonly Field[], { allowed, denied, wrong }: Traffic): Verdict {
  const openings = rules.map((rule) => {
    const earlier = denials.map((denial) => ({
      meant:
        denial === rule
          ? false
          : all(isInbound(denial, "Deny"), denied(denial), isWhole(denial), isBefore(denial, rule)),
      addresses: sourcesOf(denial),
    }));
    const lets = all(isInbound(rule, "Allow"), allowed(rule), not(openTogether(earlier, EVERYBODY)));
    return { rule, meant: lets, addresses: sourcesOf(rule) };
  });
  const [first] = openings.filter(({ meant }) => meant !== false);
  return forbid(openTogether(openings, EVERYBODY), first ? sourceOf(first.rule) : nowhere, wrong);
}

function isInbound(rule: Field, access: "Allow" | "Deny"): Tri {
  return all(isText(within(rule, "access"), access), isText(within(rule, "direction"), "Inbound"));
}

/** Whether the rule is about every machine behind it, whatever port a call comes from. */
function isWhole(rule: Field): Tri {
  return all(...["destinationAddressPrefix", "sourcePortRange"].map((name) => isText(within(rule, name), "*")));
}

function isBefore(one: Field, other: Field): Tri {
  return before(within(one, "priority"), within(other, "priority"));
}

function portsOf(rule: Field): readonly Field[] {
  return [within(rule, "destinationPortRange"), within(rule, "destinationPortRanges")];
}

function speaks(rule: Field, protocol: "tcp" | "udp"): Tri {
  return holds(within(rule, "protocol"), (p) => ["*", protocol, "any"].includes(String(p).toLowerCase()));
}

function sourcesOf(rule: Field): readonly [Field, Field] {
  return [within(rule, "sourceAddressPrefix"), within(rule, "sourceAddressPrefixes")];
}

/** Where the message points: the form in which the sources are written. */
function sourceOf(rule: Field): Field {
  const [one, many] = sourcesOf(rule);
  return one.state === "absent" && many.state !== "absent" ? many : one;
}
