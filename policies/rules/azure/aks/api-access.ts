import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isSet, isText, isTrue, not } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { openToWorld } from "../../../facts/ranges.js";

const CLUSTER = "azure-native:containerservice:ManagedCluster";

export const azAksApiAccess: ResourceRule = {
  id: "az-aks-api-access",
  title: "Cluster API open to the world",
  severity: Severity.High,
  graph: false,
  judges: {
    [CLUSTER]: [
      "apiServerAccessProfile.enablePrivateCluster",
      "apiServerAccessProfile.authorizedIPRanges",
      "publicNetworkAccess",
    ],
  },
  controls: { PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "A1.1.3"] },
  checkov: ["CKV_AZURE_6", "CKV_AZURE_115"],
  why: "Whoever reaches the API needs only one leaked credential, or one flaw in it, to own the cluster.",
  fix: "Set `apiServerAccessProfile.enablePrivateCluster` to true, or list the ranges that need the API in `authorizedIPRanges`.",
  bad: [{ type: CLUSTER, name: "main", props: { resourceGroupName: "shop", dnsPrefix: "main" } }],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: { resourceGroupName: "shop", dnsPrefix: "main", apiServerAccessProfile: { enablePrivateCluster: true } },
    },
  ],
  check(cluster) {
    const read = (path: string): Field => get(cluster.props, path);
    const ranges = read("apiServerAccessProfile.authorizedIPRanges");
    const closed = any(
      isTrue(read("apiServerAccessProfile.enablePrivateCluster")),
      isText(read("publicNetworkAccess"), "Disabled"),
      all(isSet(ranges), not(openToWorld([ranges]))),
    );
    return demand(closed, ranges, "lets every address reach the cluster's API");
  },
};
