import { Severity, type StackRule } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";
import { hasPrivateEndpoint, PRIVATE_ENDPOINTS } from "../../../facts/azure-private-endpoints.js";

const ACCOUNT = "azure-native:storage:StorageAccount";

const account = {
  type: ACCOUNT,
  name: "assets",
  props: { resourceGroupName: "shop", accountName: "assets7", kind: "StorageV2", sku: { name: "Standard_LRS" } },
};
const ID =
  "/subscriptions/2f5c3d1e-7a60-4c39-9d7c-5e0f8a1b2c3d/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts";
const endpoint = (id: string, refs: Readonly<Record<string, readonly string[]>>) => ({
  type: "azure-native:network:PrivateEndpoint",
  name: "link",
  props: {
    resourceGroupName: "shop",
    privateLinkServiceConnections: [{ name: "blob", privateLinkServiceId: id, groupIds: ["blob"] }],
    subnet: {
      id: "/subscriptions/2f5c3d1e/resourceGroups/shop/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
    },
  },
  refs,
});

export const azStoragePrivateEndpoint: StackRule = {
  id: "az-storage-private-endpoint",
  title: "Storage without a private endpoint",
  severity: Severity.Low,
  graph: true,
  judges: { [ACCOUNT]: ["accountName"] },
  consults: PRIVATE_ENDPOINTS,
  controls: { "CIS Azure 4.0": ["10.3.2.1", "2.2.2.1"] },
  checkov: ["CKV2_AZURE_33"],
  groups: ["production"],
  why: "Without a private endpoint the machines of the network reach the account over its public address, which therefore has to stay open.",
  fix: "Add an azure-native.network.PrivateEndpoint whose `privateLinkServiceConnections` names the account.",
  bad: [account, endpoint(`${ID}/other`, {})],
  good: [account, endpoint(`${ID}/assets7`, { privateLinkServiceConnections: ["assets"] })],
  check(resource, stack) {
    const reached = hasPrivateEndpoint(resource, stack, "storageAccounts", get(resource.props, "accountName"));
    return demand(reached, nowhere, "no private endpoint leads to the account");
  },
};
