import { type ResourceRule, Severity } from "../../../core/rule.js";
import { SECURITY_RULES, tcpPortClosed } from "../../../facts/azure-security-rules.js";

export const azNetRdpOpen: ResourceRule = {
  id: "az-net-rdp-open",
  title: "RDP open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: SECURITY_RULES,
  controls: { "CIS Azure 4.0": ["8.1"] },
  checkov: ["CKV_AZURE_9"],
  why: "A Remote Desktop that the whole internet reaches is tried with stolen passwords within minutes, and is the usual way in for ransomware.",
  fix: "Let TCP 3389 in only from the addresses that need it, by `sourceAddressPrefix` or `sourceAddressPrefixes`, or use Azure Bastion and open no port at all.",
  bad: [
    {
      type: "azure-native:network:SecurityRule",
      name: "rdp",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "3389",
        sourceAddressPrefix: "*",
        destinationAddressPrefix: "*",
      },
    },
  ],
  good: [
    {
      type: "azure-native:network:SecurityRule",
      name: "rdp",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "3389",
        sourceAddressPrefix: "10.20.0.0/16",
        destinationAddressPrefix: "*",
      },
    },
  ],
  check: (resource) => tcpPortClosed(resource, 3389),
};
