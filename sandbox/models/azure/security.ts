import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, records } from "../values.js";
import { groupType, inUse, subnetType, vnetType } from "./network-types.js";
import { here } from "./references.js";

const directions = ["Inbound", "Outbound"];
const protocols = ["Tcp", "Udp", "Icmp", "Esp", "Ah", "*"];

function checkRule(prefix: string, rule: Record<string, unknown>): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const choice = (key: string, allowed: readonly string[]) => {
    const value = rule[key];
    if (typeof value === "string" && !allowed.includes(value))
      failures.push({
        property: prefix + key,
        reason: `SecurityRuleInvalid${key}: "${value}" is not allowed; use one of ${allowed.join(", ")}`,
      });
  };
  choice("access", ["Allow", "Deny"]);
  choice("direction", directions);
  choice("protocol", protocols);
  const { priority } = rule;
  if (typeof priority === "number" && (priority < 100 || priority > 4096 || !Number.isInteger(priority)))
    failures.push({
      property: `${prefix}priority`,
      reason: `SecurityRuleInvalidPriority: ${priority} is not allowed; use a whole number from 100 to 4096`,
    });
  return failures;
}

function checkGroup(c: CheckContext): CheckFailure[] {
  const rules = records(c.inputs.securityRules);
  const failures = rules.flatMap((rule, i) => checkRule(`securityRules[${i}].`, rule));
  for (const [i, rule] of rules.entries()) {
    const twin = rules.findIndex(
      (r) => r.direction === rule.direction && r.priority === rule.priority && isSet(r.priority),
    );
    if (twin >= 0 && twin < i)
      failures.push({
        property: `securityRules[${i}].priority`,
        reason: `SecurityRuleConflict: rules ${twin} and ${i} have the same priority ${String(rule.priority)} and direction ${String(rule.direction)}`,
      });
  }
  return failures;
}

function refuseRule(c: ObjectContext): CloudError | undefined {
  const mine = (o: { inputs: Record<string, unknown> }) =>
    ["resourceGroupName", "networkSecurityGroupName", "direction", "priority"]
      .map((key) => String(o.inputs[key]))
      .join("|");
  const other = here(c, "azure-native:network:SecurityRule").find((o) => mine(o) === mine(c));
  if (other === undefined) return undefined;
  return {
    code: "SecurityRuleConflict",
    message: `Security rule ${other.id} (${other.urn}) has the same priority ${String(c.inputs.priority)} and direction ${String(c.inputs.direction)}; choose another priority`,
  };
}

/** The rules that Azure puts into every group. */
function defaultRules(c: ObjectContext, id: string): unknown[] {
  const rule = (
    name: string,
    priority: number,
    direction: string,
    access: string,
    source: string,
    destination: string,
  ) => ({
    access,
    description: "",
    destinationAddressPrefix: destination,
    destinationPortRange: "*",
    direction,
    etag: `W/"${c.derive.uuid("etag")}"`,
    id: `${id}/defaultSecurityRules/${name}`,
    name,
    priority,
    protocol: "*",
    provisioningState: "Succeeded",
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    type: "Microsoft.Network/networkSecurityGroups/defaultSecurityRules",
  });
  return [
    rule("AllowVnetInBound", 65_000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    rule("AllowAzureLoadBalancerInBound", 65_001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
    rule("DenyAllInBound", 65_500, "Inbound", "Deny", "*", "*"),
    rule("AllowVnetOutBound", 65_000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    rule("AllowInternetOutBound", 65_001, "Outbound", "Allow", "*", "Internet"),
    rule("DenyAllOutBound", 65_500, "Outbound", "Deny", "*", "*"),
  ];
}

/** Network security groups and their rules. */
export const securityModels: Models = {
  [groupType]: {
    check: checkGroup,
    outputs: { defaultSecurityRules: defaultRules, flowLogs: () => [], networkInterfaces: () => [], subnets: () => [] },
    notReferences: ["securityRules"],
    blockers: [
      { type: subnetType, properties: ["networkSecurityGroup.id"] },
      { type: vnetType, properties: ["subnets.networkSecurityGroup.id"] },
      { type: "azure-native:network:NetworkInterface", properties: ["networkSecurityGroup.id"] },
    ],
    blocked: inUse("InUseNetworkSecurityGroupCannotBeDeleted", "Network security group"),
  },
  "azure-native:network:SecurityRule": { check: (c) => checkRule("", c.inputs), refuse: refuseRule },
};
