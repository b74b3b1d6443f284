import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, not, type Tri } from "../../../core/tri.js";
import { type Field, get, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { isAccountOfStack } from "../../../facts/gcp-accounts.js";
import { CLUSTER, isAutopilot, NODE_POOL, type Nodes, nodesOf, OWN_NODES, provisionedBy } from "../../../facts/gke.js";

/** The account that Compute Engine makes for every project: by its name, or left out. */
const DEFAULT = /^(default|\d+-compute@developer\.gserviceaccount\.com)?$/i;

const account = (config: Field): Field => within(config, "serviceAccount");

function isDefault(resource: Resource, config: Field): Tri {
  const email = account(config);
  return isAccountOfStack(resource, email) ? false : holds(email, (text) => DEFAULT.test(String(text)), true);
}

/** The accounts of all nodes that the resource brings, each with whether it is a default one. */
function judged(resource: Resource): readonly (readonly [at: Field, bad: Tri])[] {
  const judge = ({ config, last }: Nodes) => [account(config), all(last, isDefault(resource, config))] as const;
  const own = nodesOf(resource).map(judge);
  if (resource.type === NODE_POOL) return own;
  const provisioned = provisionedBy(resource);
  // Google runs the nodes of Autopilot, but as the account that the cluster names.
  const configs = [provisioned.config, get(resource.props, "nodeConfig")];
  const named = any(...configs.map((config) => not(isDefault(resource, config))));
  return [...own, judge(provisioned), [account(provisioned.config), all(isAutopilot(resource), not(named))]];
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
  controls: {},
  checkov: ["CKV2_GCP_1"],
  trivy: ["GCP-0050"],
  why: "The default account is often an editor of the whole project: whoever breaks out of one pod then owns everything in it.",
  fix: "Make an account with roles/container.defaultNodeServiceAccount alone and name it in `nodeConfig.serviceAccount`; for Autopilot in `clusterAutoscaling.autoProvisioningDefaults.serviceAccount`.",
  bad: [pool({})],
  good: [pool({ serviceAccount: "nodes@acme.iam.gserviceaccount.com" })],
  check: (resource) =>
    every(judged(resource).map(([at, bad]) => forbid(bad, at, "runs the nodes as the default account"))),
};
