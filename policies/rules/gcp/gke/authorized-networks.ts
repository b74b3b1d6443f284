import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isSet, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { openToWorld } from "../../../facts/ranges.js";

const CLUSTER = "gcp:container/cluster:Cluster";

/** Whether only listed ranges reach the API; a list with nothing in it lets nobody in from outside. */
function limited(networks: Field): Tri {
  const ranges = items(within(networks, "cidrBlocks")).map((block) => within(block, "cidrBlock"));
  const given = holds(networks, (value) => value !== false && !(Array.isArray(value) && value.length === 0));
  if (given !== true) return given;
  return not(openToWorld(ranges));
}

export const gcpGkeAuthorizedNetworks: ResourceRule = {
  id: "gcp-gke-authorized-networks",
  title: "Cluster API open to the world",
  severity: Severity.High,
  graph: false,
  judges: {
    [CLUSTER]: [
      "privateClusterConfig.enablePrivateEndpoint",
      "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled",
      "masterAuthorizedNetworksConfig.cidrBlocks[].cidrBlock",
    ],
  },
  controls: {},
  checkov: ["CKV_GCP_18", "CKV_GCP_20"],
  aspects: { CKV_GCP_18: ["masterAuthorizedNetworksConfig.cidrBlocks"] },
  trivy: ["GCP-0053", "GCP-0061"],
  why: "Whoever reaches the API needs only one leaked credential, or one flaw in it, to own the cluster.",
  fix: "Set `privateClusterConfig.enablePrivateEndpoint` to true, switch the IP endpoints off in `controlPlaneEndpointsConfig` and use the DNS endpoint, or list the ranges that need the API in `masterAuthorizedNetworksConfig`.",
  bad: [{ type: CLUSTER, name: "main", props: { location: "europe-west1", network: "main" } }],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        location: "europe-west1",
        network: "main",
        masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }] },
      },
    },
  ],
  check(cluster) {
    const read = (path: string): Field => get(cluster.props, path);
    const closed = isTrue(read("privateClusterConfig.enablePrivateEndpoint"));
    const byNameOnly = not(isTrue(read("controlPlaneEndpointsConfig.ipEndpointsConfig.enabled"), true));
    const networks = read("masterAuthorizedNetworksConfig");
    const good = any(closed, byNameOnly, limited(networks));
    // Where ranges are listed, they are what is wrong; otherwise the list is missing.
    const ranges = within(networks, "cidrBlocks");
    return demand(good, isSet(ranges) === true ? ranges : networks, "lets every address reach the cluster's API");
  },
};
