/** One resource, as Pulumi and as Terraform write it. The two say the same. */
export interface Shape {
  readonly pulumi: string;
  readonly terraform: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** In Terraform a block is a list. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Property of the inputs and of the values -> position of the shape whose bucket, key, ... stands there. */
  readonly refs?: Readonly<Record<string, { readonly as: string; readonly to: number }>>;
}

const tags = { owner: "platform", environment: "bench" };
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const allow = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: "arn:aws:sqs:eu-west-1:123456789012:jobs" }],
});

/** A resource whose properties are plain values: only their names differ. */
function plain(pulumi: string, terraform: string, inputs: Shape["inputs"], refs?: Shape["refs"]): Shape {
  const values = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [snake(name), value]));
  return { pulumi, terraform, inputs, values, ...(refs && { refs }) };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const switches = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const ingress = { protocol: "tcp", description: "https from the office", self: false };

/** Twenty resources of types that programs use most, most of them as they should be. */
export const shapes: readonly Shape[] = [
  plain("aws:s3/bucket:Bucket", "aws_s3_bucket", { bucket: "assets", tags }),
  plain("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "aws_s3_bucket_public_access_block", switches, {
    bucket: { as: "bucket", to: 0 },
  }),
  {
    pulumi: "aws:s3/bucketVersioning:BucketVersioning",
    terraform: "aws_s3_bucket_versioning",
    inputs: { versioningConfiguration: { status: "Enabled" } },
    values: { versioning_configuration: [{ status: "Enabled" }] },
    refs: { bucket: { as: "bucket", to: 0 } },
  },
  plain(
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws_s3_bucket_policy",
    { policy: allow },
    { bucket: { as: "bucket", to: 0 } },
  ),
  {
    pulumi: "aws:ec2/securityGroup:SecurityGroup",
    terraform: "aws_security_group",
    inputs: {
      description: "web",
      ingress: [{ ...ingress, fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
      tags,
    },
    values: {
      description: "web",
      ingress: [{ ...ingress, from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"] }],
      tags,
    },
  },
  {
    pulumi: "aws:ec2/instance:Instance",
    terraform: "aws_instance",
    inputs: {
      ami: "ami-0a1b2c3d4e5f60718",
      instanceType: "t3.micro",
      metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" },
      rootBlockDevice: { encrypted: true, volumeSize: 20 },
      tags,
    },
    values: {
      ami: "ami-0a1b2c3d4e5f60718",
      instance_type: "t3.micro",
      metadata_options: [{ http_tokens: "required", http_endpoint: "enabled" }],
      root_block_device: [{ encrypted: true, volume_size: 20 }],
      tags,
    },
  },
  plain("aws:ebs/volume:Volume", "aws_ebs_volume", { availabilityZone: "eu-west-1a", size: 10, encrypted: true, tags }),
  plain("aws:rds/instance:Instance", "aws_db_instance", {
    engine: "postgres",
    instanceClass: "db.t3.micro",
    allocatedStorage: 20,
    storageEncrypted: true,
    publiclyAccessible: false,
    backupRetentionPeriod: 14,
    deletionProtection: true,
    manageMasterUserPassword: true,
    multiAz: true,
    username: "app",
    tags,
  }),
  plain("aws:sqs/queue:Queue", "aws_sqs_queue", { sqsManagedSseEnabled: true, tags }),
  plain("aws:sns/topic:Topic", "aws_sns_topic", { kmsMasterKeyId: "alias/aws/sns", tags }),
  plain("aws:kms/key:Key", "aws_kms_key", { description: "data", enableKeyRotation: true, tags }),
  plain("aws:iam/role:Role", "aws_iam_role", { name: "app", assumeRolePolicy: trust, tags }),
  plain("aws:iam/policy:Policy", "aws_iam_policy", { name: "app", policy: allow }),
  {
    pulumi: "aws:dynamodb/table:Table",
    terraform: "aws_dynamodb_table",
    inputs: {
      hashKey: "id",
      billingMode: "PAY_PER_REQUEST",
      attributes: [{ name: "id", type: "S" }],
      pointInTimeRecovery: { enabled: true },
      tags,
    },
    values: {
      hash_key: "id",
      billing_mode: "PAY_PER_REQUEST",
      attribute: [{ name: "id", type: "S" }],
      point_in_time_recovery: [{ enabled: true }],
      tags,
    },
  },
  {
    pulumi: "aws:lambda/function:Function",
    terraform: "aws_lambda_function",
    inputs: {
      role: "arn:aws:iam::123456789012:role/app",
      runtime: "nodejs22.x",
      handler: "index.handler",
      environment: { variables: { STAGE: "bench" } },
      tracingConfig: { mode: "Active" },
      tags,
    },
    values: {
      role: "arn:aws:iam::123456789012:role/app",
      runtime: "nodejs22.x",
      handler: "index.handler",
      environment: [{ variables: { STAGE: "bench" } }],
      tracing_config: [{ mode: "Active" }],
      tags,
    },
  },
  plain("aws:cloudwatch/logGroup:LogGroup", "aws_cloudwatch_log_group", { name: "/app", retentionInDays: 400, tags }),
  {
    pulumi: "aws:ecr/repository:Repository",
    terraform: "aws_ecr_repository",
    inputs: { name: "app", imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true }, tags },
    values: {
      name: "app",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: [{ scan_on_push: true }],
      tags,
    },
  },
  plain("aws:efs/fileSystem:FileSystem", "aws_efs_file_system", { encrypted: true, tags }),
  plain("aws:ec2/subnet:Subnet", "aws_subnet", {
    vpcId: "vpc-0a1b2c3d",
    cidrBlock: "10.0.1.0/24",
    mapPublicIpOnLaunch: false,
    tags,
  }),
  plain("aws:secretsmanager/secret:Secret", "aws_secretsmanager_secret", {
    name: "app",
    recoveryWindowInDays: 7,
    tags,
  }),
];
