import type { UniqueName } from "./references/model.js";

const aws = "https://docs.aws.amazon.com";
const azure = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

const named = (code: string, text: string, source: string, properties: readonly string[] = ["name"]): UniqueName => ({
  code,
  text,
  properties,
  within: "region",
  source: `${aws}/${source}`,
});

const balancer = named(
  "DuplicateLoadBalancerName",
  "A load balancer with the same name '{name}' exists, but with different settings",
  "elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
);
const targets = named(
  "DuplicateTargetGroupName",
  "A target group with the same name '{name}' exists, but with different settings",
  "elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
);
const rds = (what: string) => `AmazonRDS/latest/APIReference/API_Create${what}.html`;
const cache = (what: string) => `AmazonElastiCache/latest/APIReference/API_Create${what}.html`;

/** Azure names that are part of a host name: one space for all subscriptions. */
const host = (property: string, code: string, text: string): UniqueName => ({
  code,
  text,
  properties: [property],
  within: "everything",
  anyCase: true,
  source: azure,
});

/** Names that only one object may have, where another one is refused; what overwrites without a word is in `overwritten`. */
export const uniqueNames: Readonly<Record<string, UniqueName>> = {
  "aws:alb/loadBalancer:LoadBalancer": balancer,
  "aws:lb/loadBalancer:LoadBalancer": balancer,
  "aws:alb/targetGroup:TargetGroup": targets,
  "aws:lb/targetGroup:TargetGroup": targets,
  "aws:athena/workgroup:Workgroup": named(
    "InvalidRequestException",
    "WorkGroup {name} is already created",
    "athena/latest/APIReference/API_CreateWorkGroup.html",
  ),
  "aws:autoscaling/group:Group": named(
    "AlreadyExists",
    "AutoScalingGroup by this name already exists - A group with the name {name} already exists",
    "autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
  ),
  "aws:backup/vault:Vault": named(
    "AlreadyExistsException",
    "Backup vault with the same name already exists: {name}",
    "aws-backup/latest/devguide/API_CreateBackupVault.html",
  ),
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    ...named(
      "OriginAccessControlAlreadyExists",
      "An origin access control with the same name already exists: {name}",
      "cloudfront/latest/APIReference/API_CreateOriginAccessControl.html",
    ),
    within: "account",
  },
  "aws:codebuild/project:Project": named(
    "ResourceAlreadyExistsException",
    "Project already exists: {name}",
    "codebuild/latest/APIReference/API_CreateProject.html",
  ),
  "aws:codepipeline/pipeline:Pipeline": named(
    "PipelineNameInUseException",
    "A pipeline with the name '{name}' already exists",
    "codepipeline/latest/APIReference/API_CreatePipeline.html",
  ),
  "aws:cloudwatch/eventBus:EventBus": named(
    "ResourceAlreadyExistsException",
    "Event bus {name} already exists.",
    "eventbridge/latest/APIReference/API_CreateEventBus.html",
  ),
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    ...named(
      "InvalidParameterException",
      "Domain already associated with another user pool: {name}",
      "cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html",
      ["domain"],
    ),
    within: "everything",
  },
  "aws:docdb/cluster:Cluster": named(
    "DBClusterAlreadyExistsFault",
    "DB Cluster already exists: {name}",
    "documentdb/latest/developerguide/API_CreateDBCluster.html",
    ["clusterIdentifier"],
  ),
  "aws:dynamodb/table:Table": named(
    "ResourceInUseException",
    "Table already exists: {name}",
    "amazondynamodb/latest/APIReference/API_CreateTable.html",
  ),
  "aws:ec2/keyPair:KeyPair": named(
    "InvalidKeyPair.Duplicate",
    "The keypair already exists: {name}",
    "AWSEC2/latest/APIReference/API_ImportKeyPair.html",
    ["keyName"],
  ),
  "aws:ec2/launchTemplate:LaunchTemplate": named(
    "InvalidLaunchTemplateName.AlreadyExistsException",
    "Launch template name already in use: {name}",
    "AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html",
  ),
  "aws:ec2/placementGroup:PlacementGroup": named(
    "InvalidPlacementGroup.Duplicate",
    "The Placement Group '{name}' already exists.",
    "AWSEC2/latest/APIReference/API_CreatePlacementGroup.html",
  ),
  "aws:ecr/repository:Repository": named(
    "RepositoryAlreadyExistsException",
    "The repository with name '{name}' already exists in the registry",
    "AmazonECR/latest/APIReference/API_CreateRepository.html",
  ),
  "aws:efs/fileSystem:FileSystem": named(
    "FileSystemAlreadyExists",
    "File system already exists with creation token {name}",
    "efs/latest/ug/API_CreateFileSystem.html",
    ["creationToken"],
  ),
  "aws:eks/cluster:Cluster": named(
    "ResourceInUseException",
    "Cluster already exists with name: {name}",
    "eks/latest/APIReference/API_CreateCluster.html",
  ),
  "aws:elasticache/cluster:Cluster": named(
    "CacheClusterAlreadyExists",
    "Cache cluster already exists: {name}",
    cache("CacheCluster"),
    ["clusterId"],
  ),
  "aws:elasticache/parameterGroup:ParameterGroup": named(
    "CacheParameterGroupAlreadyExists",
    "Cache parameter group {name} already exists",
    cache("CacheParameterGroup"),
  ),
  "aws:elasticache/replicationGroup:ReplicationGroup": named(
    "ReplicationGroupAlreadyExists",
    "Replication group {name} already exists.",
    cache("ReplicationGroup"),
    ["replicationGroupId"],
  ),
  "aws:elasticache/subnetGroup:SubnetGroup": named(
    "CacheSubnetGroupAlreadyExists",
    "Cache subnet group {name} already exists.",
    cache("CacheSubnetGroup"),
  ),
  "aws:elb/loadBalancer:LoadBalancer": named(
    "DuplicateLoadBalancerName",
    "The load balancer {name} already exists",
    "elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html",
  ),
  "aws:glue/catalogDatabase:CatalogDatabase": named(
    "AlreadyExistsException",
    "Database already exists: {name}",
    "glue/latest/webapi/API_CreateDatabase.html",
  ),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": named(
    "ResourceInUseException",
    "Firehose {name} already exists",
    "firehose/latest/APIReference/API_CreateDeliveryStream.html",
  ),
  "aws:kinesis/stream:Stream": named(
    "ResourceInUseException",
    "Stream {name} under account already exists.",
    "kinesis/latest/APIReference/API_CreateStream.html",
  ),
  "aws:kms/alias:Alias": named(
    "AlreadyExistsException",
    "An alias with the name {name} already exists",
    "kms/latest/APIReference/API_CreateAlias.html",
  ),
  "aws:lambda/function:Function": named(
    "ResourceConflictException",
    "Function already exist: {name}",
    "lambda/latest/api/API_CreateFunction.html",
  ),
  "aws:opensearch/domain:Domain": named(
    "ResourceAlreadyExistsException",
    "Domain with name {name} already exists",
    "opensearch-service/latest/APIReference/API_CreateDomain.html",
    ["domainName"],
  ),
  "aws:rds/cluster:Cluster": named(
    "DBClusterAlreadyExistsFault",
    "DB Cluster already exists: {name}",
    rds("DBCluster"),
    ["clusterIdentifier"],
  ),
  "aws:rds/clusterInstance:ClusterInstance": named(
    "DBInstanceAlreadyExists",
    "DB instance already exists: {name}",
    rds("DBInstance"),
    ["identifier"],
  ),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": named(
    "DBParameterGroupAlreadyExists",
    "Parameter group {name} already exists",
    rds("DBClusterParameterGroup"),
  ),
  "aws:rds/instance:Instance": named(
    "DBInstanceAlreadyExists",
    "DB instance already exists: {name}",
    rds("DBInstance"),
    ["identifier"],
  ),
  "aws:rds/optionGroup:OptionGroup": named(
    "OptionGroupAlreadyExistsFault",
    "An option group with this name already exists: {name}",
    rds("OptionGroup"),
  ),
  "aws:rds/parameterGroup:ParameterGroup": named(
    "DBParameterGroupAlreadyExists",
    "Parameter group {name} already exists",
    rds("DBParameterGroup"),
  ),
  "aws:rds/proxy:Proxy": named("DBProxyAlreadyExistsFault", "DB proxy {name} already exists", rds("DBProxy")),
  "aws:rds/subnetGroup:SubnetGroup": named(
    "DBSubnetGroupAlreadyExists",
    "The DB subnet group '{name}' already exists.",
    rds("DBSubnetGroup"),
  ),
  "aws:redshift/cluster:Cluster": named(
    "ClusterAlreadyExists",
    "Cluster already exists: {name}",
    "redshift/latest/APIReference/API_CreateCluster.html",
    ["clusterIdentifier"],
  ),
  "aws:secretsmanager/secret:Secret": named(
    "ResourceExistsException",
    "The operation failed because the secret {name} already exists.",
    "secretsmanager/latest/apireference/API_CreateSecret.html",
  ),
  "aws:ssm/parameter:Parameter": {
    ...named(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set overwrite to true: {name}",
      "systems-manager/latest/APIReference/API_PutParameter.html",
    ),
    unless: "overwrite",
  },
  "aws:route53/record:Record": {
    ...named(
      "InvalidChangeBatch",
      "Tried to create resource record set [name='{name}'] but it already exists",
      "Route53/latest/APIReference/API_ChangeResourceRecordSets.html",
      ["zoneId", "name", "type", "setIdentifier"],
    ),
    within: "account",
    anyCase: true,
    unless: "allowOverwrite",
  },
  "aws:wafv2/ipSet:IpSet": named(
    "WAFDuplicateItemException",
    "AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one: {name}",
    "waf/latest/APIReference/API_CreateIPSet.html",
    ["name", "scope"],
  ),
  "aws:wafv2/webAcl:WebAcl": named(
    "WAFDuplicateItemException",
    "AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one: {name}",
    "waf/latest/APIReference/API_CreateWebACL.html",
    ["name", "scope"],
  ),
  "gcp:bigquery/dataset:Dataset": {
    code: "Error 409",
    text: "Already Exists: Dataset {name}, duplicate",
    properties: ["datasetId", "project"],
    within: "account",
    source: "https://cloud.google.com/bigquery/docs/datasets#dataset-naming",
  },
  "gcp:organizations/project:Project": {
    code: "Error 409",
    text: "Requested entity already exists: {name}, alreadyExists",
    properties: ["projectId"],
    within: "everything",
    source: "https://cloud.google.com/resource-manager/docs/creating-managing-projects",
  },
  "gcp:sql/databaseInstance:DatabaseInstance": {
    code: "Error 409",
    text: "The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date., instanceAlreadyExists: {name}",
    properties: ["name", "project"],
    within: "account",
    source: "https://cloud.google.com/sql/docs/mysql/delete-instance",
  },
  "azure-native:apimanagement:ApiManagementService": host(
    "serviceName",
    "ServiceAlreadyExists",
    "Api service already exists: {name}",
  ),
  "azure-native:appconfiguration:ConfigurationStore": host(
    "configStoreName",
    "NameUnavailable",
    "The specified name is already in use: {name}",
  ),
  "azure-native:cdn:AFDEndpoint": host("endpointName", "Conflict", "That resource name isn't available: {name}"),
  "azure-native:containerregistry:Registry": host(
    "registryName",
    "AlreadyInUse",
    "The registry DNS name {name}.azurecr.io is already in use. You can check if the name is already claimed using following API",
  ),
  "azure-native:cosmosdb:DatabaseAccount": host(
    "accountName",
    "BadRequest",
    "DatabaseAccount name '{name}' already exists.",
  ),
  "azure-native:dbformysql:Server": host(
    "serverName",
    "ServerNameAlreadyExists",
    "Specified server name is already used: {name}",
  ),
  "azure-native:dbforpostgresql:Server": host(
    "serverName",
    "ServerNameAlreadyExists",
    "Specified server name is already used: {name}",
  ),
  "azure-native:eventhub:Namespace": host(
    "namespaceName",
    "NamespaceUnavailable",
    "The specified name is not available. Namespace {name} is already in use",
  ),
  "azure-native:keyvault:Vault": host(
    "vaultName",
    "VaultAlreadyExists",
    "The vault name '{name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.",
  ),
  "azure-native:redis:Redis": host(
    "name",
    "NameNotAvailable",
    "An error occurred when trying to reserve the DNS name {name} for the cache. The name may already be in use.",
  ),
  "azure-native:search:Service": host(
    "searchServiceName",
    "ServiceNameUnavailable",
    "Service name {name} is already used.",
  ),
  "azure-native:servicebus:Namespace": host(
    "namespaceName",
    "NamespaceUnavailable",
    "The specified name is not available. Namespace {name} is already in use",
  ),
  "azure-native:sql:Server": host(
    "serverName",
    "NameAlreadyExists",
    "The name '{name}.database.windows.net' already exists. Choose a different name.",
  ),
  "azure-native:trafficmanager:Profile": host(
    "dnsConfig.relativeName",
    "Conflict",
    "Domain name {name}.trafficmanager.net already exists. Please choose a different DNS prefix.",
  ),
  "azure-native:web:WebApp": host("name", "Conflict", "Website with given name {name} already exists."),
};

/** Types of which a second one of the same name silently takes the place of the first. */
export const overwritten: ReadonlySet<string> = new Set([
  "aws:appautoscaling/policy:Policy",
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "aws:appautoscaling/target:Target",
  "aws:autoscaling/policy:Policy",
  "aws:autoscaling/schedule:Schedule",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/eventPermission:EventPermission",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:ecs/cluster:Cluster",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:sqs/queuePolicy:QueuePolicy",
]);
