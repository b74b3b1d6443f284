import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn } from "../core/aws-arns.js";
import { childKinds, type NameRule, type OverridesOf } from "../core/children.js";
import { implementation } from "../core/implementation.js";
import { awsRole } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { grantAws } from "./aws-grants.js";
import { lifecycleRules } from "./aws-lifecycle.js";
import { bucketPolicy } from "./aws-policy.js";
import { awsUnsupported } from "./capabilities.js";
import type { BucketEventSource, BucketImplementation, BucketPlan, BucketRules, BuiltBucket } from "./types.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName: NameRule = { limit: 63, charset: "a-z0-9-" };
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const policyName: NameRule = { limit: 128, charset: "A-Za-z0-9-_." };

/** Every kind of child of a bucket on AWS. The keys are the keys of overrides. */
export const awsBucketChildren = childKinds({
  bucket: { type: () => s3.Bucket, tags: "tags", name: bucketName },
  publicAccessBlock: { type: () => s3.BucketPublicAccessBlock },
  ownership: { type: () => s3.BucketOwnershipControls },
  encryption: { type: () => s3.BucketServerSideEncryptionConfiguration },
  versioning: { type: () => s3.BucketVersioning },
  policy: { type: () => s3.BucketPolicy },
  lifecycle: { type: () => s3.BucketLifecycleConfiguration },
  objectLock: { type: () => s3.BucketObjectLockConfiguration },
  cors: { type: () => s3.BucketCorsConfiguration },
  logging: { type: () => s3.BucketLogging },
  notification: { type: () => s3.BucketNotification },
  grant: { type: () => iam.RolePolicy, name: policyName },
});

export type AwsBucketOverrides = OverridesOf<typeof awsBucketChildren>;
export type AwsBucketScope = Scope<"aws", typeof awsBucketChildren>;

/** The AWS resources of a bucket, for what the neutral outputs do not say. */
export interface AwsBucketNative {
  readonly cloud: "aws";
  readonly bucket: s3.Bucket;
  readonly publicAccessBlock: s3.BucketPublicAccessBlock;
  readonly ownership: s3.BucketOwnershipControls;
  readonly encryption: s3.BucketServerSideEncryptionConfiguration;
  readonly versioning: s3.BucketVersioning;
  readonly policy: s3.BucketPolicy;
  readonly lifecycle: s3.BucketLifecycleConfiguration | undefined;
  readonly objectLock: s3.BucketObjectLockConfiguration | undefined;
  readonly cors: s3.BucketCorsConfiguration | undefined;
  readonly logging: s3.BucketLogging | undefined;
}

const rules: BucketRules = {
  softDelete: "versions",
  versioningWithRetention: "needed",
  infrequentAfterDays: 30,
  corsRules: 100,
  networkInRegion: false,
  oneGrantOfVerb: false,
  principal: awsRole,
};

function build(scope: AwsBucketScope, plan: BucketPlan): BuiltBucket<"aws"> {
  const bucket = scope.child(
    "bucket",
    "",
    { forceDestroy: plan.forceDestroy, ...(plan.retention === undefined ? {} : { objectLockEnabled: true }) },
    plan.deletionProtection ? { protect: true } : {},
  );
  const access = guards(scope, plan, bucket);
  const settings = optional(scope, plan, bucket, access.versioning);
  return {
    id: bucket.arn,
    name: bucket.bucket,
    domain: bucket.bucketRegionalDomainName,
    url: pulumi.interpolate`https://${bucket.bucketRegionalDomainName}`,
    grant: (request) => grantAws(scope, bucketArn(scope, bucket.bucket), request),
    events: () => eventBridge(scope, bucket),
    native: { cloud: "aws", bucket, ...access, ...settings },
  };
}

/** The one notification of the bucket: everything goes to EventBridge, where each subscriber has rules of its own. */
function eventBridge(scope: AwsBucketScope, bucket: s3.Bucket): BucketEventSource {
  return { ready: [scope.child("notification", "notification", { bucket: bucket.bucket, eventbridge: true })] };
}

type Guards = Pick<AwsBucketNative, "publicAccessBlock" | "ownership" | "encryption" | "versioning" | "policy">;

/** What every bucket has: who gets in, and how objects are kept. */
function guards(scope: AwsBucketScope, plan: BucketPlan, bucket: s3.Bucket): Guards {
  const at = { bucket: bucket.bucket };
  const publicAccessBlock = scope.child("publicAccessBlock", "public-access-block", {
    ...at,
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: !plan.public,
    restrictPublicBuckets: !plan.public,
  });
  return {
    publicAccessBlock,
    ownership: scope.child("ownership", "ownership", { ...at, rule: { objectOwnership: "BucketOwnerEnforced" } }),
    encryption: scope.child("encryption", "encryption", {
      ...at,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: true }],
    }),
    // Never "Disabled": S3 cannot go back to it, so switching versioning off later would fail.
    versioning: scope.child("versioning", "versioning", {
      ...at,
      versioningConfiguration: { status: plan.versioning ? "Enabled" : "Suspended" },
    }),
    // S3 refuses a public policy while the block is still in force.
    policy: scope.child(
      "policy",
      "policy",
      { ...at, policy: bucketPolicy(scope, plan, bucketArn(scope, bucket.bucket)) },
      { dependsOn: [publicAccessBlock] },
    ),
  };
}

type Settings = Pick<AwsBucketNative, "lifecycle" | "objectLock" | "cors" | "logging">;

/** What only some buckets have. S3 has one resource for each of these, which the bucket owns. */
function optional(scope: AwsBucketScope, plan: BucketPlan, bucket: s3.Bucket, versioning: pulumi.Resource): Settings {
  const at = { bucket: bucket.bucket };
  const versioned = { dependsOn: [versioning] };
  const rulesOfLifecycle = lifecycleRules(plan);
  const { retention, cors, accessLogs } = plan;
  return {
    lifecycle:
      rulesOfLifecycle.length === 0
        ? undefined
        : scope.child("lifecycle", "lifecycle", { ...at, rules: rulesOfLifecycle }, versioned),
    objectLock:
      retention === undefined
        ? undefined
        : scope.child(
            "objectLock",
            "object-lock",
            {
              ...at,
              rule: {
                defaultRetention: { mode: retention.locked ? "COMPLIANCE" : "GOVERNANCE", days: retention.days },
              },
            },
            versioned,
          ),
    cors: cors.length === 0 ? undefined : scope.child("cors", "cors", { ...at, corsRules: corsRules(plan) }),
    logging:
      accessLogs === undefined
        ? undefined
        : scope.child("logging", "logging", { ...at, targetBucket: accessLogs.name, targetPrefix: `${scope.name}/` }),
  };
}

function corsRules({ cors }: BucketPlan): s3.BucketCorsConfigurationArgs["corsRules"] {
  return cors.map((rule) => ({
    id: rule.name,
    allowedOrigins: [...rule.origins],
    allowedMethods: [...rule.methods],
    allowedHeaders: [...rule.allowedHeaders],
    exposeHeaders: [...rule.exposedHeaders],
    maxAgeSeconds: rule.maxAgeSeconds,
  }));
}

/** Buckets on AWS. */
export const awsBucket: BucketImplementation<"aws"> = {
  ...implementation({ children: awsBucketChildren, unsupported: awsUnsupported, build }),
  rules,
  existing(context, id) {
    const scope: AwsBucketScope = new Scope(context, awsBucketChildren);
    const name = pulumi.output(id);
    const arn = bucketArn(scope, name);
    const suffix = scope.target.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    const domain = pulumi.interpolate`${name}.s3.${scope.target.region}.${suffix}`;
    return {
      id: arn,
      name,
      domain,
      url: pulumi.interpolate`https://${domain}`,
      grant: (request) => grantAws(scope, arn, request),
      events: () => ({ ready: [] }),
    };
  },
};
