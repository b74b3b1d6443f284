import type { AwsTarget } from "./aws-targets.js";

/** Prefixes of the ids that EC2 gives: wherever such an id stands, what it names must exist in the account and region. */
export const awsIdForms: Readonly<Record<string, AwsTarget>> = {
  acl: "acl",
  cgw: "customerGateway",
  dopt: "dhcp",
  eigw: "egressGateway",
  eipalloc: "allocation",
  eni: "nic",
  i: "instance",
  igw: "gateway",
  lt: "launchTemplateId",
  nat: "nat",
  pcx: "peering",
  rtb: "table",
  sg: "group",
  subnet: "subnet",
  tgw: "transit",
  "tgw-attach": "transitAttachment",
  "tgw-rtb": "transitTable",
  vgw: "vpnGateway",
  vol: "volume",
  vpc: "vpc",
  vpce: "endpoint",
};

/** ARNs that, wherever they stand, must name what exists. Only forms that services commonly look up are here. */
export const awsArnForms: readonly (readonly [service: string, resource: RegExp, target: AwsTarget])[] = [
  ["iam", /^role\/(?!aws-service-role\/)/, "role"],
  ["iam", /^policy\//, "policy"],
  ["iam", /^instance-profile\//, "profile"],
  ["kms", /^key\//, "key"],
  ["logs", /^log-group:/, "logGroup"],
  ["lambda", /^function:[\w-]+$/, "lambda"],
];

/** Where text that looks like an id or an ARN is only text. */
export const awsProse =
  /^(tags|tagsAll|description|name|policy|assumeRolePolicy|content|keepers)\b|(^|\.)(value|insecureValue|secretString|userData)$|nvironmentVariables\b/;

/** Who may call, what an alarm does: never looked up by the service that takes it. */
export const awsNeverChecked =
  /(^|\.)(sourceArn|principal|principals|principalArn|alarmActions|okActions|insufficientDataActions|sourceArns)(\[|$)/;

/**
 * By type, inputs that the service takes without looking: for S3 see
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html, for SNS and SQS the key is used at the first
 * message, for tasks and rules the role when they run.
 */
export const awsUnchecked: Readonly<Record<string, readonly string[]>> = {
  "aws:apigateway/integration:Integration": ["credentials", "uri"],
  "aws:apigatewayv2/authorizer:Authorizer": ["authorizerCredentialsArn", "authorizerUri"],
  "aws:apigatewayv2/integration:Integration": ["credentialsArn", "integrationUri"],
  "aws:batch/jobDefinition:JobDefinition": ["containerProperties"],
  "aws:cloudwatch/eventTarget:EventTarget": ["roleArn", "arn", "deadLetterConfig"],
  "aws:ecs/taskDefinition:TaskDefinition": ["taskRoleArn", "executionRoleArn", "containerDefinitions"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["rules"],
  "aws:sns/topic:Topic": ["kmsMasterKeyId"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "subscriptionRoleArn"],
  "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
};
