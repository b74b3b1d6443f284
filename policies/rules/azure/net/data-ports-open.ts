import { ports } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { SECURITY_RULES, tcpPortsClosed } from "../../../facts/azure-security-rules.js";

const PORTS = ports(
  "ports",
  [1433, 1521, 3306, 5432, 5601, 6379, 9092, 9200, 11211, 27017],
  "ports of databases and caches that must not be open to the world",
);

export const azNetDataPortsOpen: ResourceRule = {
  id: "az-net-data-ports-open",
  title: "Database or any port open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: SECURITY_RULES,
  controls: {},
  parameters: [PORTS],
  why: "A database that the whole internet reaches is found and tried within hours; one weak password or unpatched flaw is enough to lose the data.",
  fix: "Narrow `sourceAddressPrefix` to the subnets of the applications, and name single ports in `destinationPortRange`.",
  bad: [
    {
      type: "azure-native:network:SecurityRule",
      name: "database",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "*",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "*",
        sourceAddressPrefix: "*",
        destinationAddressPrefix: "*",
      },
    },
  ],
  good: [
    {
      type: "azure-native:network:SecurityRule",
      name: "database",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "5432",
        sourceAddressPrefix: "10.20.0.0/16",
        destinationAddressPrefix: "*",
      },
    },
  ],
  check: (resource, settings) => tcpPortsClosed(resource, PORTS.of(settings)),
};
