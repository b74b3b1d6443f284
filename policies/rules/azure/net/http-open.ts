import { type ResourceRule, Severity } from "../../../core/rule.js";
import { SECURITY_RULES, tcpPortClosed } from "../../../facts/azure-security-rules.js";

export const azNetHttpOpen: ResourceRule = {
  id: "az-net-http-open",
  title: "Plain HTTP open to the world",
  severity: Severity.Medium,
  graph: false,
  judges: SECURITY_RULES,
  controls: {
    "CIS Azure 4.0": ["8.4"],
    PCI4: [
      "1.2.5",
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.1",
      "1.4.2",
      "1.4.4",
      "1.5.1",
      "2.2.5",
      "2.2.7",
      "4.2.1",
      "8.3.2",
      "A1.1.3",
    ],
  },
  checkov: ["CKV_AZURE_160"],
  why: "What goes over plain HTTP, sessions and passwords among it, can be read and changed by everybody on the way.",
  fix: 'Let the world in on 443 only: set `destinationPortRange` to "443", or narrow `sourceAddressPrefix` to the load balancer in front.',
  bad: [
    {
      type: "azure-native:network:SecurityRule",
      name: "web",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "80",
        sourceAddressPrefix: "Internet",
        destinationAddressPrefix: "*",
      },
    },
  ],
  good: [
    {
      type: "azure-native:network:SecurityRule",
      name: "web",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "443",
        sourceAddressPrefix: "Internet",
        destinationAddressPrefix: "*",
      },
    },
  ],
  check: (resource) => tcpPortClosed(resource, 80),
};
