import { listManagedClusterUserCredentialsOutput, type ManagedCluster } from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { resourceGroupName } from "../core/azure.js";
import { implementation } from "../core/implementation.js";
import { azurePrincipal, guid } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { azureSizes } from "../core/sizes/azure.js";
import { admit, bind } from "./azure/access.js";
import { type AzureClusterContext, azureClusterChildren } from "./azure/children.js";
import { createCluster } from "./azure/cluster.js";
import { createIdentities } from "./azure/identities.js";
import { createKey } from "./azure/key.js";
import { createLogs } from "./azure/logs.js";
import { createMaintenance } from "./azure/maintenance.js";
import { createPools } from "./azure/pools.js";
import { azureUnsupported } from "./capabilities.js";
import { secretKubeconfig } from "./kubeconfig.js";
import type { BuiltCluster, ClusterImplementation, ClusterParts, ClusterPlan, ClusterRules } from "./types.js";
import { azureVersions } from "./versions.js";

export { type AzureClusterNative, type AzureClusterOverrides, azureClusterChildren } from "./azure/children.js";

const rules: ClusterRules = {
  cloud: "azure",
  versions: azureVersions,
  sizes: azureSizes,
  // NV of version 4 and NG have processors of AMD.
  gpus: {
    has: (type) => /^Standard_N[CDV]\d/.test(type) && !/as_v4$/.test(type),
    example: "Standard_NC24ads_A100_v4",
  },
  zones: 1,
  // https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges
  ranges: 200,
  ownRanges: (network) => network.egressIps.length,
  publicOnly: true,
  rangesWithin: undefined,
  // https://learn.microsoft.com/azure/aks/azure-cni-overlay#ip-address-planning
  refusedRanges: ["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"],
  systemNodes: 4,
  retentionDays: { least: 30, most: 730 },
  maintenanceHours: { least: 4, most: 24 },
  needsNat: true,
  defaults: () => ({ serviceRange: "172.16.0.0/16", podRange: "10.244.0.0/16" }),
  admin: {
    pattern: guid,
    expected: 'the object id of an Entra group, in the form "00000000-0000-0000-0000-000000000000"',
  },
  id: {
    pattern:
      /^\/subscriptions\/[^/]+\/resource[gG]roups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/,
    expected:
      'its resource id, "/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<name>"',
  },
  principal: azurePrincipal,
  bindable: [
    azurePrincipal,
    {
      property: "identityId",
      pattern:
        /^\/subscriptions\/[^/]+\/resource[gG]roups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/,
      expected: "the resource id of a user-assigned identity",
    },
    { property: "clientId", pattern: guid, expected: "the client id of the user-assigned identity" },
  ],
};

function build(context: AzureClusterContext, plan: ClusterPlan<"azure">): BuiltCluster<"azure"> {
  const identities = createIdentities(context, plan);
  const secrets = createKey(context, plan, identities);
  const cluster = createCluster(context, plan, identities, secrets);
  const nodePools = createPools(context, plan, cluster);
  const workspace = createLogs(context, plan, cluster, secrets.vault);
  if (plan.maintenance !== undefined) createMaintenance(context, cluster, plan.maintenance);
  const host = plan.publicFrom === undefined ? cluster.privateFQDN : cluster.fqdn;
  const facts: Facts = {
    id: cluster.id,
    name: cluster.name,
    endpoint: pulumi.interpolate`https://${host}:443`,
    ca: certificateOf(context, cluster),
    oidcIssuer: cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? ""),
  };
  const admins = plan.admins.map(({ key, principal: group }) => admit(context, facts, `admin-${key}`, group, "Group"));
  return {
    ...partsOf(context, facts),
    ready: [...admins, ...Object.values(nodePools), cluster],
    nodeSource: undefined,
    native: {
      cloud: "azure",
      cluster,
      clusterIdentity: identities.cluster,
      nodeIdentity: identities.node,
      vault: secrets.vault,
      key: secrets.key,
      workspace,
      nodePools,
    },
  };
}

interface Facts {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly ca: pulumi.Output<string>;
  readonly oidcIssuer: pulumi.Output<string>;
}

/** Only the kubeconfig of a user has the certificate; with Entra and no local accounts there is no credential in it. */
function certificateOf({ scope, group }: AzureClusterContext, cluster: ManagedCluster): pulumi.Output<string> {
  const options = { provider: scope.provider, ...(scope.component && { parent: scope.component }) };
  const found = listManagedClusterUserCredentialsOutput(
    { ...group, resourceName: cluster.name, format: "exec" },
    options,
  );
  const ca = found.kubeconfigs.apply((all) => {
    const text = Buffer.from(all?.[0]?.value ?? "", "base64").toString("utf8");
    return /certificate-authority-data"?:\s*"?([A-Za-z0-9+/=]+)/.exec(text)?.[1] ?? "";
  });
  return pulumi.unsecret(ca);
}

/** The application that AKS logs people in with; the same in every tenant. https://azure.github.io/kubelogin/concepts/aks.html */
const serverApplication = "6dae42f8-4368-4678-94ff-3960e28e3630";
const login = {
  command: "kubelogin",
  args: ["get-token", "--login", "azurecli", "--server-id", serverApplication],
  installHint: "Install kubelogin: https://azure.github.io/kubelogin/install.html",
};

function partsOf(context: AzureClusterContext, facts: Facts): ClusterParts<"azure"> {
  const { id, name, endpoint, ca, oidcIssuer } = facts;
  /** The latest credential of each identity, by its key. */
  const credentials = new Map<string, pulumi.Resource>();
  return {
    name,
    clusterId: id,
    endpoint,
    ca,
    kubeconfig: secretKubeconfig({ name, endpoint, ca }, () => login),
    oidcIssuer,
    ready: [],
    grantAdmin: (identity, suffix) => admit(context, facts, suffix, identity.principalId, "ServicePrincipal"),
    bind: (request) => bind(context, facts, request, credentials),
  };
}

/** Clusters on Azure. */
export const azureCluster: ClusterImplementation<"azure"> = {
  ...implementation<"azure", typeof azureClusterChildren, ClusterPlan<"azure">, BuiltCluster<"azure">>({
    children: azureClusterChildren,
    unsupported: azureUnsupported,
    build: (scope, plan) => build({ scope, group: { resourceGroupName: resourceGroupName(scope.target) } }, plan),
  }),
  rules,
  classes: () => ({
    storage: { balanced: "managed-csi", fast: "managed-csi-premium" },
    ingress: "webapprouting.kubernetes.azure.com",
    ingressBy: "className",
  }),
  existing(context, { id, endpoint, ca, oidcIssuer }) {
    const scope = new Scope<"azure", typeof azureClusterChildren>(context, azureClusterChildren);
    const part = (index: number) => id.apply((path) => path.split("/").at(index) ?? "");
    return partsOf(
      { scope, group: { resourceGroupName: part(4) } },
      { id, name: part(-1), endpoint, ca, oidcIssuer: oidcIssuer ?? pulumi.output("") },
    );
  },
};
