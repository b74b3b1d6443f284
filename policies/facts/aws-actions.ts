/**
 * Actions that change or read what a service holds, and that can be granted on a single resource. Whoever grants one of them
 * on every resource could have named the resources.
 *
 * Source: a choice from the AWS Service Authorization Reference, "Actions, resources, and condition keys", among the actions
 * that take a resource, made in November 2026. The reads are those that hand out data or secrets: the set "data
 * exfiltration" of Cloudsplaining, and what tables, streams, queues and keys give.
 */

const list = (service: string, actions: string): readonly string[] =>
  actions.split(" ").map((action) => `${service}:${action}`);

export const DATA_READS: readonly string[] = [
  ...list("s3", "GetObject GetObjectVersion"),
  ...list("secretsmanager", "GetSecretValue"),
  ...list("ssm", "GetParameter GetParameters GetParametersByPath"),
  ...list("dynamodb", "GetItem BatchGetItem Query Scan"),
  ...list("kinesis", "GetRecords"),
  ...list("sqs", "ReceiveMessage"),
  ...list("kms", "Decrypt"),
];

export const SCOPED_WRITES: readonly string[] = [
  ...list("s3", "PutObject DeleteObject DeleteObjectVersion PutObjectAcl PutBucketPolicy PutBucketAcl DeleteBucket"),
  ...list("dynamodb", "PutItem UpdateItem DeleteItem BatchWriteItem DeleteTable UpdateTable"),
  ...list("sqs", "SendMessage DeleteMessage DeleteQueue PurgeQueue SetQueueAttributes AddPermission"),
  ...list("sns", "Publish Subscribe DeleteTopic SetTopicAttributes AddPermission"),
  ...list("kinesis", "PutRecord PutRecords DeleteStream"),
  ...list("firehose", "PutRecord PutRecordBatch DeleteDeliveryStream"),
  ...list("secretsmanager", "PutSecretValue UpdateSecret DeleteSecret PutResourcePolicy"),
  ...list("ssm", "PutParameter DeleteParameter DeleteParameters SendCommand"),
  ...list("kms", "PutKeyPolicy ScheduleKeyDeletion DisableKey CreateGrant"),
  ...list("lambda", "InvokeFunction UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction AddPermission"),
  ...list("iam", "PutRolePolicy AttachRolePolicy DeleteRole CreatePolicyVersion CreateUser CreateRole PassRole"),
  ...list("rds", "DeleteDBInstance ModifyDBInstance DeleteDBCluster ModifyDBCluster"),
  ...list("ec2", "RunInstances TerminateInstances StopInstances DeleteVolume AuthorizeSecurityGroupIngress"),
  ...list("ecr", "PutImage BatchDeleteImage DeleteRepository SetRepositoryPolicy"),
  ...list("ecs", "RunTask UpdateService DeleteService DeleteCluster"),
  ...list("eks", "DeleteCluster UpdateClusterConfig DeleteNodegroup"),
  ...list("states", "StartExecution DeleteStateMachine UpdateStateMachine"),
  ...list("events", "PutRule PutTargets DeleteRule PutEvents"),
  ...list("logs", "DeleteLogGroup DeleteLogStream"),
  ...list("cloudformation", "CreateStack UpdateStack DeleteStack"),
  ...list("cloudtrail", "StopLogging DeleteTrail UpdateTrail"),
  ...list("elasticfilesystem", "DeleteFileSystem ClientWrite PutFileSystemPolicy"),
];

/** Services none of whose actions, or none that matters, can be granted on a single resource. */
export const WITHOUT_RESOURCES: readonly string[] = [
  "xray",
  "ce",
  "pricing",
  "cur",
  "health",
  "support",
  "trustedadvisor",
  "tag",
  "ec2messages",
  "ssmmessages",
];
