import { clusterType } from "../../models/azure/aks.js";
import { sandboxTenant } from "../../models/azure/rules.js";
import { fixedUuid } from "../../models/derive.js";
import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest, WorldObject } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { clusterKubeconfig } from "../kubeconfig.js";

/** A lookup of a resource by the names in its path. */
function lookUp(path: (args: Record<string, string>) => string) {
  return (r: InvokeRequest): InvokeOutcome => {
    const args = Object.fromEntries(Object.entries(r.args).map(([key, value]) => [key, String(value)]));
    const id = `/subscriptions/${r.session.account}/resourceGroups/${path(args)}`;
    const [found] = r.world.byIdentity(id.toLowerCase());
    if (found === undefined)
      return error(
        "ResourceNotFound",
        `The Resource '${id}' was not found in the sandbox; create it first, or correct the names`,
      );
    return result({ ...found.outputs, id: found.id });
  };
}

function accountKeys(r: InvokeRequest): InvokeOutcome {
  const account = r.world
    .byType("azure-native:storage:StorageAccount")
    .find((o) => o.account === r.session.account && o.inputs.accountName === r.args.accountName);
  if (account === undefined)
    return error(
      "ResourceNotFound",
      `Storage account '${String(r.args.accountName)}' was not found in the sandbox; create it first`,
    );
  if (account.inputs.allowSharedKeyAccess === false && text(r.args.expand) === "kerb")
    return error("KeyBasedAuthenticationNotPermitted", `Key based authentication is not permitted on ${account.id}`);
  const keys = ["key1", "key2"].map((keyName) => ({
    keyName,
    permissions: "FULL",
    creationTime: account.outputs.creationTime,
    // 64 bytes in base64, as Azure's keys; the words say where they come from.
    value: Buffer.from(`sandbox-${r.session.seed}-${account.id}-${keyName}`.padEnd(64, "0").slice(-64)).toString(
      "base64",
    ),
  }));
  return result({ keys }, ["keys"]);
}

function clusterOf(r: InvokeRequest): WorldObject | undefined {
  const id = `/subscriptions/${r.session.account}/resourceGroups/${String(r.args.resourceGroupName)}/providers/Microsoft.ContainerService/managedClusters/${String(r.args.resourceName)}`;
  return r.world.byIdentity(id.toLowerCase()).find((o) => o.type === clusterType);
}

/** A kubeconfig as AKS hands it out: for a user of Entra ID without a credential in it, for an admin with a certificate. */
function credentials(kind: "clusterUser" | "clusterAdmin") {
  return (r: InvokeRequest): InvokeOutcome => {
    const cluster = clusterOf(r);
    if (cluster === undefined)
      return error(
        "ResourceNotFound",
        `The managed cluster '${String(r.args.resourceName)}' was not found in the sandbox; create it first`,
      );
    if (kind === "clusterAdmin" && cluster.inputs.disableLocalAccounts === true)
      return error(
        "BadRequest",
        "Getting static credential is not allowed because this cluster is set to disable local accounts.",
      );
    const host = text(cluster.outputs.privateFQDN) ?? text(cluster.outputs.fqdn) ?? "";
    const value = Buffer.from(clusterKubeconfig(r.session, cluster, `https://${host}:443`, kind)).toString("base64");
    return result({ kubeconfigs: [{ name: kind, value }] }, ["kubeconfigs"]);
  };
}

export const azureAnswers: Answers = {
  "azure-native:containerservice:listManagedClusterUserCredentials": credentials("clusterUser"),
  "azure-native:containerservice:listManagedClusterAdminCredentials": credentials("clusterAdmin"),
  "azure-native:containerservice:getManagedCluster": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/${a.resourceName}`,
  ),
  "azure-native:managedidentity:getUserAssignedIdentity": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${a.resourceName}`,
  ),
  "azure-native:network:getPublicIPAddress": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.Network/publicIPAddresses/${a.publicIpAddressName}`,
  ),
  "azure-native:network:getNetworkInterface": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.Network/networkInterfaces/${a.networkInterfaceName}`,
  ),
  "azure-native:compute:getVirtualMachine": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.Compute/virtualMachines/${a.vmName}`,
  ),
  "azure-native:web:getWebApp": lookUp((a) => `${a.resourceGroupName}/providers/Microsoft.Web/sites/${a.name}`),
  "azure-native:authorization:getClientConfig": (r) =>
    result({
      clientId: fixedUuid("groundplan sandbox client"),
      objectId: fixedUuid("groundplan sandbox principal"),
      subscriptionId: r.session.account,
      tenantId: text(r.session.config.tenantId) ?? sandboxTenant,
    }),
  "azure-native:authorization:getClientToken": () => result({ token: "sandbox-client-token" }, ["token"]),
  "azure-native:resources:getResourceGroup": lookUp((a) => `${a.resourceGroupName}`),
  "azure-native:network:getVirtualNetwork": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.Network/virtualNetworks/${a.virtualNetworkName}`,
  ),
  "azure-native:network:getSubnet": lookUp(
    (a) =>
      `${a.resourceGroupName}/providers/Microsoft.Network/virtualNetworks/${a.virtualNetworkName}/subnets/${a.subnetName}`,
  ),
  "azure-native:storage:getStorageAccount": lookUp(
    (a) => `${a.resourceGroupName}/providers/Microsoft.Storage/storageAccounts/${a.accountName}`,
  ),
  "azure-native:storage:listStorageAccountKeys": accountKeys,
};
