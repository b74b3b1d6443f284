import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue, not } from "../../../core/tri.js";
import { get, items, within } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";
import { CLUSTER, NODE_POOL } from "../../../facts/gke.js";

const PRIVATE = "privateClusterConfig.enablePrivateNodes";
const OWN = "networkConfig.enablePrivateNodes";
const PUBLIC = "gives the nodes public addresses";

const cluster = (settings: object) => ({
  type: CLUSTER,
  name: "main",
  props: { location: "europe-west1", initialNodeCount: 1, ...settings },
});

export const gcpGkePrivateNodes: ResourceRule = {
  id: "gcp-gke-private-nodes",
  title: "Nodes with public addresses",
  severity: Severity.High,
  graph: false,
  judges: { [CLUSTER]: [PRIVATE, `nodePools[].${OWN}`], [NODE_POOL]: [OWN] },
  controls: {},
  checkov: ["CKV_GCP_25", "CKV_GCP_64"],
  trivy: ["GCP-0059"],
  remedy: {
    replaces: true,
    edits({ type, props }) {
      if (type === CLUSTER) return isTrue(get(props, PRIVATE)) === false ? [{ path: PRIVATE, value: true }] : [];
      return isTrue(get(props, OWN), true) === false ? [{ path: OWN, value: true }] : [];
    },
  },
  why: "A node with a public address is one wrong firewall rule away from the whole internet, with every pod on it.",
  fix: "Set `privateClusterConfig.enablePrivateNodes` to true, and give the network a Cloud NAT for the way out.",
  bad: [cluster({})],
  good: [cluster({ privateClusterConfig: { enablePrivateNodes: true, masterIpv4CidrBlock: "172.16.0.0/28" } })],
  check({ type, props }) {
    // A pool may differ from its cluster; where it says nothing it follows.
    const pools = type === CLUSTER ? items(get(props, "nodePools")).map((p) => within(p, OWN)) : [get(props, OWN)];
    const whole = get(props, PRIVATE);
    return every([
      ...(type === CLUSTER ? [demand(isTrue(whole), whole, PUBLIC)] : []),
      ...pools.map((own) => forbid(not(isTrue(own, true)), own, PUBLIC)),
    ]);
  },
};
