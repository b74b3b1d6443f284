import { type ResourceRule, Severity } from "../../../core/rule.js";
import { SECURITY_RULES, tcpPortClosed } from "../../../facts/azure-security-rules.js";

export const azNetSshOpen: ResourceRule = {
  id: "az-net-ssh-open",
  title: "SSH open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: SECURITY_RULES,
  controls: {
    "CIS Azure 4.0": ["8.2"],
    PCI4: ["1.2.5", "1.2.8", "1.3.1", "1.3.2", "1.4.1", "1.4.2", "1.4.4", "1.5.1", "2.2.5", "A1.1.3"],
  },
  checkov: ["CKV_AZURE_10"],
  why: "An SSH port that the whole internet reaches is scanned within minutes; one weak key or password is enough to lose the machine.",
  fix: "Let TCP 22 in only from the addresses that need it, or use Azure Bastion and open no port at all.",
  bad: [
    {
      type: "azure-native:network:SecurityRule",
      name: "ssh",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "22",
        sourceAddressPrefix: "Internet",
        destinationAddressPrefix: "*",
      },
    },
  ],
  good: [
    {
      type: "azure-native:network:SecurityRule",
      name: "ssh",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Tcp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "22",
        sourceAddressPrefix: "10.20.0.0/16",
        destinationAddressPrefix: "*",
      },
    },
  ],
  check: (resource) => tcpPortClosed(resource, 22),
};
