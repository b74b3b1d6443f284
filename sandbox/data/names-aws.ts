import type { UniqueName } from "./references/model.js";

const aws = "https://docs.aws.amazon.com";

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

const elb = "elasticloadbalancing/latest/APIReference";
const listener = named(
  "DuplicateListener",
  "A listener already exists on port {name} for this load balancer",
  `${elb}/API_CreateListener.html`,
  ["loadBalancerArn", "port"],
);
const priority = named("PriorityInUse", "Priority '{name}' is currently in use", `${elb}/API_CreateRule.html`, [
  "listenerArn",
  "priority",
]);
const domain = named(
  "BadRequestException",
  "The domain name you provided already exists: {name}",
  "apigateway/latest/developerguide/how-to-custom-domains.html",
  ["domainName"],
);

/** Names of AWS that only one object may have. */
export const awsNames: Readonly<Record<string, UniqueName>> = {
  "aws:alb/loadBalancer:LoadBalancer": balancer,
  "aws:lb/loadBalancer:LoadBalancer": balancer,
  "aws:alb/targetGroup:TargetGroup": targets,
  "aws:lb/targetGroup:TargetGroup": targets,
  "aws:alb/listener:Listener": listener,
  "aws:lb/listener:Listener": listener,
  "aws:alb/listenerRule:ListenerRule": priority,
  "aws:lb/listenerRule:ListenerRule": priority,
  "aws:apigateway/domainName:DomainName": domain,
  "aws:apigatewayv2/domainName:DomainName": domain,
  "aws:cloudfront/distribution:Distribution": {
    ...named(
      "CNAMEAlreadyExists",
      "One or more of the CNAMEs you provided are already associated with a different resource: {name}",
      "cloudfront/latest/APIReference/API_CreateDistribution.html",
      ["aliases"],
    ),
    within: "everything",
  },
  "aws:efs/mountTarget:MountTarget": named(
    "MountTargetConflict",
    "mount target already exists in this AZ: {name}",
    "efs/latest/ug/API_CreateMountTarget.html",
    ["fileSystemId", "subnetId"],
  ),
  "aws:lambda/eventSourceMapping:EventSourceMapping": named(
    "ResourceConflictException",
    "An event source mapping with this source and function ({name}) already exists",
    "lambda/latest/api/API_CreateEventSourceMapping.html",
    ["eventSourceArn", "functionName"],
  ),
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
};
