import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, holds, isText } from "../core/tri.js";
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

/** Whether the resource lets every address reach a TCP port. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  const alone = resource.type === "azure-native:network:SecurityRule";
  const whole: Field = { state: "known", path: "", value: resource.props };
  const rules = alone ? [whole] : items(get(resource.props, "securityRules"));
  return every(rules.map((rule) => judge((name) => within(rule, name), port)));
}

function judge(of: (name: string) => Field, port: number): Verdict {
  const tcp = holds(of("protocol"), (p) => ["*", "tcp", "any"].includes(String(p).toLowerCase()));
  const ports = listed(port, [of("destinationPortRange"), of("destinationPortRanges")], false);
  const sources = [of("sourceAddressPrefix"), of("sourceAddressPrefixes")];
  const lets = all(isText(of("access"), "Allow"), isText(of("direction"), "Inbound"));
  const open = all(lets, tcp, ports, openToWorld(sources, EVERYBODY));
  const at = sources.find((source) => source.state !== "absent") ?? of("sourceAddressPrefix");
  return forbid(open, at, `lets every address reach TCP port ${port}`);
}
