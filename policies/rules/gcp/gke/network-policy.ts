import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, isAutopilot } from "../../../facts/gke.js";

const cluster = (settings: object) => ({
  type: CLUSTER,
  name: "main",
  props: { location: "europe-west1", initialNodeCount: 1, ...settings },
});

export const gcpGkeNetworkPolicy: ResourceRule = {
  id: "gcp-gke-network-policy",
  title: "Cluster without a network policy engine",
  severity: Severity.Medium,
  graph: false,
  judges: { [CLUSTER]: ["networkPolicy.enabled", "datapathProvider", "enableAutopilot"] },
  controls: {},
  checkov: ["CKV_GCP_12"],
  trivy: ["GCP-0056"],
  why: "Without an engine the cluster takes network policies and ignores them: every pod reaches every other one.",
  fix: 'Set `datapathProvider` to "ADVANCED_DATAPATH", or `networkPolicy.enabled` to true.',
  bad: [cluster({})],
  good: [cluster({ datapathProvider: "ADVANCED_DATAPATH" })],
  check(resource) {
    const field = get(resource.props, "networkPolicy.enabled");
    const dataplane = isText(get(resource.props, "datapathProvider"), "ADVANCED_DATAPATH");
    return demand(any(isTrue(field), dataplane, isAutopilot(resource)), field, "ignores every network policy");
  },
};
