import type { References } from "./model.js";

const net = "Microsoft.Network";
const subnet = `${net}/virtualNetworks/subnets`;
const identity = { "identity.userAssignedIdentities": "Microsoft.ManagedIdentity/userAssignedIdentities" };
const workspace = "Microsoft.OperationalInsights/workspaces";
const account = "Microsoft.Storage/storageAccounts";
const group = "Microsoft.Insights/actionGroups";
const flexible = {
  ...identity,
  "network.delegatedSubnetResourceId": subnet,
};
const app = {
  ...identity,
  serverFarmId: "Microsoft.Web/serverfarms",
  virtualNetworkSubnetId: subnet,
  managedEnvironmentId: "Microsoft.App/managedEnvironments",
};
const subscription = {
  "destination.resourceId": `${account}`,
  "deadLetterDestination.resourceId": account,
};

/**
 * What the inputs of Azure types refer to by resource id, by path: kinds of `azureTargets`. Besides, every id of the own
 * subscription in any input must name something, and names of parents and resource groups must exist. From the descriptions
 * of the inputs in @pulumi/azure-native 3.28.0 (2026-11).
 */
export const azureReferences: References = {
  "azure-native:apimanagement:ApiManagementService": {
    ...identity,
    "virtualNetworkConfiguration.subnetResourceId": subnet,
  },
  "azure-native:app:ContainerApp": {
    ...identity,
    environmentId: "Microsoft.App/managedEnvironments",
    managedEnvironmentId: "Microsoft.App/managedEnvironments",
  },
  "azure-native:app:Job": { ...identity, environmentId: "Microsoft.App/managedEnvironments" },
  "azure-native:app:ManagedEnvironment": { ...identity, "vnetConfiguration.infrastructureSubnetId": subnet },
  "azure-native:applicationinsights:Component": { workspaceResourceId: workspace },
  "azure-native:cdn:AFDOrigin": { "sharedPrivateLinkResource.privateLink.id": account },
  "azure-native:cdn:Route": {
    "originGroup.id": "Microsoft.Cdn/profiles/originGroups",
    "ruleSets.id": "Microsoft.Cdn/profiles/ruleSets",
  },
  "azure-native:cognitiveservices:Account": { ...identity, "properties.networkAcls.virtualNetworkRules.id": subnet },
  "azure-native:compute:Disk": {
    diskAccessId: "Microsoft.Compute/diskAccesses",
    "encryption.diskEncryptionSetId": "Microsoft.Compute/diskEncryptionSets",
    "creationData.sourceResourceId": "Microsoft.Compute/disks",
  },
  "azure-native:compute:DiskEncryptionSet": { ...identity, "activeKey.sourceVault.id": "Microsoft.KeyVault/vaults" },
  "azure-native:compute:Snapshot": { "creationData.sourceResourceId": "Microsoft.Compute/disks" },
  "azure-native:compute:VirtualMachine": {
    ...identity,
    "availabilitySet.id": "Microsoft.Compute/availabilitySets",
    "networkProfile.networkInterfaces.id": `${net}/networkInterfaces`,
    "proximityPlacementGroup.id": "Microsoft.Compute/proximityPlacementGroups",
    "storageProfile.dataDisks.managedDisk.id": "Microsoft.Compute/disks",
    "storageProfile.osDisk.managedDisk.id": "Microsoft.Compute/disks",
    "virtualMachineScaleSet.id": "Microsoft.Compute/virtualMachineScaleSets",
  },
  "azure-native:compute:VirtualMachineScaleSet": {
    ...identity,
    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations.ipConfigurations.subnet.id": subnet,
    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations.networkSecurityGroup.id": `${net}/networkSecurityGroups`,
    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations.ipConfigurations.loadBalancerBackendAddressPools.id": `${net}/loadBalancers/backendAddressPools`,
  },
  "azure-native:containerinstance:ContainerGroup": { ...identity, "subnetIds.id": subnet },
  "azure-native:containerservice:AgentPool": {
    vnetSubnetID: subnet,
    podSubnetID: subnet,
    nodePublicIPPrefixID: `${net}/publicIPPrefixes`,
  },
  "azure-native:containerservice:ManagedCluster": {
    ...identity,
    "agentPoolProfiles.vnetSubnetID": subnet,
    "agentPoolProfiles.podSubnetID": subnet,
    "apiServerAccessProfile.subnetId": subnet,
    diskEncryptionSetID: "Microsoft.Compute/diskEncryptionSets",
    "ingressProfile.webAppRouting.dnsZoneResourceIds": `${net}/dnsZones`,
    "networkProfile.loadBalancerProfile.outboundIPs.publicIPs.id": `${net}/publicIPAddresses`,
  },
  "azure-native:cosmosdb:DatabaseAccount": { ...identity, "virtualNetworkRules.id": subnet },
  "azure-native:dbformysql:Server": { ...flexible, "network.privateDnsZoneResourceId": `${net}/privateDnsZones` },
  "azure-native:dbforpostgresql:Server": {
    "network.delegatedSubnetResourceId": subnet,
    "network.privateDnsZoneArmResourceId": `${net}/privateDnsZones`,
  },
  "azure-native:eventgrid:EventSubscription": subscription,
  "azure-native:eventgrid:SystemTopic": { source: account },
  "azure-native:eventgrid:SystemTopicEventSubscription": subscription,
  "azure-native:eventhub:Namespace": identity,
  "azure-native:keyvault:Vault": { "properties.networkAcls.virtualNetworkRules.id": subnet },
  "azure-native:machinelearningservices:Workspace": {
    ...identity,
    storageAccount: account,
    keyVault: "Microsoft.KeyVault/vaults",
    applicationInsights: "Microsoft.Insights/components",
    containerRegistry: "Microsoft.ContainerRegistry/registries",
  },
  "azure-native:monitor:ActivityLogAlert": { "actions.actionGroups.actionGroupId": group },
  "azure-native:monitor:AutoscaleSetting": {
    targetResourceUri: "Microsoft.Web/serverfarms",
    "profiles.rules.metricTrigger.metricResourceUri": "Microsoft.Web/serverfarms",
  },
  "azure-native:monitor:DataCollectionRule": {
    dataCollectionEndpointId: "Microsoft.Insights/dataCollectionEndpoints",
    "destinations.logAnalytics.workspaceResourceId": workspace,
  },
  "azure-native:monitor:DataCollectionRuleAssociation": {
    dataCollectionRuleId: "Microsoft.Insights/dataCollectionRules",
    dataCollectionEndpointId: "Microsoft.Insights/dataCollectionEndpoints",
  },
  "azure-native:monitor:DiagnosticSetting": { workspaceId: workspace, storageAccountId: account },
  "azure-native:monitor:MetricAlert": { "actions.actionGroupId": group },
  "azure-native:monitor:ScheduledQueryRule": { "actions.actionGroups": group },
  "azure-native:network:ApplicationGateway": {
    ...identity,
    "frontendIPConfigurations.publicIPAddress.id": `${net}/publicIPAddresses`,
    "frontendIPConfigurations.subnet.id": subnet,
    "gatewayIPConfigurations.subnet.id": subnet,
    "httpListeners.frontendPort.id": `${net}/applicationGateways/frontendPorts`,
    "requestRoutingRules.httpListener.id": `${net}/applicationGateways/httpListeners`,
    "requestRoutingRules.backendAddressPool.id": `${net}/applicationGateways/backendAddressPools`,
  },
  "azure-native:network:AzureFirewall": {
    "firewallPolicy.id": `${net}/firewallPolicies`,
    "ipConfigurations.publicIPAddress.id": `${net}/publicIPAddresses`,
    "ipConfigurations.subnet.id": subnet,
    "virtualHub.id": `${net}/virtualHubs`,
  },
  "azure-native:network:BastionHost": {
    "ipConfigurations.publicIPAddress.id": `${net}/publicIPAddresses`,
    "ipConfigurations.subnet.id": subnet,
  },
  "azure-native:network:FirewallPolicy": { ...identity, "basePolicy.id": `${net}/firewallPolicies` },
  "azure-native:network:FlowLog": { storageId: account, targetResourceId: `${net}/virtualNetworks` },
  "azure-native:network:HubVirtualNetworkConnection": { "remoteVirtualNetwork.id": `${net}/virtualNetworks` },
  "azure-native:network:LoadBalancer": {
    "frontendIPConfigurations.publicIPAddress.id": `${net}/publicIPAddresses`,
    "frontendIPConfigurations.subnet.id": subnet,
    "loadBalancingRules.backendAddressPool.id": `${net}/loadBalancers/backendAddressPools`,
    "loadBalancingRules.frontendIPConfiguration.id": `${net}/loadBalancers/frontendIPConfigurations`,
    "loadBalancingRules.probe.id": `${net}/loadBalancers/probes`,
  },
  "azure-native:network:NatGateway": {
    "publicIpAddresses.id": `${net}/publicIPAddresses`,
    "publicIpPrefixes.id": `${net}/publicIPPrefixes`,
  },
  "azure-native:network:NetworkInterface": {
    "ipConfigurations.subnet.id": subnet,
    "ipConfigurations.publicIPAddress.id": `${net}/publicIPAddresses`,
    "ipConfigurations.loadBalancerBackendAddressPools.id": `${net}/loadBalancers/backendAddressPools`,
    "ipConfigurations.applicationSecurityGroups.id": `${net}/applicationSecurityGroups`,
    "networkSecurityGroup.id": `${net}/networkSecurityGroups`,
  },
  "azure-native:network:PrivateDnsZoneGroup": { "privateDnsZoneConfigs.privateDnsZoneId": `${net}/privateDnsZones` },
  "azure-native:network:PrivateEndpoint": { "subnet.id": subnet },
  "azure-native:network:PrivateLinkService": { "ipConfigurations.subnet.id": subnet },
  "azure-native:network:Subnet": {
    "natGateway.id": `${net}/natGateways`,
    "networkSecurityGroup.id": `${net}/networkSecurityGroups`,
    "routeTable.id": `${net}/routeTables`,
  },
  "azure-native:network:VirtualHub": { "virtualWan.id": `${net}/virtualWans` },
  "azure-native:network:VirtualNetwork": {
    "ddosProtectionPlan.id": `${net}/ddosProtectionPlans`,
  },
  "azure-native:network:VirtualNetworkGateway": {
    "ipConfigurations.publicIPAddress.id": `${net}/publicIPAddresses`,
    "ipConfigurations.subnet.id": subnet,
  },
  "azure-native:network:VirtualNetworkGatewayConnection": {
    "virtualNetworkGateway1.id": `${net}/virtualNetworkGateways`,
    "localNetworkGateway2.id": `${net}/localNetworkGateways`,
    "peer.id": `${net}/expressRouteCircuits`,
  },
  "azure-native:network:VirtualNetworkPeering": { "remoteVirtualNetwork.id": `${net}/virtualNetworks` },
  "azure-native:privatedns:VirtualNetworkLink": { "virtualNetwork.id": `${net}/virtualNetworks` },
  "azure-native:recoveryservices:Vault": identity,
  "azure-native:redis:Redis": { ...identity, subnetId: subnet },
  "azure-native:servicebus:Namespace": identity,
  "azure-native:sql:Database": { ...identity, elasticPoolId: "Microsoft.Sql/servers/elasticPools" },
  "azure-native:sql:ManagedInstance": { ...identity, subnetId: subnet },
  "azure-native:sql:Server": identity,
  "azure-native:sql:VirtualNetworkRule": { virtualNetworkSubnetId: subnet },
  "azure-native:storage:StorageAccount": {
    ...identity,
    "networkRuleSet.virtualNetworkRules.virtualNetworkResourceId": subnet,
  },
  "azure-native:synapse:Workspace": { ...identity, "virtualNetworkProfile.computeSubnetId": subnet },
  "azure-native:trafficmanager:Endpoint": { targetResourceId: `${net}/publicIPAddresses` },
  "azure-native:web:WebApp": app,
  "azure-native:web:WebAppSlot": app,
  "azure-native:web:WebAppSwiftVirtualNetworkConnection": { subnetResourceId: subnet },
};
