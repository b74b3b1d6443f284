import type { Words } from "./model.js";

/**
 * Kinds of resources of which one must exist wherever an id of the own subscription names it, and as the parent of what lies
 * in it. From the resource paths in azure-mgmt-* (2026-11); `{name}`, `{value}` and `{group}` stand for the name, the id and
 * its resource group. Words: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found, for
 * references between resources of the network https://learn.microsoft.com/azure/networking/troubleshoot-failed-state.
 */
export const azureTargets: Readonly<Record<string, Words | "usual" | "network">> = {
  "Microsoft.ApiManagement/service": "usual",
  "Microsoft.ApiManagement/service/apis": "usual",
  "Microsoft.ApiManagement/service/products": "usual",
  "Microsoft.App/containerApps": "usual",
  "Microsoft.App/managedEnvironments": "usual",
  "Microsoft.AppConfiguration/configurationStores": "usual",
  "Microsoft.Automation/automationAccounts": "usual",
  "Microsoft.Batch/batchAccounts": "usual",
  "Microsoft.Cache/redis": "usual",
  "Microsoft.Cdn/profiles": "usual",
  "Microsoft.Cdn/profiles/afdEndpoints": "usual",
  "Microsoft.Cdn/profiles/endpoints": "usual",
  "Microsoft.Cdn/profiles/originGroups": "usual",
  "Microsoft.Cdn/profiles/ruleSets": "usual",
  "Microsoft.CognitiveServices/accounts": "usual",
  "Microsoft.Compute/availabilitySets": "usual",
  "Microsoft.Compute/diskAccesses": "usual",
  "Microsoft.Compute/diskEncryptionSets": "usual",
  "Microsoft.Compute/disks": "usual",
  "Microsoft.Compute/galleries": "usual",
  "Microsoft.Compute/galleries/images": "usual",
  "Microsoft.Compute/proximityPlacementGroups": "usual",
  "Microsoft.Compute/virtualMachineScaleSets": "usual",
  "Microsoft.Compute/virtualMachines": "usual",
  "Microsoft.ContainerRegistry/registries": "usual",
  "Microsoft.ContainerService/managedClusters": "usual",
  "Microsoft.DBforMySQL/flexibleServers": "usual",
  "Microsoft.DBforPostgreSQL/flexibleServers": "usual",
  "Microsoft.DataFactory/factories": "usual",
  "Microsoft.Databricks/workspaces": "usual",
  "Microsoft.DesktopVirtualization/hostPools": "usual",
  "Microsoft.Devices/IotHubs": "usual",
  "Microsoft.DocumentDB/databaseAccounts": "usual",
  "Microsoft.DocumentDB/databaseAccounts/sqlDatabases": "usual",
  "Microsoft.DocumentDB/databaseAccounts/mongodbDatabases": "usual",
  "Microsoft.EventGrid/domains": "usual",
  "Microsoft.EventGrid/systemTopics": "usual",
  "Microsoft.EventGrid/topics": "usual",
  "Microsoft.EventHub/namespaces": "usual",
  "Microsoft.EventHub/namespaces/eventhubs": "usual",
  "Microsoft.Insights/actionGroups": "usual",
  "Microsoft.Insights/components": "usual",
  "Microsoft.Insights/dataCollectionEndpoints": "usual",
  "Microsoft.Insights/dataCollectionRules": "usual",
  "Microsoft.KeyVault/vaults": "usual",
  "Microsoft.Kusto/clusters": "usual",
  "Microsoft.Logic/workflows": "usual",
  "Microsoft.MachineLearningServices/workspaces": "usual",
  "Microsoft.ManagedIdentity/userAssignedIdentities": {
    code: "FailedIdentityOperation",
    text: "Identity operation for resource failed with error 'Resource '{value}' was not found.'",
  },
  "Microsoft.Network/applicationGateways": "network",
  "Microsoft.Network/applicationSecurityGroups": "network",
  "Microsoft.Network/azureFirewalls": "network",
  "Microsoft.Network/ddosProtectionPlans": "network",
  "Microsoft.Network/dnsZones": "usual",
  "Microsoft.Network/expressRouteCircuits": "network",
  "Microsoft.Network/firewallPolicies": "network",
  "Microsoft.Network/ipGroups": "network",
  "Microsoft.Network/loadBalancers": "network",
  "Microsoft.Network/localNetworkGateways": "network",
  "Microsoft.Network/natGateways": "network",
  "Microsoft.Network/networkInterfaces": "network",
  "Microsoft.Network/networkSecurityGroups": "network",
  "Microsoft.Network/networkWatchers": "network",
  "Microsoft.Network/privateDnsZones": "network",
  "Microsoft.Network/privateEndpoints": "network",
  "Microsoft.Network/privateLinkServices": "network",
  "Microsoft.Network/publicIPAddresses": "network",
  "Microsoft.Network/publicIPPrefixes": "network",
  "Microsoft.Network/routeTables": "network",
  "Microsoft.Network/trafficManagerProfiles": "usual",
  "Microsoft.Network/virtualHubs": "network",
  "Microsoft.Network/virtualNetworkGateways": "network",
  "Microsoft.Network/virtualNetworks": "network",
  "Microsoft.Network/virtualNetworks/subnets": "network",
  "Microsoft.Network/virtualWans": "network",
  "Microsoft.NotificationHubs/namespaces": "usual",
  "Microsoft.OperationalInsights/workspaces": "usual",
  "Microsoft.RecoveryServices/vaults": "usual",
  "Microsoft.RecoveryServices/vaults/backupPolicies": "usual",
  "Microsoft.Relay/namespaces": "usual",
  "Microsoft.Search/searchServices": "usual",
  "Microsoft.ServiceBus/namespaces": "usual",
  "Microsoft.ServiceBus/namespaces/queues": "usual",
  "Microsoft.ServiceBus/namespaces/topics": "usual",
  "Microsoft.ServiceBus/namespaces/topics/subscriptions": "usual",
  "Microsoft.SignalRService/SignalR": "usual",
  "Microsoft.Sql/managedInstances": "usual",
  "Microsoft.Sql/servers": "usual",
  "Microsoft.Sql/servers/elasticPools": "usual",
  "Microsoft.Storage/storageAccounts": "usual",
  "Microsoft.Storage/storageAccounts/blobServices/containers": "usual",
  "Microsoft.Synapse/workspaces": "usual",
  "Microsoft.Web/serverfarms": { code: "NotFound", text: "Cannot find ServerFarm with name {name}." },
  "Microsoft.Web/sites": "usual",
  "Microsoft.Web/sites/slots": "usual",
  "Microsoft.Web/staticSites": "usual",
};

export const azureUsual: Words = {
  code: "ResourceNotFound",
  text: "The Resource '{kind}/{name}' under resource group '{group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
};

export const azureNetwork: Words = {
  code: "InvalidResourceReference",
  text: "Resource {value} referenced by {path} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.",
};

/** Parts that are written inside of their parent, by its kind: the collections in its properties, which are named the same. */
export const azureInline: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.Network/loadBalancers": [
    "backendAddressPools",
    "frontendIPConfigurations",
    "inboundNatPools",
    "inboundNatRules",
    "probes",
  ],
  "Microsoft.Network/applicationGateways": [
    "backendAddressPools",
    "backendHttpSettingsCollection",
    "frontendIPConfigurations",
    "frontendPorts",
    "httpListeners",
    "probes",
    "redirectConfigurations",
    "rewriteRuleSets",
    "sslCertificates",
    "sslProfiles",
    "trustedRootCertificates",
    "urlPathMaps",
  ],
  "Microsoft.Network/azureFirewalls": ["ipConfigurations"],
};

/** Inputs that are not looked up: text, and scopes that may lie anywhere. */
export const azureProse =
  /^(tags|description|scope|scopes|assignableScopes|definition|template|parameters|dashboard)\b(?!\.(containers|volumes|scale|serviceBinds)\b)|\.value$|nvironmentVariables\b/;

/**
 * What Azure makes by itself: network watchers, the groups that clusters and workspaces manage, default workspaces.
 * https://learn.microsoft.com/azure/aks/faq, https://learn.microsoft.com/azure/network-watcher/network-watcher-create
 */
export const azureAlways =
  /\/resourcegroups\/(mc_[^/]+|me_[^/]+|databricks-rg-[^/]+|synapseworkspace-managedrg-[^/]+|defaultresourcegroup-[^/]+|cloud-shell-storage-[^/]+|networkwatcherrg)(\/|$)/i;
