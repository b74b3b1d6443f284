import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { CLUSTER, poolEdits, poolReads, poolsOf } from "../../../facts/azure-aks.js";

const SWITCH = "enableNodePublicIP";

export const azAksNodePublicIp: ResourceRule = {
  id: "az-aks-node-public-ip",
  title: "Nodes with public addresses",
  severity: Severity.High,
  graph: false,
  judges: poolReads(SWITCH),
  controls: {},
  checkov: ["CKV_AZURE_143"],
  remedy: { replaces: true, edits: (resource) => poolEdits(resource, SWITCH, false) },
  why: "Each node with a public address is one wrong security rule away from the whole internet, past every load balancer and firewall of the cluster.",
  fix: "Remove `enableNodePublicIP`, or set it to false; let a load balancer take the traffic and a NAT gateway send it.",
  bad: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        resourceGroupName: "shop",
        dnsPrefix: "main",
        agentPoolProfiles: [{ name: "system", mode: "System", vmSize: "Standard_D4s_v5", enableNodePublicIP: true }],
      },
    },
  ],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        resourceGroupName: "shop",
        dnsPrefix: "main",
        agentPoolProfiles: [{ name: "system", mode: "System", vmSize: "Standard_D4s_v5" }],
      },
    },
  ],
  check(resource) {
    const switches = poolsOf(resource).map((pool) => within(pool, SWITCH));
    return every(switches.map((on) => forbid(isTrue(on), on, "gives every node a public address")));
  },
};
