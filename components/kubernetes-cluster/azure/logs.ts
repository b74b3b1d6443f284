import type { ManagedCluster } from "@pulumi/azure-native/containerservice";
import type { Vault } from "@pulumi/azure-native/keyvault";
import type { Workspace } from "@pulumi/azure-native/operationalinsights";
import { ClusterLog } from "../args.js";
import type { ClusterPlan } from "../types.js";
import type { AzureClusterContext } from "./children.js";

/** https://learn.microsoft.com/azure/aks/monitor-aks-reference; audits without those of mere reads, which are most of them. */
const categories: Readonly<Record<ClusterLog, readonly string[]>> = {
  [ClusterLog.Api]: ["kube-apiserver"],
  [ClusterLog.Audit]: ["kube-audit-admin"],
  [ClusterLog.Authenticator]: ["guard"],
  [ClusterLog.Scheduler]: ["kube-scheduler"],
  [ClusterLog.Controller]: ["kube-controller-manager", "cloud-controller-manager", "cluster-autoscaler"],
};

/** A workspace of the cluster's own, and the settings that send its logs there, and who used its key. */
export function createLogs(
  { scope, group }: AzureClusterContext,
  { logs }: ClusterPlan<"azure">,
  cluster: ManagedCluster,
  vault: Vault,
): Workspace | undefined {
  if (logs === undefined) return undefined;
  const workspace = scope.child("workspace", "logs", {
    ...group,
    location: scope.target.region,
    sku: { name: "PerGB2018" },
    retentionInDays: logs.retentionDays,
  });
  const wanted = [...new Set(logs.kinds.flatMap((kind) => categories[kind]))];
  scope.child("logging", "logs", {
    resourceUri: cluster.id,
    workspaceId: workspace.id,
    logAnalyticsDestinationType: "Dedicated",
    logs: wanted.map((category) => ({ category, enabled: true })),
  });
  scope.child("vaultLogging", "secrets", {
    resourceUri: vault.id,
    workspaceId: workspace.id,
    logAnalyticsDestinationType: "Dedicated",
    logs: [{ category: "AuditEvent", enabled: true }],
  });
  return workspace;
}
