import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, leftToAutomatic } from "../../../facts/azure-aks.js";

export const azAksLocalAccounts: ResourceRule = {
  id: "az-aks-local-accounts",
  title: "Cluster with local accounts",
  severity: Severity.High,
  graph: false,
  judges: { [CLUSTER]: ["disableLocalAccounts", "sku.name"] },
  controls: {},
  checkov: ["CKV_AZURE_141"],
  why: "The local admin account is a certificate that cannot be taken back: whoever copied it once stays an administrator, and no log says who it was.",
  fix: "Set `disableLocalAccounts` to true, with an `aadProfile` whose `managed` is true, so that people sign in with Microsoft Entra ID.",
  bad: [
    {
      type: CLUSTER,
      name: "main",
      props: { resourceGroupName: "shop", dnsPrefix: "main", aadProfile: { managed: true, enableAzureRBAC: true } },
    },
  ],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        resourceGroupName: "shop",
        dnsPrefix: "main",
        aadProfile: { managed: true, enableAzureRBAC: true },
        disableLocalAccounts: true,
      },
    },
  ],
  check(cluster) {
    // The profile for Entra ID needs no look: Azure refuses a cluster without one whose local accounts are off.
    const off = get(cluster.props, "disableLocalAccounts");
    return demand(any(isTrue(off), leftToAutomatic(cluster, off)), off, "keeps the local admin account");
  },
};
