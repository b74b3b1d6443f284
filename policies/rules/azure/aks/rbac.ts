import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER } from "../../../facts/azure-aks.js";

export const azAksRbac: ResourceRule = {
  id: "az-aks-rbac",
  title: "Cluster without RBAC",
  severity: Severity.Critical,
  graph: false,
  judges: { [CLUSTER]: ["enableRBAC"] },
  controls: {
    PCI4: [
      "10.3.2",
      "10.6.3",
      "3.5.1",
      "7.2.1",
      "7.2.2",
      "7.2.3",
      "7.2.5",
      "7.2.6",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.2",
      "8.3.4",
      "A1.1.2",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_AZURE_5"],
  remedy: sets({ enableRBAC: true }, true),
  why: "Without RBAC everybody who may sign in, and every pod's service account, is an administrator of the whole cluster.",
  fix: "Set `enableRBAC` to true; a cluster that exists must be made anew.",
  bad: [{ type: CLUSTER, name: "main", props: { resourceGroupName: "shop", dnsPrefix: "main", enableRBAC: false } }],
  good: [{ type: CLUSTER, name: "main", props: { resourceGroupName: "shop", dnsPrefix: "main", enableRBAC: true } }],
  check({ props }) {
    // Azure turns it on where nothing is said.
    const rbac = get(props, "enableRBAC");
    return demand(isTrue(rbac, true), rbac, "gives everybody in the cluster every right");
  },
};
