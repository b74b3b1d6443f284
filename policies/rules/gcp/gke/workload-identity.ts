import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, isSet, not, type Tri } from "../../../core/tri.js";
import { type Field, get, of, within } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";
import { CLUSTER, isAutopilot, NODE_POOL, nodesOf, OWN_NODES } from "../../../facts/gke.js";

const POOL = "workloadIdentityConfig.workloadPool";
const MODE = "workloadMetadataConfig.mode";
const REACHABLE = "lets every pod take the credentials of its node";

const hasIdentity = (cluster: Resource): Tri => any(isSet(of(cluster, POOL)), isAutopilot(cluster));

/** Whether pods of these nodes get identities of their own: said here, or by the cluster that the nodes are made for. */
function isGuarded(config: Field, byCluster: Tri): Tri {
  const mode = within(config, MODE);
  const said = holds(mode, (value) => value === "GKE_METADATA");
  return any(
    said,
    all(
      holds(mode, (value) => value === "MODE_UNSPECIFIED", true),
      byCluster,
    ),
  );
}

/** Whether a cluster of the stack that the pool belongs to gives pods identities. */
function clusterOf(pool: Resource, stack: Stack): Tri {
  const clusters = stack.ofType(CLUSTER).flatMap((cluster) => {
    const mine = stack.referring(cluster, "cluster", NODE_POOL).filter(({ resource }) => resource === pool);
    return mine.map(({ refers }) => (refers === true ? hasIdentity(cluster) : refers));
  });
  return any(...clusters);
}

const example = (settings: object) => [
  {
    type: CLUSTER,
    name: "main",
    props: { location: "europe-west1", initialNodeCount: 1, removeDefaultNodePool: true, ...settings },
  },
  {
    type: NODE_POOL,
    name: "workers",
    props: { cluster: "main-1", nodeCount: 2, nodeConfig: { machineType: "e2-standard-4" } },
    refs: { cluster: ["main"] },
  },
];

export const gcpGkeWorkloadIdentity: StackRule = {
  id: "gcp-gke-workload-identity",
  title: "Node credentials reachable from pods",
  severity: Severity.High,
  graph: true,
  judges: { [CLUSTER]: [POOL, ...OWN_NODES, `nodeConfig.${MODE}`], [NODE_POOL]: [`nodeConfig.${MODE}`] },
  consults: { [NODE_POOL]: ["cluster"] },
  controls: {},
  checkov: ["CKV_GCP_69"],
  trivy: ["GCP-0057"],
  why: "A pod that reaches the metadata server of its node acts with the node's account: one flaw in one application is then a flaw in all.",
  fix: 'Set `workloadIdentityConfig.workloadPool` of the cluster to "<project>.svc.id.goog", and `nodeConfig.workloadMetadataConfig.mode`, where it is set, to "GKE_METADATA".',
  bad: example({}),
  good: example({ workloadIdentityConfig: { workloadPool: "acme.svc.id.goog" } }),
  check(resource, stack) {
    if (resource.type === NODE_POOL) {
      const config = get(resource.props, "nodeConfig");
      const said = isGuarded(config, false);
      const guarded = said === true ? said : isGuarded(config, clusterOf(resource, stack));
      return demand(guarded, within(config, MODE), REACHABLE);
    }
    const identity = get(resource.props, POOL);
    const nodes = nodesOf(resource);
    // The service takes the mode only where the cluster has identities, so nodes that have it say so for the cluster.
    const pools = stack.referring(resource, "cluster", NODE_POOL).map(({ resource: pool, refers }) => ({
      config: of(pool, "nodeConfig"),
      last: refers,
    }));
    const bySome = any(...[...nodes, ...pools].map(({ config, last }) => all(last, isGuarded(config, false))));
    return every([
      demand(any(hasIdentity(resource), bySome), identity, REACHABLE),
      // Nodes that say nothing do what the cluster does.
      ...nodes.map(({ config, last }) =>
        forbid(all(last, not(isGuarded(config, true))), within(config, MODE), REACHABLE),
      ),
    ]);
  },
};
