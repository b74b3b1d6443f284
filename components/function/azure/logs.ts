import type * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import type * as pulumi from "@pulumi/pulumi";
import { roleAssignment } from "../../core/azure-roles.js";
import type { FunctionPlan } from "../types.js";
import type { AzureFunctionContext, AzureFunctionScope } from "./children.js";

/** Monitoring Metrics Publisher, https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor */
const metricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

export interface Logs {
  readonly workspace: operationalinsights.Workspace;
  readonly insights: applicationinsights.Component;
  readonly role: pulumi.Resource;
}

/** Where the log goes: only identities may write there, the instrumentation key alone does not open it. */
export function createLogs(
  scope: AzureFunctionScope,
  at: AzureFunctionContext["at"],
  plan: FunctionPlan,
  identity: UserAssignedIdentity,
): Logs {
  const workspace = scope.child("workspace", "", {
    ...at,
    sku: { name: "PerGB2018" },
    retentionInDays: plan.logRetentionDays,
    features: { disableLocalAuth: true },
  });
  const insights = scope.child("insights", "", {
    ...at,
    applicationType: "web",
    kind: "web",
    ingestionMode: "LogAnalytics",
    workspaceResourceId: workspace.id,
    disableLocalAuth: true,
  });
  const { principalId } = identity;
  const role = scope.child(
    "insightsRole",
    "insights",
    roleAssignment({ scope: insights.id, principalId, role: metricsPublisher }),
  );
  return { workspace, insights, role };
}
