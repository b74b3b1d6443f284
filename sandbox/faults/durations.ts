import type { FaultOperation, Range } from "./model.js";

/** How long a cloud usually takes for one type, in seconds. */
export interface Duration {
  readonly create: Range;
  /** @default as long as anything else */
  readonly remove?: Range;
  readonly update?: Range;
  /** A public page that states the time. Rows without one are what such resources usually take: estimates. */
  readonly source?: string;
}

const minutes = (least: number, most: number): Range => [least * 60, most * 60];

const learn = "https://learn.microsoft.com/azure";
const awsDocs = "https://docs.aws.amazon.com";

/** `cache` until version 2 of the SDK, `redis` since. */
const redis: Duration = { create: minutes(10, 20), remove: minutes(5, 10) };

/** Types that take longer than a few seconds. */
export const durations: Readonly<Record<string, Duration>> = {
  "aws:acm/certificateValidation:CertificateValidation": { create: minutes(1, 5) },
  "aws:autoscaling/group:Group": { create: minutes(1, 3), remove: minutes(2, 5) },
  "aws:cloudfront/distribution:Distribution": { create: minutes(3, 5), update: minutes(3, 5), remove: minutes(3, 5) },
  "aws:cloudwatch/logGroup:LogGroup": { create: [1, 2] },
  "aws:directoryservice/directory:Directory": {
    create: minutes(20, 45),
    remove: minutes(5, 10),
    source: `${awsDocs}/directoryservice/latest/admin-guide/ms_ad_getting_started.html`,
  },
  "aws:docdb/clusterInstance:ClusterInstance": { create: minutes(5, 10), remove: minutes(4, 8) },
  "aws:ec2/instance:Instance": { create: [13, 35], update: [10, 60], remove: [30, 60] },
  "aws:ec2/internetGateway:InternetGateway": { create: [1, 3], remove: [10, 30] },
  "aws:ec2/natGateway:NatGateway": { create: minutes(1, 2), remove: minutes(1, 2) },
  "aws:ec2/subnet:Subnet": { create: [1, 11], remove: [1, 10] },
  "aws:ec2/volume:Volume": { create: [10, 12], remove: [10, 12] },
  "aws:ec2/vpc:Vpc": { create: [2, 12] },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { create: minutes(1, 3), remove: minutes(1, 3) },
  "aws:ec2/vpnConnection:VpnConnection": { create: minutes(3, 6), remove: minutes(1, 3) },
  "aws:ec2/vpnGateway:VpnGateway": { create: [20, 60], remove: [20, 60] },
  "aws:ec2transitgateway/transitGateway:TransitGateway": { create: minutes(1, 3), remove: minutes(1, 3) },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": { create: minutes(1, 2), remove: minutes(1, 2) },
  "aws:ecs/service:Service": { create: minutes(1, 4), remove: minutes(1, 6) },
  "aws:efs/mountTarget:MountTarget": { create: minutes(1, 2), remove: [10, 30] },
  "aws:eks/addon:Addon": { create: [30, 120], remove: [10, 60] },
  "aws:eks/cluster:Cluster": { create: minutes(8, 12), update: minutes(3, 10), remove: minutes(2, 5) },
  "aws:eks/fargateProfile:FargateProfile": { create: minutes(1, 3), remove: minutes(2, 5) },
  "aws:eks/nodeGroup:NodeGroup": { create: minutes(2, 4), update: minutes(2, 10), remove: minutes(3, 8) },
  "aws:elasticache/cluster:Cluster": { create: minutes(4, 8), remove: minutes(3, 6) },
  "aws:elasticache/replicationGroup:ReplicationGroup": { create: minutes(6, 15), remove: minutes(4, 10) },
  "aws:globalaccelerator/accelerator:Accelerator": { create: minutes(1, 5), remove: minutes(1, 3) },
  "aws:iam/role:Role": { create: [1, 3] },
  "aws:kms/key:Key": { create: [4, 20] },
  "aws:lambda/function:Function": { create: [7, 20], update: [5, 15] },
  "aws:lb/loadBalancer:LoadBalancer": { create: minutes(2, 3), remove: [5, 30] },
  "aws:msk/cluster:Cluster": { create: minutes(15, 30), remove: minutes(3, 8) },
  "aws:mwaa/environment:Environment": {
    create: minutes(20, 30),
    remove: minutes(10, 20),
    source: `${awsDocs}/mwaa/latest/userguide/create-environment.html`,
  },
  "aws:opensearch/domain:Domain": {
    create: minutes(15, 30),
    update: minutes(10, 30),
    remove: minutes(5, 15),
    source: `${awsDocs}/opensearch-service/latest/developerguide/gsgcreate-domain.html`,
  },
  "aws:rds/cluster:Cluster": { create: [40, 90], remove: [30, 120] },
  "aws:rds/clusterInstance:ClusterInstance": { create: minutes(5, 10), remove: minutes(3, 8) },
  "aws:rds/instance:Instance": { create: minutes(5, 10), update: minutes(1, 10), remove: minutes(3, 8) },
  "aws:redshift/cluster:Cluster": { create: minutes(3, 6), remove: minutes(1, 3) },
  "aws:route53/record:Record": { create: [30, 60], update: [30, 60], remove: [30, 60] },
  "aws:route53/zone:Zone": { create: [30, 60], remove: [30, 60] },
  "azure-native:apimanagement:ApiManagementService": {
    create: minutes(30, 40),
    remove: minutes(5, 20),
    source: `${learn}/api-management/get-started-create-service-instance`,
  },
  "azure-native:containerservice:AgentPool": { create: minutes(2, 4), update: minutes(2, 6), remove: minutes(2, 4) },
  "azure-native:containerservice:ManagedCluster": {
    create: minutes(4, 6),
    update: minutes(2, 8),
    remove: minutes(4, 8),
  },
  "azure-native:redis:Redis": redis,
  "azure-native:cache:Redis": redis,
  "azure-native:compute:VirtualMachine": { create: [45, 120], update: [20, 60], remove: [30, 90] },
  "azure-native:dbforpostgresql:Server": { create: minutes(4, 8), remove: minutes(1, 3) },
  "azure-native:network:ApplicationGateway": { create: minutes(5, 10), update: minutes(2, 8), remove: minutes(2, 6) },
  "azure-native:network:AzureFirewall": { create: minutes(5, 10), update: minutes(2, 6), remove: minutes(4, 8) },
  "azure-native:network:BastionHost": { create: minutes(4, 8), remove: minutes(4, 8) },
  "azure-native:network:VirtualNetworkGateway": {
    create: minutes(30, 45),
    update: minutes(5, 30),
    remove: minutes(10, 20),
    source: `${learn}/vpn-gateway/tutorial-create-gateway-portal`,
  },
  "azure-native:sql:ManagedInstance": { create: minutes(30, 90), remove: minutes(30, 90) },
  "azure-native:sql:Server": { create: minutes(1, 3), remove: [20, 60] },
  "azure-native:storage:StorageAccount": { create: [20, 30], remove: [3, 10] },
  "azure-native:web:AppServicePlan": { create: [10, 40] },
  "azure-native:web:WebApp": { create: [25, 60], remove: [10, 30] },
  "gcp:cloudfunctionsv2/function:Function": { create: minutes(1, 3), update: minutes(1, 3), remove: [10, 60] },
  "gcp:cloudrunv2/service:Service": { create: [10, 40], update: [10, 40] },
  "gcp:composer/environment:Environment": {
    create: minutes(20, 30),
    remove: minutes(4, 10),
    source: "https://cloud.google.com/composer/docs/composer-2/create-environments",
  },
  "gcp:compute/instance:Instance": { create: [15, 30], remove: [30, 90] },
  "gcp:compute/network:Network": { create: [12, 32], remove: [12, 32] },
  "gcp:compute/routerNat:RouterNat": { create: [12, 22], remove: [12, 22] },
  "gcp:compute/router:Router": { create: [12, 22], remove: [12, 22] },
  "gcp:compute/subnetwork:Subnetwork": { create: [12, 32], remove: [12, 32] },
  "gcp:compute/vpnGateway:VPNGateway": { create: [12, 32] },
  "gcp:container/cluster:Cluster": { create: minutes(5, 8), update: minutes(1, 8), remove: minutes(2, 5) },
  "gcp:container/nodePool:NodePool": { create: minutes(1, 3), update: minutes(1, 6), remove: minutes(2, 5) },
  "gcp:redis/instance:Instance": { create: minutes(4, 8), remove: minutes(1, 4) },
  "gcp:servicenetworking/connection:Connection": { create: minutes(1, 2) },
  "gcp:sql/databaseInstance:DatabaseInstance": { create: minutes(5, 12), update: minutes(1, 5), remove: minutes(1, 3) },
};

/** Everything else. */
export const usualDuration: Range = [1, 5];
const local: Range = [0, 0];

/** The least and the most that an operation takes; nothing for what the provider does by itself. */
export function durationOf(type: string, operation: FaultOperation): Range {
  if (/^(random|tls):/.test(type)) return local;
  const known = durations[type.replace(/\/v\d{8}\w*:/, ":")];
  if (operation === "create") return known?.create ?? usualDuration;
  if (operation === "update") return known?.update ?? usualDuration;
  return operation === "delete" ? (known?.remove ?? usualDuration) : local;
}
