import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, holds, isText, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";
import { every, forbid, type Verdict } from "../core/verdict.js";
import { listed } from "./ports.js";
import { openToWorld } from "./ranges.js";

const PROPERTIES = [
  "access",
  "direction",
  "protocol",
  "destinationPortRange",
  "destinationPortRanges",
  "sourceAddressPrefix",
  "sourceAddressPrefixes",
];

/** Rules inside a network security group, and rules on their own. */
export const SECURITY_RULES: Reads = {
  "azure-native:network:NetworkSecurityGroup": PROPERTIES.map((property) => `securityRules[].${property}`),
  "azure-native:network:SecurityRule": PROPERTIES,
};

/** Words that stand for every address. */
const EVERYBODY = ["*", "any", "internet"];

/** Whether the resource keeps a TCP port from the world. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  return every(rulesOf(resource).map((rule) => judgeTcp(rule, port)));
}

/** Whether the resource keeps each of these TCP ports from the world. Of several that one rule opens, the first is named. */
export function tcpPortsClosed(resource: Resource, ports: readonly number[]): Verdict {
  const judge = (rule: Field): Verdict => {
    const verdicts = ports.map((port) => judgeTcp(rule, port));
    return verdicts.find((verdict) => verdict.result === "violation") ?? every(verdicts);
  };
  return every(rulesOf(resource).map(judge));
}

/** Whether the resource keeps all of UDP from the world. */
export function udpClosed(resource: Resource): Verdict {
  const judge = (rule: Field): Verdict =>
    forbid(all(letsWorldIn(rule), speaks(rule, "udp")), sourceOf(rule), "lets every address in by UDP");
  return every(rulesOf(resource).map(judge));
}

function rulesOf(resource: Resource): readonly Field[] {
  const alone = resource.type === "azure-native:network:SecurityRule";
  const whole: Field = { state: "known", path: "", value: resource.props };
  return alone ? [whole] : items(get(resource.props, "securityRules"));
}

function judgeTcp(rule: Field, port: number): Verdict {
  const ports = listed(port, [within(rule, "destinationPortRange"), within(rule, "destinationPortRanges")], false);
  const open = all(letsWorldIn(rule), speaks(rule, "tcp"), ports);
  return forbid(open, sourceOf(rule), `lets every address reach TCP port ${port}`);
}

function letsWorldIn(rule: Field): Tri {
  const lets = all(isText(within(rule, "access"), "Allow"), isText(within(rule, "direction"), "Inbound"));
  return all(lets, openToWorld(sourcesOf(rule), EVERYBODY));
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
