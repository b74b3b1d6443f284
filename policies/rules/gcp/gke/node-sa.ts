import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, not, type Tri } from "../../../core/tri.js";
import { type Field, get, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { CLUSTER, isAutopilot, NODE_POOL, nodesOf, OWN_NODES, provisionedBy } from "../../../facts/gke.js";

/** The account that Compute Engine makes for every project: by its name, or left out. */
const DEFAULT = /^(default|\d+-compute@developer\.gserviceaccount\.com)?$/i;

const account = (config: Field): Field => within(config, "serviceAccount");

const isDefault = (config: Field): Tri => holds(account(config), (email) => DEFAULT.test(String(email)), true);

/** The accounts of all nodes that the resource brings, each with whether it is a default one. */
function judged(resource: Resource): readonly (readonly [at: Field, bad: Tri])[] {
  const own = nodesOf(resource).map(({ config, last }) => [account(config), all(last, isDefault(config))] as const);
  if (resource.type === NODE_POOL) return own;
  const { config, last } = provisionedBy(resource);
  // Google runs the nodes of Autopilot, but as the account that the cluster names.
  const named = any(...[config, get(resource.props, "nodeConfig")].map((nodes) => not(isDefault(nodes))));
  return [
    ...own,
    [account(config), all(last, isDefault(config))],
    [account(config), all(isAutopilot(resource), not(named))],
  ];
}

const pool = (nodeConfig: object) => ({
  type: NODE_POOL,
  name: "workers",
  props: { cluster: "main", nodeCount: 2, nodeConfig: { machineType: "e2-standard-4", ...nodeConfig } },
});

export const gcpGkeNodeSa: ResourceRule = {
  id: "gcp-gke-node-sa",
  title: "Nodes with the default service account",
  severity: Severity.High,
  graph: false,
  judges: {
    [CLUSTER]: [
      ...OWN_NODES,
      "nodeConfig.serviceAccount",
      "clusterAutoscaling.enabled",
      "clusterAutoscaling.autoProvisioningDefaults.serviceAccount",
    ],
    [NODE_POOL]: ["nodeConfig.serviceAccount"],
  },
  groups: ["further"],
  controls: {},
  checkov: ["CKV2_GCP_1"],
  why: "The default account is often an editor of the whole project: whoever breaks out of one pod then owns everything in it.",
  fix: "Make an account with roles/container.defaultNodeServiceAccount alone and name it in `nodeConfig.serviceAccount`; for Autopilot in `clusterAutoscaling.autoProvisioningDefaults.serviceAccount`.",
  bad: [pool({})],
  good: [pool({ serviceAccount: "nodes@acme.iam.gserviceaccount.com" })],
  check: (resource) =>
    every(judged(resource).map(([at, bad]) => forbid(bad, at, "runs the nodes as the default account"))),
};
