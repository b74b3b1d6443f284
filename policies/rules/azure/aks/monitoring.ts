import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isTrue } from "../../../core/tri.js";
import { entries, type Field, get, within } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER } from "../../../facts/azure-aks.js";

/** The switches of the agent for container logs. Azure takes the add-on's name in any case. */
function agentsOf(cluster: Resource): readonly Field[] {
  const addons = entries(get(cluster.props, "addonProfiles"));
  const agents = addons.filter(([name]) => name === "" || name.toLowerCase() === "omsagent");
  return agents.map(([, addon]) => within(addon, "enabled"));
}

export const azAksMonitoring: ResourceRule = {
  id: "az-aks-monitoring",
  title: "Cluster without container logs",
  severity: Severity.Low,
  graph: false,
  judges: { [CLUSTER]: ["addonProfiles", "azureMonitorProfile.metrics.enabled"] },
  groups: ["production"],
  controls: {},
  checkov: ["CKV_AZURE_4"],
  why: "What a container writes is gone with its pod: after an incident nobody can tell what ran there and what it did.",
  fix: "Set `addonProfiles.omsagent.enabled` to true, with the workspace in its `config`, or turn on `azureMonitorProfile.metrics`.",
  bad: [{ type: CLUSTER, name: "main", props: { resourceGroupName: "shop", dnsPrefix: "main", addonProfiles: {} } }],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        resourceGroupName: "shop",
        dnsPrefix: "main",
        addonProfiles: {
          omsagent: {
            enabled: true,
            config: { logAnalyticsWorkspaceResourceID: "/subscriptions/s/…/workspaces/logs" },
          },
        },
      },
    },
  ],
  check(cluster) {
    const metrics = get(cluster.props, "azureMonitorProfile.metrics.enabled");
    const watched = any(...agentsOf(cluster).map((on) => isTrue(on)), isTrue(metrics));
    return demand(watched, get(cluster.props, "addonProfiles"), "turns on neither container logs nor metrics");
  },
};
