import type { InUse } from "./model.js";

const learn = "https://learn.microsoft.com/azure";
const used = (code: string, what: string, source: string, by: readonly string[]): InUse => ({
  code,
  text: `${what} {id} is in use by {by} and cannot be deleted.`,
  by: by.map((b) => `azure-native:${b}`),
  source: `${learn}/${source}`,
});
/** Where Azure refuses and publishes no code of its own for it, the code of Resource Manager. */
const inUseCode = "CannotDeleteResource";
const errors = "networking/troubleshoot-failed-state";
const scaleNic = "compute:VirtualMachineScaleSet#virtualMachineProfile.networkProfile.networkInterfaceConfigurations";
const pool = "network:LoadBalancer#frontendIPConfigurations";
const gateway = "network:ApplicationGateway";

/** What Azure refuses to delete while others use it, beside what the models of the types say. */
export const azureInUse: Readonly<Record<string, InUse>> = {
  "azure-native:app:ManagedEnvironment": used(inUseCode, "Managed environment", "container-apps/environment", [
    "app:ContainerApp#managedEnvironmentId",
    "app:ContainerApp#environmentId",
    "app:Job#environmentId",
  ]),
  "azure-native:compute:AvailabilitySet": used(
    "OperationNotAllowed",
    "Availability set",
    "virtual-machines/availability-set-overview",
    ["compute:VirtualMachine#availabilitySet.id"],
  ),
  "azure-native:compute:Disk": used("OperationNotAllowed", "Disk", "virtual-machines/disks-find-unattached-portal", [
    "compute:VirtualMachine#storageProfile.osDisk.managedDisk.id",
  ]),
  "azure-native:compute:DiskEncryptionSet": used(
    "OperationNotAllowed",
    "Disk encryption set",
    "virtual-machines/disk-encryption",
    [
      "compute:Disk#encryption.diskEncryptionSetId",
      "compute:VirtualMachine#storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
      "containerservice:ManagedCluster#diskEncryptionSetID",
    ],
  ),
  "azure-native:network:ApplicationSecurityGroup": used(
    "InUseApplicationSecurityGroupCannotBeDeleted",
    "Application security group",
    errors,
    ["network:PrivateEndpoint#applicationSecurityGroups.id"],
  ),
  "azure-native:network:DdosProtectionPlan": used(
    "InUseDdosProtectionPlanCannotBeDeleted",
    "DDoS protection plan",
    errors,
    ["network:VirtualNetwork#ddosProtectionPlan.id"],
  ),
  "azure-native:network:FirewallPolicy": used(inUseCode, "Firewall policy", errors, [
    "network:AzureFirewall#firewallPolicy.id",
    "network:FirewallPolicy#basePolicy.id",
  ]),
  "azure-native:network:LocalNetworkGateway": used(inUseCode, "Local network gateway", errors, [
    "network:VirtualNetworkGatewayConnection#localNetworkGateway2.id",
  ]),
  "azure-native:network:NetworkSecurityGroup": used(
    "InUseNetworkSecurityGroupCannotBeDeleted",
    "Network security group",
    errors,
    ["network:VirtualNetwork#subnets.networkSecurityGroup.id", `${scaleNic}.networkSecurityGroup.id`],
  ),
  "azure-native:network:PublicIPAddress": used("PublicIPAddressCannotBeDeleted", "Public IP address", errors, [
    `${pool}.publicIPAddress.id`,
    `${gateway}#frontendIPConfigurations.publicIPAddress.id`,
    "network:AzureFirewall#ipConfigurations.publicIPAddress.id",
    "network:BastionHost#ipConfigurations.publicIPAddress.id",
    "network:VirtualNetworkGateway#ipConfigurations.publicIPAddress.id",
    "containerservice:ManagedCluster#networkProfile.loadBalancerProfile.outboundIPs.publicIPs.id",
  ]),
  "azure-native:network:PublicIPPrefix": used("InUsePublicIpPrefixCannotBeDeleted", "Public IP prefix", errors, [
    "network:PublicIPAddress#publicIPPrefix.id",
    "network:NatGateway#publicIpPrefixes.id",
  ]),
  "azure-native:network:RouteTable": used("InUseRouteTableCannotBeDeleted", "Route table", errors, [
    "network:Subnet#routeTable.id",
    "network:VirtualNetwork#subnets.routeTable.id",
  ]),
  "azure-native:network:NatGateway": used("InUseNatGatewayCannotBeDeleted", "NAT gateway", errors, [
    "network:VirtualNetwork#subnets.natGateway.id",
  ]),
  "azure-native:network:Subnet": used("InUseSubnetCannotBeDeleted", "Subnet", errors, [
    `${pool}.subnet.id`,
    `${gateway}#frontendIPConfigurations.subnet.id`,
    `${scaleNic}.ipConfigurations.subnet.id`,
    "apimanagement:ApiManagementService#virtualNetworkConfiguration.subnetResourceId",
    "app:ManagedEnvironment#vnetConfiguration.infrastructureSubnetId",
    "containerinstance:ContainerGroup#subnetIds.id",
    "containerservice:AgentPool#vnetSubnetID",
    "dbformysql:Server#network.delegatedSubnetResourceId",
    "dbforpostgresql:Server#network.delegatedSubnetResourceId",
    "network:AzureFirewall#ipConfigurations.subnet.id",
    "network:BastionHost#ipConfigurations.subnet.id",
    "network:PrivateLinkService#ipConfigurations.subnet.id",
    "network:VirtualNetworkGateway#ipConfigurations.subnet.id",
    "redis:Redis#subnetId",
    "sql:ManagedInstance#subnetId",
    "web:WebApp#virtualNetworkSubnetId",
    "web:WebAppSwiftVirtualNetworkConnection#subnetResourceId",
  ]),
  "azure-native:network:VirtualHub": used(inUseCode, "Virtual hub", errors, ["network:AzureFirewall#virtualHub.id"]),
  "azure-native:network:VirtualNetworkGateway": used(inUseCode, "Virtual network gateway", errors, [
    "network:VirtualNetworkGatewayConnection#virtualNetworkGateway1.id",
  ]),
  "azure-native:network:VirtualWan": used(inUseCode, "Virtual WAN", errors, ["network:VirtualHub#virtualWan.id"]),
  "azure-native:sql:ElasticPool": used(inUseCode, "Elastic pool", "azure-sql/database/elastic-pool-overview", [
    "sql:Database#elasticPoolId",
  ]),
};
