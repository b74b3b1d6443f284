import { azurePaths } from "../../data/azure-paths.js";
import type { ResourceSchema } from "../../schema/index.js";
import type { Props } from "../../types.js";
import { text } from "../values.js";

const network = "Microsoft.Network";
const mysql = "Microsoft.DBforMySQL/flexibleServers/{serverName}";
const postgres = "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}";
const storage = "Microsoft.Storage/storageAccounts/{accountName}";

/**
 * Where a type lies under its resource group, with the input that names each level. A path that begins with a slash is
 * the whole id; one that begins with an input is put behind that input's value.
 */
export const paths: Readonly<Record<string, string>> = {
  "azure-native:resources:ResourceGroup": "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
  "azure-native:network:VirtualNetwork": `${network}/virtualNetworks/{virtualNetworkName}`,
  "azure-native:network:Subnet": `${network}/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}`,
  "azure-native:network:VirtualNetworkPeering": `${network}/virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{virtualNetworkPeeringName}`,
  "azure-native:network:NetworkSecurityGroup": `${network}/networkSecurityGroups/{networkSecurityGroupName}`,
  "azure-native:network:SecurityRule": `${network}/networkSecurityGroups/{networkSecurityGroupName}/securityRules/{securityRuleName}`,
  "azure-native:network:RouteTable": `${network}/routeTables/{routeTableName}`,
  "azure-native:network:Route": `${network}/routeTables/{routeTableName}/routes/{routeName}`,
  "azure-native:network:NatGateway": `${network}/natGateways/{natGatewayName}`,
  "azure-native:network:PublicIPAddress": `${network}/publicIPAddresses/{publicIpAddressName}`,
  "azure-native:network:PublicIPPrefix": `${network}/publicIPPrefixes/{publicIpPrefixName}`,
  "azure-native:network:NetworkWatcher": `${network}/networkWatchers/{networkWatcherName}`,
  "azure-native:network:FlowLog": `${network}/networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}`,
  "azure-native:network:PrivateEndpoint": `${network}/privateEndpoints/{privateEndpointName}`,
  "azure-native:network:PrivateDnsZoneGroup": `${network}/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}`,
  "azure-native:network:NetworkInterface": `${network}/networkInterfaces/{networkInterfaceName}`,
  "azure-native:network:LoadBalancer": `${network}/loadBalancers/{loadBalancerName}`,
  "azure-native:network:ApplicationGateway": `${network}/applicationGateways/{applicationGatewayName}`,
  "azure-native:privatedns:PrivateZone": `${network}/privateDnsZones/{privateZoneName}`,
  "azure-native:privatedns:VirtualNetworkLink": `${network}/privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}`,
  "azure-native:storage:StorageAccount": storage,
  "azure-native:storage:BlobServiceProperties": `${storage}/blobServices/{blobServicesName}`,
  "azure-native:storage:BlobContainer": `${storage}/blobServices/default/containers/{containerName}`,
  "azure-native:storage:Blob": `${storage}/blobServices/default/containers/{containerName}/blobs/{blobName}`,
  "azure-native:storage:BlobContainerImmutabilityPolicy": `${storage}/blobServices/default/containers/{containerName}/immutabilityPolicies/{immutabilityPolicyName}`,
  "azure-native:storage:ManagementPolicy": `${storage}/managementPolicies/{managementPolicyName}`,
  "azure-native:storage:Queue": `${storage}/queueServices/default/queues/{queueName}`,
  "azure-native:storage:Table": `${storage}/tableServices/default/tables/{tableName}`,
  "azure-native:storage:FileShare": `${storage}/fileServices/default/shares/{shareName}`,
  "azure-native:monitor:DiagnosticSetting": "{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
  "azure-native:operationalinsights:Workspace": "Microsoft.OperationalInsights/workspaces/{workspaceName}",
  "azure-native:authorization:RoleAssignment":
    "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
  "azure-native:authorization:RoleDefinition":
    "{scope}/providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId}",
  "azure-native:managedidentity:UserAssignedIdentity":
    "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
  "azure-native:keyvault:Vault": "Microsoft.KeyVault/vaults/{vaultName}",
  "azure-native:keyvault:Secret": "Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}",
  "azure-native:keyvault:Key": "Microsoft.KeyVault/vaults/{vaultName}/keys/{keyName}",
  "azure-native:managedidentity:FederatedIdentityCredential":
    "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}",
  "azure-native:network:ApplicationSecurityGroup": `${network}/applicationSecurityGroups/{applicationSecurityGroupName}`,
  "azure-native:compute:Disk": "Microsoft.Compute/disks/{diskName}",
  "azure-native:compute:DiskEncryptionSet": "Microsoft.Compute/diskEncryptionSets/{diskEncryptionSetName}",
  "azure-native:compute:VirtualMachine": "Microsoft.Compute/virtualMachines/{vmName}",
  "azure-native:compute:VirtualMachineExtension":
    "Microsoft.Compute/virtualMachines/{vmName}/extensions/{vmExtensionName}",
  "azure-native:containerservice:ManagedCluster": "Microsoft.ContainerService/managedClusters/{resourceName}",
  "azure-native:containerservice:AgentPool":
    "Microsoft.ContainerService/managedClusters/{resourceName}/agentPools/{agentPoolName}",
  "azure-native:containerservice:MaintenanceConfiguration":
    "Microsoft.ContainerService/managedClusters/{resourceName}/maintenanceConfigurations/{configName}",
  "azure-native:eventgrid:SystemTopic": "Microsoft.EventGrid/systemTopics/{systemTopicName}",
  "azure-native:eventgrid:SystemTopicEventSubscription":
    "Microsoft.EventGrid/systemTopics/{systemTopicName}/eventSubscriptions/{eventSubscriptionName}",
  "azure-native:applicationinsights:Component": "Microsoft.Insights/components/{resourceName}",
  "azure-native:authorization:ManagementLockByScope": "{scope}/providers/Microsoft.Authorization/locks/{lockName}",
  "azure-native:dbformysql:Configuration": `${mysql}/configurations/{configurationName}`,
  "azure-native:dbformysql:Database": `${mysql}/databases/{databaseName}`,
  "azure-native:dbformysql:FirewallRule": `${mysql}/firewallRules/{firewallRuleName}`,
  "azure-native:dbformysql:Server": mysql,
  "azure-native:dbforpostgresql:Configuration": `${postgres}/configurations/{configurationName}`,
  "azure-native:dbforpostgresql:Database": `${postgres}/databases/{databaseName}`,
  "azure-native:dbforpostgresql:FirewallRule": `${postgres}/firewallRules/{firewallRuleName}`,
  "azure-native:dbforpostgresql:Server": postgres,
  "azure-native:recoveryservices:ProtectionPolicy":
    "Microsoft.RecoveryServices/vaults/{vaultName}/backupPolicies/{policyName}",
  "azure-native:web:WebApp": "Microsoft.Web/sites/{name}",
  "azure-native:web:AppServicePlan": "Microsoft.Web/serverfarms/{name}",
};

/** Namespaces of resource providers that are not the SDK's module with a capital. */
const namespaces: Readonly<Record<string, string>> = {
  apimanagement: "ApiManagement",
  app: "App",
  applicationinsights: "Insights",
  authorization: "Authorization",
  cdn: "Cdn",
  cognitiveservices: "CognitiveServices",
  containerinstance: "ContainerInstance",
  containerregistry: "ContainerRegistry",
  containerservice: "ContainerService",
  cosmosdb: "DocumentDB",
  datafactory: "DataFactory",
  dataprotection: "DataProtection",
  dbformysql: "DBforMySQL",
  dbforpostgresql: "DBforPostgreSQL",
  dns: "Network",
  documentdb: "DocumentDB",
  eventgrid: "EventGrid",
  eventhub: "EventHub",
  frontdoor: "Network",
  insights: "Insights",
  keyvault: "KeyVault",
  machinelearningservices: "MachineLearningServices",
  managedidentity: "ManagedIdentity",
  monitor: "Insights",
  operationalinsights: "OperationalInsights",
  privatedns: "Network",
  recoveryservices: "RecoveryServices",
  redis: "Cache",
  securityinsights: "SecurityInsights",
  servicebus: "ServiceBus",
  signalrservice: "SignalRService",
  trafficmanager: "Network",
};

/** Inputs that are part of a resource's address: Azure does not give them back among its properties. */
export function pathInputs(schema: ResourceSchema): string[] {
  return [...schema.inputs.values()]
    .filter(
      (m) =>
        m.type.kind === "string" && !schema.properties.has(m.name) && m.name !== "id" && /(Name|Id|name)$/.test(m.name),
    )
    .map((m) => m.name);
}

/** The path of a type: of the models, of Microsoft's own libraries, or put together from what the SDK says. */
export function pathOf(schema: ResourceSchema): string {
  return paths[schema.token] ?? published().get(versionless(schema.token)) ?? guessedPath(schema);
}

let publishedPaths: ReadonlyMap<string, string> | undefined;

function published(): ReadonlyMap<string, string> {
  publishedPaths ??= new Map(
    azurePaths
      .trim()
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
  return publishedPaths;
}

/** `compute:VirtualMachine`, whatever API version the type names. */
function versionless(token: string): string {
  return token.replace(/^azure-native:/, "").replace(/\/v\d{8}\w*:/, ":");
}

/** The path as the names of the SDK let it be guessed. */
export function guessedPath(schema: ResourceSchema): string {
  const [, module = ""] = schema.token.split(":");
  const space = module.split("/")[0] ?? "";
  const inputs = pathInputs(schema);
  const parents = inputs.filter((name) => schema.required.includes(name) && name !== "resourceGroupName");
  const own = inputs.find((name) => !schema.required.includes(name));
  const levels = parents.map((name) => `${plural(name.replace(/(Resource)?(Name|Id)$/, "") || "parent")}/{${name}}`);
  const kind = plural(schema.className.charAt(0).toLowerCase() + schema.className.slice(1));
  const root = schema.inputs.has("scope") && !inputs.includes("resourceGroupName") ? "{scope}/providers/" : "";
  return [`${root}Microsoft.${namespaces[space] ?? capital(space)}`, ...levels, `${kind}/{${own ?? "name"}}`].join("/");
}

/** The input that names the object itself: the last one of its path. */
export function ownNameInput(schema: ResourceSchema): string | undefined {
  const name = /\{(\w+)\}$/.exec(pathOf(schema))?.[1];
  return name !== undefined && schema.inputs.has(name) ? name : undefined;
}

/** How many levels of names follow the resource provider: 1 for a resource of its own, more for a part of another. */
export function levelsOf(path: string): number {
  const levels = path.slice(path.lastIndexOf("Microsoft."));
  return (levels.split("/").length - 1) / 2;
}

/** The id that the inputs describe. `invent` names what the program left open. */
export function fillPath(path: string, inputs: Props, subscription: string, invent: (key: string) => string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    if (key === "subscriptionId") return subscription;
    return (text(inputs[key]) ?? invent(key)).replace(/^\/|\/$/g, (slash, at) =>
      at === 0 && path.startsWith(`{${key}}`) ? slash : "",
    );
  });
  if (filled.startsWith("/")) return filled;
  const group = text(inputs.resourceGroupName);
  const root = `/subscriptions/${subscription}${group === undefined ? "" : `/resourceGroups/${group}`}`;
  return `${root}/providers/${filled}`;
}

/** `Microsoft.Network/virtualNetworks/subnets` of an id. */
export function typeOfId(id: string): string {
  const [space = "", ...rest] = id.slice(id.toLowerCase().lastIndexOf("/providers/") + 11).split("/");
  if (!id.toLowerCase().includes("/providers/")) return "Microsoft.Resources/resourceGroups";
  return [space, ...rest.filter((_, i) => i % 2 === 0)].join("/");
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/s$|Settings$/.test(word)) return word;
  return /(x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
