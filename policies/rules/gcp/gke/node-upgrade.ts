import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { CLUSTER, NODE_POOL } from "../../../facts/gke.js";

const DUTIES = [
  { name: "autoRepair", wrong: "leaves broken nodes in place" },
  { name: "autoUpgrade", wrong: "leaves known flaws in the nodes" },
] as const;
const DEFAULTS = "clusterAutoscaling.autoProvisioningDefaults.management";

/** Where a duty stands in pools, by themselves and in their cluster. */
const pathsOf = (duty: string): readonly string[] =>
  ["management", "nodePools.management", DEFAULTS].map((path) => `${path}.${duty}`);

/** The management of the pools that the resource brings. */
function managements({ type, props }: Resource): readonly Field[] {
  if (type === NODE_POOL) return [get(props, "management")];
  return [...items(get(props, "nodePools")).map((pool) => within(pool, "management")), get(props, DEFAULTS)];
}

const pool = (autoUpgrade: boolean) => ({
  type: NODE_POOL,
  name: "workers",
  props: { cluster: "main", nodeCount: 2, management: { autoRepair: true, autoUpgrade } },
});

export const gcpGkeNodeUpgrade: ResourceRule = {
  id: "gcp-gke-node-upgrade",
  title: "No node repair or upgrade",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [CLUSTER]: DUTIES.flatMap(({ name }) => [`nodePools[].management.${name}`, `${DEFAULTS}.${name}`]),
    [NODE_POOL]: DUTIES.map(({ name }) => `management.${name}`),
  },
  controls: {},
  checkov: ["CKV_GCP_9", "CKV_GCP_10"],
  trivy: ["GCP-0063"],
  aspects: {
    "GCP-0063": pathsOf("autoRepair"),
    CKV_GCP_9: pathsOf("autoRepair"),
    CKV_GCP_10: pathsOf("autoUpgrade"),
  },
  remedy: {
    replaces: false,
    edits({ type, props }) {
      if (type !== NODE_POOL) return [];
      const paths = DUTIES.map(({ name }) => `management.${name}`);
      const off = paths.filter((path) => isTrue(get(props, path), true) === false);
      return off.map((path) => ({ path, value: true }));
    },
  },
  why: "Nodes that nobody upgrades keep the flaws of the kernel and the kubelet that are published every month.",
  fix: "Set `management.autoUpgrade` and `management.autoRepair` to true, or leave them out: both are on by default.",
  bad: [pool(false)],
  good: [pool(true)],
  check: (resource) =>
    every(
      managements(resource).flatMap((management) =>
        DUTIES.map(({ name, wrong }) => {
          const duty = within(management, name);
          return demand(isTrue(duty, true), duty, wrong);
        }),
      ),
    ),
};
