import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isSet, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

/** Purposes whose subnetworks cannot have flow logs: they belong to managed proxies. */
const UNLOGGED: ReadonlySet<string> = new Set([
  "REGIONAL_MANAGED_PROXY",
  "GLOBAL_MANAGED_PROXY",
  "INTERNAL_HTTPS_LOAD_BALANCER",
]);

function isLogged(props: Props): Tri {
  const exempt = holds(get(props, "purpose"), (purpose) => UNLOGGED.has(String(purpose).toUpperCase()));
  return any(isSet(get(props, "logConfig")), exempt);
}

/** The block asks for one setting at least: this is the share of the packets that Google takes where nothing is said. */
const remedy: Remedy = {
  replaces: false,
  edits: ({ props }) => (isLogged(props) === false ? [{ path: "logConfig.flowSampling", value: 0.5 }] : []),
};

export const gcpNetFlowLogs: ResourceRule = {
  id: "gcp-net-flow-logs",
  title: "Subnet without flow logs",
  severity: Severity.Low,
  graph: false,
  judges: { "gcp:compute/subnetwork:Subnetwork": ["logConfig", "purpose"] },
  controls: { "CIS GCP 4.0": ["3.8"], PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"] },
  checkov: ["CKV_GCP_26"],
  trivy: ["GCP-0029", "GCP-0076"],
  remedy,
  why: "Without flow logs nobody can say afterwards which addresses a machine talked to.",
  fix: "Set `logConfig` on the subnetwork.",
  bad: [
    { type: "gcp:compute/subnetwork:Subnetwork", name: "a", props: { ipCidrRange: "10.0.0.0/20", network: "main" } },
  ],
  good: [
    {
      type: "gcp:compute/subnetwork:Subnetwork",
      name: "a",
      props: { ipCidrRange: "10.0.0.0/20", network: "main", logConfig: { flowSampling: 0.5 } },
    },
  ],
  check(subnet) {
    const field = get(subnet.props, "logConfig");
    return demand(isLogged(subnet.props), field, "records none of the subnetwork's traffic");
  },
};
