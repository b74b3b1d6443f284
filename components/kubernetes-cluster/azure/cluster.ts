import type { ManagedCluster, ManagedClusterArgs } from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { fitName } from "../../core/names.js";
import { ClusterMode, UpgradeChannel } from "../args.js";
import { apartFromNetwork } from "../ranges.js";
import type { ClusterPlan } from "../types.js";
import type { AzureClusterContext } from "./children.js";
import type { ClusterIdentities } from "./identities.js";
import type { ClusterKey } from "./key.js";
import { systemPool } from "./pools.js";

/** The address of DNS in a range of services: the tenth, as AKS has it. */
function dnsAddress(range: string): string {
  const [a, b, c, d] = range.split("/")[0]?.split(".").map(Number) ?? [];
  return [a, b, c, (d ?? 0) + 10].join(".");
}

export function createCluster(
  { scope, group }: AzureClusterContext,
  plan: ClusterPlan<"azure">,
  identities: ClusterIdentities,
  secrets: ClusterKey,
): ManagedCluster {
  const { network } = plan;
  const routes = pulumi.Resource.isInstance(network) ? [network] : [];
  return scope.child(
    "cluster",
    "",
    {
      ...group,
      location: scope.target.region,
      dnsPrefix: fitName(scope.name, { limit: 54, charset: "A-Za-z0-9-", property: "dnsPrefix" }),
      kubernetesVersion: plan.version,
      sku: { name: "Base", tier: "Standard" },
      agentPoolProfiles: [systemPool(plan)],
      ...identityArgs(identities),
      ...guards(plan, secrets),
      networkProfile: networkProfile(plan),
      ...addonArgs(plan),
      autoUpgradeProfile:
        plan.upgrade === UpgradeChannel.Manual
          ? { upgradeChannel: "none", nodeOSUpgradeChannel: "None" }
          : { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
      nodeProvisioningProfile: { mode: plan.mode === ClusterMode.Managed ? "Auto" : "Manual" },
    },
    {
      dependsOn: [...identities.assigned, secrets.keyRole, ...routes],
      // The API takes them when the cluster is made. Later they would list the other pools, which are resources of their own.
      ignoreChanges: ["agentPoolProfiles"],
      ...(plan.deletionProtection ? { protect: true } : {}),
    },
  );
}

function identityArgs({ cluster, node }: ClusterIdentities): Partial<ManagedClusterArgs> {
  const kubeletidentity = { resourceId: node.id, clientId: node.clientId, objectId: node.principalId };
  return {
    identity: { type: "UserAssigned", userAssignedIdentities: [cluster.id] },
    identityProfile: { kubeletidentity },
  };
}

/** Nobody gets in without Entra: no local accounts, no commands through Azure, no API on the internet unless asked. */
function guards(plan: ClusterPlan<"azure">, { key, vault }: ClusterKey): Partial<ManagedClusterArgs> {
  return {
    enableRBAC: true,
    disableLocalAccounts: true,
    aadProfile: { managed: true, enableAzureRBAC: true },
    apiServerAccessProfile: endpointArgs(plan),
    oidcIssuerProfile: { enabled: true },
    securityProfile: {
      azureKeyVaultKms: {
        enabled: true,
        keyId: key.keyUriWithVersion,
        keyVaultNetworkAccess: "Public",
        keyVaultResourceId: vault.id,
      },
      imageCleaner: { enabled: true, intervalHours: 168 },
      workloadIdentity: { enabled: true },
    },
  };
}

/** Nodes reach a public endpoint through the network's NAT gateway, so that has to be let in too. */
function endpointArgs({ publicFrom, network }: ClusterPlan<"azure">) {
  if (publicFrom === undefined)
    return {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: "system",
      disableRunCommand: true,
    };
  const nodes = network.egressIps.map((address) => pulumi.interpolate`${address}/32`);
  return { enablePrivateCluster: false, authorizedIPRanges: [...publicFrom, ...nodes], disableRunCommand: true };
}

function networkProfile(plan: ClusterPlan<"azure">): ManagedClusterArgs["networkProfile"] {
  return {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataplane: "cilium",
    networkPolicy: "cilium",
    podCidr: apartFromNetwork(plan, "podRange"),
    serviceCidr: apartFromNetwork(plan, "serviceRange"),
    dnsServiceIP: dnsAddress(plan.serviceRange as string),
    outboundType: "userAssignedNATGateway",
    loadBalancerSku: "standard",
  };
}

function addonArgs({ addons }: ClusterPlan<"azure">): Partial<ManagedClusterArgs> {
  const secretsStore = addons.secretsStore
    ? { enabled: true, config: { enableSecretRotation: "true", rotationPollInterval: "2m" } }
    : { enabled: false };
  return {
    storageProfile: { diskCSIDriver: { enabled: addons.disk }, snapshotController: { enabled: addons.disk } },
    addonProfiles: { azureKeyvaultSecretsProvider: secretsStore },
    ingressProfile: {
      webAppRouting: addons.ingress
        ? { enabled: true, nginx: { defaultIngressControllerType: "Internal" } }
        : { enabled: false },
    },
  };
}
