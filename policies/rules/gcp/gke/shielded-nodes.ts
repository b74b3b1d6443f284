import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isTrue, not } from "../../../core/tri.js";
import { get, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { CLUSTER, isAutopilot, NODE_POOL, type Nodes, nodesOf, OWN_NODES, provisionedBy } from "../../../facts/gke.js";

const SWITCH = "enableShieldedNodes";
const CHECKS = ["shieldedInstanceConfig.enableSecureBoot", "shieldedInstanceConfig.enableIntegrityMonitoring"] as const;
const DEFAULTS = "clusterAutoscaling.autoProvisioningDefaults";

/** Where a check stands for nodes of a cluster, of its pools and of those that are added by themselves. */
const pathsOf = (check: string): readonly string[] =>
  ["nodeConfig", "nodePools.nodeConfig", DEFAULTS].map((path) => `${path}.${check}`);

/** Secure boot is off unless it is asked for, and the monitoring on. */
function judge({ config, last }: Nodes): readonly Verdict[] {
  const [boot, monitoring] = CHECKS.map((path) => within(config, path)) as [Nodes["config"], Nodes["config"]];
  return [
    forbid(all(last, not(isTrue(boot))), boot, "lets the nodes boot from code that nobody signed"),
    forbid(all(last, not(isTrue(monitoring, true))), monitoring, "lets a changed boot of the nodes pass unseen"),
  ];
}

const cluster = (settings: object) => ({
  type: CLUSTER,
  name: "main",
  props: { location: "europe-west1", initialNodeCount: 1, removeDefaultNodePool: true, ...settings },
});

export const gcpGkeShieldedNodes: ResourceRule = {
  id: "gcp-gke-shielded-nodes",
  title: "Nodes not shielded",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [CLUSTER]: [
      SWITCH,
      ...OWN_NODES,
      "clusterAutoscaling.enabled",
      ...CHECKS.flatMap((path) => [`nodeConfig.${path}`, `${DEFAULTS}.${path}`]),
    ],
    [NODE_POOL]: CHECKS.map((path) => `nodeConfig.${path}`),
  },
  controls: {},
  checkov: ["CKV_GCP_68", "CKV_GCP_71", "CKV_GCP_72"],
  aspects: { CKV_GCP_68: pathsOf(CHECKS[0]), CKV_GCP_71: [SWITCH], CKV_GCP_72: pathsOf(CHECKS[1]) },
  // What the nodes themselves have can only be changed by making them again, and drivers without a signature then fail.
  remedy: {
    replaces: false,
    edits({ type, props }) {
      const off = type === CLUSTER && isTrue(get(props, SWITCH), true) === false;
      return off ? [{ path: SWITCH, value: true }] : [];
    },
  },
  why: "Without it a node proves neither that it belongs to the cluster nor that it booted what Google built: a root kit stays and stays unseen.",
  fix: "Remove `enableShieldedNodes`, and set `nodeConfig.shieldedInstanceConfig.enableSecureBoot` to true on the cluster's own nodes and every pool.",
  bad: [cluster({ enableShieldedNodes: false })],
  good: [cluster({ enableShieldedNodes: true })],
  check(resource) {
    const nodes = nodesOf(resource).flatMap(judge);
    if (resource.type === NODE_POOL) return every(nodes);
    const shielded = get(resource.props, SWITCH);
    const off = all(not(isTrue(shielded, true)), not(isAutopilot(resource)));
    const identity = forbid(off, shielded, "lets a machine pass for a node with stolen credentials");
    return every([identity, ...nodes, ...judge(provisionedBy(resource))]);
  },
};
