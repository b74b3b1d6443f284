import * as pulumi from "@pulumi/pulumi";
import type { AzurePrincipal } from "../../azure.js";
import { roleAssignment } from "../../core/azure-roles.js";
import type { BindRequest, Bound } from "../types.js";
import type { AzureClusterContext } from "./children.js";
import { roles } from "./identities.js";

/** What the parts of a cluster need of it. */
export interface ClusterFacts {
  readonly id: pulumi.Output<string>;
  readonly oidcIssuer: pulumi.Output<string>;
}

/** The role of an administrator in the cluster. */
export function admit(
  { scope }: AzureClusterContext,
  cluster: ClusterFacts,
  suffix: string,
  principalId: pulumi.Input<string>,
  principalType: "Group" | "ServicePrincipal",
): pulumi.Resource {
  return scope.child("admin", suffix, {
    ...roleAssignment({ scope: cluster.id, principalId, role: roles.clusterAdmin }),
    principalType,
  });
}

/**
 * Lets tokens of the service account pass for the identity. Azure takes one change of an identity's credentials at a time,
 * so each waits for the earlier one of the same identity. Pods need the label, the service account the annotation.
 */
export function bind(
  context: AzureClusterContext,
  cluster: ClusterFacts,
  request: BindRequest<"azure">,
  earlier: Map<string, pulumi.Resource>,
): Bound<"azure"> {
  const { namespace, serviceAccount, suffix } = request;
  const { scope } = context;
  const identity = request.identity ?? makeIdentity(context, suffix);
  const parts = pulumi.output(identity.identityId).apply((id) => (id ?? "").split("/"));
  const before = earlier.get(identity.key);
  const credential = scope.child(
    "workloadCredential",
    suffix,
    {
      resourceGroupName: parts.apply((part) => part[4] ?? ""),
      resourceName: parts.apply((part) => part.at(-1) ?? ""),
      issuer: cluster.oidcIssuer,
      subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
      audiences: ["api://AzureADTokenExchange"],
    },
    { dependsOn: before === undefined ? [] : [before] },
  );
  earlier.set(identity.key, credential);
  const clientId = pulumi.output(identity.clientId).apply((id) => id ?? "");
  return {
    identity,
    annotations: { "azure.workload.identity/client-id": clientId },
    labels: { "azure.workload.identity/use": "true" },
    dependencies: [credential],
  };
}

function makeIdentity({ scope, group }: AzureClusterContext, suffix: string): AzurePrincipal {
  const made = scope.child("workloadIdentity", suffix, { ...group, location: scope.target.region });
  return {
    key: `${scope.name}-${suffix}`,
    principalId: made.principalId,
    clientId: made.clientId,
    identityId: made.id,
  };
}
