import type { Target } from "./model.js";

const arn = "arn:aws[\\w-]*";

/** Databases, caches, file systems, queues and streams. */
export const awsDataTargets = {
  dbSubnets: {
    types: ["aws:rds/subnetGroup:SubnetGroup"],
    by: ["name"],
    always: /^default$|^default-vpc-/,
    code: "DBSubnetGroupNotFoundFault",
    text: "DB subnet group '{value}' does not exist.",
  },
  dbParameters: {
    types: ["aws:rds/parameterGroup:ParameterGroup"],
    by: ["name"],
    always: /^default\./,
    code: "DBParameterGroupNotFound",
    text: "DBParameterGroup not found: {value}",
  },
  dbClusterParameters: {
    types: ["aws:rds/clusterParameterGroup:ClusterParameterGroup"],
    by: ["name"],
    always: /^default\./,
    code: "DBClusterParameterGroupNotFound",
    text: "DBClusterParameterGroup not found: {value}",
  },
  dbOptions: {
    types: ["aws:rds/optionGroup:OptionGroup"],
    by: ["name"],
    always: /^default:/,
    code: "OptionGroupNotFoundFault",
    text: "Specified OptionGroupName: {value} not found.",
  },
  dbCluster: {
    types: ["aws:rds/cluster:Cluster"],
    by: ["clusterIdentifier"],
    code: "DBClusterNotFoundFault",
    text: "DBCluster {value} not found.",
  },
  dbInstance: {
    types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
    by: ["identifier"],
    part: /^(?:arn:aws[\w-]*:rds:[\w-]+:\d+:db:(.+)|(.+))$/,
    code: "DBInstanceNotFound",
    text: "DBInstance {value} not found.",
  },
  dbProxy: {
    types: ["aws:rds/proxy:Proxy"],
    by: ["name"],
    code: "DBProxyNotFoundFault",
    text: "Could not find db proxy {value}.",
  },
  documentSubnets: {
    types: [
      "aws:docdb/subnetGroup:SubnetGroup",
      "aws:neptune/subnetGroup:SubnetGroup",
      "aws:rds/subnetGroup:SubnetGroup",
    ],
    by: ["name"],
    always: /^default$|^default-vpc-/,
    code: "DBSubnetGroupNotFoundFault",
    text: "DB subnet group '{value}' does not exist.",
  },
  documentCluster: {
    types: ["aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"],
    by: ["clusterIdentifier"],
    code: "DBClusterNotFoundFault",
    text: "DBCluster {value} not found.",
  },
  cacheSubnets: {
    types: ["aws:elasticache/subnetGroup:SubnetGroup"],
    by: ["name"],
    always: /^default$/,
    code: "CacheSubnetGroupNotFoundFault",
    text: "CacheSubnetGroup {value} not found.",
  },
  cacheParameters: {
    types: ["aws:elasticache/parameterGroup:ParameterGroup"],
    by: ["name"],
    always: /^default\./,
    code: "CacheParameterGroupNotFound",
    text: "CacheParameterGroup not found: {value}",
  },
  cacheGroup: {
    types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    by: ["replicationGroupId"],
    code: "ReplicationGroupNotFoundFault",
    text: "ReplicationGroup {value} not found.",
  },
  cacheUsers: {
    types: ["aws:elasticache/userGroup:UserGroup"],
    by: ["userGroupId"],
    code: "UserGroupNotFound",
    text: "User group {value} not found.",
  },
  memorySubnets: {
    types: ["aws:memorydb/subnetGroup:SubnetGroup"],
    by: ["name"],
    always: /^default$/,
    code: "SubnetGroupNotFoundFault",
    text: "Subnet group {value} not found.",
  },
  redshiftSubnets: {
    types: ["aws:redshift/subnetGroup:SubnetGroup"],
    by: ["name"],
    always: /^default$/,
    code: "ClusterSubnetGroupNotFoundFault",
    text: "Cluster subnet group {value} not found.",
  },
  redshiftParameters: {
    types: ["aws:redshift/parameterGroup:ParameterGroup"],
    by: ["name"],
    always: /^default\./,
    code: "ClusterParameterGroupNotFound",
    text: "ParameterGroup not found: {value}",
  },
  fileSystem: {
    types: ["aws:efs/fileSystem:FileSystem"],
    code: "FileSystemNotFound",
    text: "File system '{value}' does not exist.",
  },
  accessPoint: {
    types: ["aws:efs/accessPoint:AccessPoint"],
    code: "AccessPointNotFound",
    text: "Access point '{value}' does not exist.",
  },
  topic: {
    types: ["aws:sns/topic:Topic"],
    code: "NotFound",
    text: "Topic does not exist: {value}",
  },
  queue: {
    types: ["aws:sqs/queue:Queue"],
    by: ["url"],
    code: "AWS.SimpleQueueService.NonExistentQueue",
    text: "The specified queue does not exist: {value}",
  },
  secret: {
    types: ["aws:secretsmanager/secret:Secret"],
    by: ["name"],
    code: "ResourceNotFoundException",
    text: "Secrets Manager can't find the specified secret: {value}",
  },
  dynamo: {
    types: ["aws:dynamodb/table:Table"],
    by: ["name"],
    code: "ResourceNotFoundException",
    text: "Requested resource not found: Table: {value} not found",
  },
  dynamoStream: {
    types: ["aws:dynamodb/table:Table"],
    by: ["streamArn"],
    code: "InvalidParameterValueException",
    text: "Stream not found: {value}",
  },
  stream: {
    types: ["aws:kinesis/stream:Stream"],
    by: ["name"],
    code: "ResourceNotFoundException",
    text: "Stream {value} under account {account} not found.",
  },
  bus: {
    types: ["aws:cloudwatch/eventBus:EventBus"],
    by: ["name"],
    part: new RegExp(`^(?:${arn}:events:[\\w-]+:\\d+:event-bus/(.+)|([^:]+))$`),
    // Every account and region is born with a bus "default"; partners' buses come from outside.
    always: /^(default|aws\.partner\/.*)$/,
    code: "ResourceNotFoundException",
    text: "Event bus {value} does not exist.",
  },
} as const satisfies Record<string, Target>;
