/** Which kind of policy document a property holds: what it must and must not say differs. */
export type PolicyKind = "identity" | "trust" | "resource";

/** Where a property holds a policy document of AWS, and how its service refuses a bad one. */
export interface PolicyPlace {
  readonly property: string;
  readonly kind: PolicyKind;
  /** Code of a document that the service does not take. */
  readonly code: string;
  /** Largest document, white space not counted; and what the refusal says of it. */
  readonly size?: { readonly most: number; readonly code: string; readonly says: (most: number) => string };
  /** Where the rules are documented. */
  readonly address: string;
  /** True for the policy of a key, which must let somebody change it. */
  readonly keepsAccess?: boolean;
}

const iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const iamQuotas = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const malformed = "MalformedPolicyDocument";

function exceeded(what: string, most: number) {
  return { most, code: "LimitExceeded", says: () => `${what}: ${most}; see ${iamQuotas}` };
}

function identity(property: string, most: number, what = "Maximum policy size in bytes exceeded"): PolicyPlace {
  return { property, kind: "identity", code: malformed, size: exceeded(what, most), address: iam };
}

function resource(property: string, code: string, address: string, most?: number): PolicyPlace {
  const size = most === undefined ? {} : { size: { most, code, says: tooLarge } };
  return { property, kind: "resource", code, address, ...size };
}

function tooLarge(most: number): string {
  return `Policy size exceeds the maximum allowed size of ${most} bytes`;
}

const docs = "https://docs.aws.amazon.com";
const s3 = `${docs}/AmazonS3/latest/userguide/bucket-policies.html`;
const kms = `${docs}/kms/latest/developerguide/key-policies.html`;
const sqs = `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies.html`;
const sns = `${docs}/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html`;
const secrets = `${docs}/secretsmanager/latest/userguide/auth-and-access_resource-policies.html`;
const ecr = `${docs}/AmazonECR/latest/userguide/repository-policies.html`;

const keyPolicy = { ...resource("policy", "MalformedPolicyDocumentException", kms, 32_768), keepsAccess: true };
const queuePolicy = resource("policy", "InvalidAttributeValue", sqs);
const topicPolicy = resource("policy", "InvalidParameter", sns, 30_720);
const secretPolicy = resource("policy", "MalformedPolicyDocumentException", secrets, 20_480);

/** Policy documents by type. Sizes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and each service's own. */
export const policyPlaces: Readonly<Record<string, readonly PolicyPlace[]>> = {
  "aws:iam/role:Role": [
    {
      property: "assumeRolePolicy",
      kind: "trust",
      code: malformed,
      // The default quota is 2,048 characters; support raises it to at most 8,192.
      size: exceeded("Cannot exceed quota for ACLSizePerRole", 8192),
      address: iam,
    },
    identity("inlinePolicies.policy", 10_240, "Maximum policy size exceeded for the role"),
  ],
  "aws:iam/policy:Policy": [identity("policy", 6144, "Cannot exceed quota for PolicySize")],
  "aws:iam/rolePolicy:RolePolicy": [identity("policy", 10_240, "Maximum policy size exceeded for the role")],
  "aws:iam/userPolicy:UserPolicy": [identity("policy", 2048, "Maximum policy size exceeded for the user")],
  "aws:iam/groupPolicy:GroupPolicy": [identity("policy", 5120, "Maximum policy size exceeded for the group")],
  "aws:s3/bucket:Bucket": [resource("policy", "MalformedPolicy", s3, 20_480)],
  "aws:s3/bucketPolicy:BucketPolicy": [resource("policy", "MalformedPolicy", s3, 20_480)],
  "aws:kms/key:Key": [keyPolicy],
  "aws:kms/keyPolicy:KeyPolicy": [keyPolicy],
  "aws:kms/replicaKey:ReplicaKey": [keyPolicy],
  "aws:kms/externalKey:ExternalKey": [keyPolicy],
  "aws:sqs/queue:Queue": [queuePolicy],
  "aws:sqs/queuePolicy:QueuePolicy": [queuePolicy],
  "aws:sns/topic:Topic": [topicPolicy],
  "aws:sns/topicPolicy:TopicPolicy": [topicPolicy],
  "aws:secretsmanager/secret:Secret": [secretPolicy],
  "aws:secretsmanager/secretPolicy:SecretPolicy": [secretPolicy],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": [resource("policy", "InvalidParameterException", ecr)],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": [
    resource("policy", "InvalidPolicyException", `${docs}/efs/latest/ug/iam-access-control-nfs-efs.html`, 20_000),
  ],
  "aws:backup/vaultPolicy:VaultPolicy": [
    resource("policy", "InvalidParameterValueException", `${docs}/aws-backup/latest/devguide/access-control.html`),
  ],
  "aws:opensearch/domain:Domain": [
    resource("accessPolicies", "ValidationException", `${docs}/opensearch-service/latest/developerguide/ac.html`),
  ],
  "aws:opensearch/domainPolicy:DomainPolicy": [
    resource("accessPolicies", "ValidationException", `${docs}/opensearch-service/latest/developerguide/ac.html`),
  ],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": [
    resource("policy", "ValidationException", `${docs}/eventbridge/latest/userguide/eb-event-bus-perms.html`),
  ],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [
    resource(
      "policyDocument",
      "InvalidParameterException",
      `${docs}/goto/WebAPI/logs-2014-03-28/PutResourcePolicy`,
      5120,
    ),
  ],
};
