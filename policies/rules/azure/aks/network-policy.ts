import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, not, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, leftToAutomatic } from "../../../facts/azure-aks.js";

const engineOf = (cluster: Resource): Field => get(cluster.props, "networkProfile.networkPolicy");

function isEnforced(cluster: Resource): Tri {
  const engine = engineOf(cluster);
  const cilium = isText(get(cluster.props, "networkProfile.networkDataplane"), "cilium");
  return any(
    holds(engine, (name) => !["", "none"].includes(String(name).toLowerCase())),
    all(engine.state === "absent", cilium),
    leftToAutomatic(cluster, engine),
  );
}

export const azAksNetworkPolicy: ResourceRule = {
  id: "az-aks-network-policy",
  title: "Cluster without a network policy engine",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [CLUSTER]: [
      "networkProfile.networkPolicy",
      "networkProfile.networkDataplane",
      "networkProfile.networkPlugin",
      "sku.name",
    ],
  },
  controls: { PCI4: ["6.3.3"] },
  checkov: ["CKV_AZURE_7"],
  remedy: {
    replaces: true,
    // Calico works with each of Azure's network plugins; who brings a plugin of their own brings the engine, too.
    edits(cluster): readonly Edit[] {
      const own = isText(get(cluster.props, "networkProfile.networkPlugin"), "none");
      const repairs = all(not(isEnforced(cluster)), not(own)) === true;
      return repairs ? [{ path: "networkProfile.networkPolicy", value: "calico" }] : [];
    },
  },
  why: "Without an engine NetworkPolicy objects do nothing and nobody is told: one pod that is broken into reaches every other one.",
  fix: 'Set `networkProfile.networkPolicy` to "cilium", "calico" or "azure".',
  bad: [
    {
      type: CLUSTER,
      name: "main",
      props: { resourceGroupName: "shop", dnsPrefix: "main", networkProfile: { networkPlugin: "azure" } },
    },
  ],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        resourceGroupName: "shop",
        dnsPrefix: "main",
        networkProfile: { networkPlugin: "azure", networkPolicy: "cilium", networkDataplane: "cilium" },
      },
    },
  ],
  check: (cluster) => demand(isEnforced(cluster), engineOf(cluster), "lets every pod reach every other one"),
};
