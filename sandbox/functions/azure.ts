import { sandboxTenant } from "../models/azure/rules.js";
import { fixedUuid } from "../models/derive.js";
import { text } from "../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../types.js";
import { type Answers, error, result } from "./answer.js";

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

export const azureAnswers: Answers = {
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
