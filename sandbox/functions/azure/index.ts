import { clusterType } from "../../models/azure/aks.js";
import { sandboxTenant } from "../../models/azure/rules.js";
import { fixedUuid } from "../../models/derive.js";
import { records, text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest, WorldObject } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { clusterKubeconfig } from "../kubeconfig.js";

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

/** A subnet that was given within its network has no object of its own. Undefined leaves the answer to the lookup. */
function inlineSubnet(r: InvokeRequest): InvokeOutcome | undefined {
  const group = `/subscriptions/${r.session.account}/resourceGroups/${String(r.args.resourceGroupName)}`;
  const id = `${group}/providers/Microsoft.Network/virtualNetworks/${String(r.args.virtualNetworkName)}`;
  const network = r.world.byIdentity(id.toLowerCase())[0];
  const own = records(network?.inputs.subnets).find((subnet) => subnet.name === r.args.subnetName);
  if (own === undefined) return undefined;
  return result({ ...own, id: `${network?.id}/subnets/${String(own.name)}`, provisioningState: "Succeeded" });
}

export const azureAnswers: Answers = {
  "azure-native:containerservice:listManagedClusterUserCredentials": credentials("clusterUser"),
  "azure-native:containerservice:listManagedClusterAdminCredentials": credentials("clusterAdmin"),
  "azure-native:authorization:getClientConfig": (r) =>
    result({
      clientId: fixedUuid("groundplan sandbox client"),
      objectId: fixedUuid("groundplan sandbox principal"),
      subscriptionId: r.session.account,
      tenantId: text(r.session.config.tenantId) ?? sandboxTenant,
    }),
  "azure-native:authorization:getClientToken": () => result({ token: "sandbox-client-token" }, ["token"]),
  "azure-native:network:getSubnet": inlineSubnet,
  "azure-native:storage:listStorageAccountKeys": accountKeys,
};
