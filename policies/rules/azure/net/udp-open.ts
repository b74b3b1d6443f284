import { type ResourceRule, Severity } from "../../../core/rule.js";
import { SECURITY_RULES, udpClosed } from "../../../facts/azure-security-rules.js";

export const azNetUdpOpen: ResourceRule = {
  id: "az-net-udp-open",
  title: "UDP open to the world",
  severity: Severity.High,
  graph: false,
  judges: SECURITY_RULES,
  controls: { "CIS Azure 4.0": ["8.3"] },
  checkov: ["CKV_AZURE_77"],
  why: "Senders of UDP can lie about their address, so open services such as DNS, NTP or memcached are used to flood others, at your cost.",
  fix: 'Narrow `sourceAddressPrefix` to the addresses that need it, or set `protocol` to "Tcp" where UDP was not meant.',
  bad: [
    {
      type: "azure-native:network:SecurityRule",
      name: "dns",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Udp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "53",
        sourceAddressPrefix: "*",
        destinationAddressPrefix: "*",
      },
    },
  ],
  good: [
    {
      type: "azure-native:network:SecurityRule",
      name: "dns",
      props: {
        resourceGroupName: "shop",
        networkSecurityGroupName: "web",
        access: "Allow",
        direction: "Inbound",
        protocol: "Udp",
        priority: 100,
        sourcePortRange: "*",
        destinationPortRange: "53",
        sourceAddressPrefix: "10.20.0.0/16",
        destinationAddressPrefix: "*",
      },
    },
  ],
  check: udpClosed,
};
