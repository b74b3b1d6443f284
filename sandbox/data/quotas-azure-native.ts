import { type Quota, quotaOf } from "./quota.js";

const limits = "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits";

const quota = quotaOf("azure", "azure-native", (title) => ({
  code: "QuotaExceeded",
  text: `Operation could not be completed as it results in exceeding approved quota. ${title}: {limit}`,
  source: limits,
}));

const inVnet = ["virtualNetworkName", "resourceGroupName"] as const;

/** Where Microsoft gives several numbers by the kind of subscription, the highest, so that nobody is refused wrongly. */
export const azureQuotas: readonly Quota[] = [
  quota("resource-groups", "Resource groups per subscription", 980, ["resources:ResourceGroup"], "account"),
  quota("virtual-networks-per-region", "Virtual networks", 1000, ["network:VirtualNetwork"], "region"),
  quota("subnets-per-virtual-network", "Subnets per virtual network", 3000, ["network:Subnet"], inVnet),
  quota(
    "peerings-per-virtual-network",
    "Virtual network peerings per virtual network",
    500,
    ["network:VirtualNetworkPeering"],
    inVnet,
  ),
  quota("network-interfaces-per-region", "Network interface cards", 65_536, ["network:NetworkInterface"], "region"),
  quota(
    "network-security-groups-per-region",
    "Network Security Groups",
    5000,
    ["network:NetworkSecurityGroup"],
    "region",
  ),
  quota(
    "rules-per-network-security-group",
    "NSG rules per NSG",
    1000,
    ["network:SecurityRule"],
    ["networkSecurityGroupName", "resourceGroupName"],
  ),
  quota(
    "application-security-groups-per-region",
    "Application security groups",
    3000,
    ["network:ApplicationSecurityGroup"],
    "region",
  ),
  quota("route-tables-per-region", "User-defined route tables", 200, ["network:RouteTable"], "region"),
  quota(
    "routes-per-route-table",
    "User-defined routes per route table",
    400,
    ["network:Route"],
    ["routeTableName", "resourceGroupName"],
  ),
  quota("public-ip-addresses-per-region", "Public IP addresses", 1000, ["network:PublicIPAddress"], "region", {
    code: "PublicIPCountLimitReached",
    text: "Cannot create more than {limit} public IP addresses for this subscription in this region.",
  }),
  quota(
    "storage-accounts-per-region",
    "Storage accounts per region per subscription",
    250,
    ["storage:StorageAccount"],
    "region",
    {
      code: "MaxStorageAccountsCountPerSubscriptionExceeded",
      text: "Subscription {account} already contains {limit} storage accounts in location {region} and the maximum allowed is {limit}.",
      source: "https://learn.microsoft.com/azure/storage/common/scalability-targets-standard-account",
    },
  ),
  quota(
    "role-assignments",
    "Azure role assignments per subscription",
    4000,
    ["authorization:RoleAssignment"],
    "account",
    {
      code: "RoleAssignmentLimitExceeded",
      text: "The number of role assignments of the subscription has reached its limit of {limit}.",
      source: "https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits",
    },
  ),
  quota("sql-servers-per-region", "Logical servers per subscription in a region", 250, ["sql:Server"], "region", {
    source: "https://learn.microsoft.com/azure/azure-sql/database/resource-limits-logical-server",
  }),
  quota("event-hubs-namespaces", "Event Hubs namespaces per subscription", 1000, ["eventhub:Namespace"], "account"),
  quota("service-bus-namespaces", "Service Bus namespaces per subscription", 1000, ["servicebus:Namespace"], "account"),
  quota(
    "federated-credentials-per-identity",
    "Federated identity credentials per user-assigned identity",
    20,
    ["managedidentity:FederatedIdentityCredential"],
    ["resourceName", "resourceGroupName"],
    {
      source: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
    },
  ),
  quota(
    "diagnostic-settings-per-resource",
    "Diagnostic settings per resource",
    5,
    ["monitor:DiagnosticSetting"],
    ["resourceUri"],
    {
      source: "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    },
  ),
  quota(
    "regional-vcpus",
    "Total Regional vCPUs: varies by subscription",
    undefined,
    ["compute:VirtualMachine"],
    "region",
    {
      code: "OperationNotAllowed",
      text: "Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Location: {region}, Current Limit: {limit}.",
      processors: "hardwareProfile.vmSize",
      source: "https://learn.microsoft.com/azure/quotas/per-vm-quota-requests",
    },
  ),
];
