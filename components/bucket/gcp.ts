import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../core/children.js";
import { implementation } from "../core/implementation.js";
import { gcpMember } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { mapInput } from "../core/values.js";
import { gcpUnsupported } from "./capabilities.js";
import { storageMayPublish } from "./gcp-events.js";
import { grantGcp } from "./gcp-grants.js";
import { lifecycleRules } from "./gcp-lifecycle.js";
import type { BucketImplementation, BucketParts, BucketPlan, BucketRules, BuiltBucket } from "./types.js";

/** https://cloud.google.com/storage/docs/buckets#naming */
const bucketName: NameRule = { limit: 63, charset: "a-z0-9-" };

/** Every kind of child of a bucket on GCP. The keys are the keys of overrides. */
export const gcpBucketChildren = childKinds({
  bucket: { type: () => storage.Bucket, tags: "labels", name: bucketName },
  publicReader: { type: () => storage.BucketIAMMember },
  logWriter: { type: () => storage.BucketIAMMember },
  grant: { type: () => storage.BucketIAMMember },
});

export type GcpBucketOverrides = OverridesOf<typeof gcpBucketChildren>;
export type GcpBucketScope = Scope<"gcp", typeof gcpBucketChildren>;

/** The GCP resources of a bucket, for what the neutral outputs do not say. */
export interface GcpBucketNative {
  readonly cloud: "gcp";
  readonly bucket: storage.Bucket;
  readonly publicReader: storage.BucketIAMMember | undefined;
  readonly logWriter: storage.BucketIAMMember | undefined;
}

const secondsPerDay = 86_400;
/** The group that Cloud Storage writes usage logs as. */
const logService = "group:cloud-storage-analytics@google.com";

const rules: BucketRules = {
  softDelete: { least: 7, most: 90 },
  versioningWithRetention: "excluded",
  infrequentAfterDays: 1,
  corsRules: 100,
  networkInRegion: false,
  oneGrantOfVerb: false,
  principal: { ...gcpMember, expected: `${gcpMember.expected} (for everybody, make the bucket public)` },
};

function build(scope: GcpBucketScope, plan: BucketPlan): BuiltBucket<"gcp"> {
  const bucket = scope.child("bucket", "", bucketArgs(scope, plan), plan.deletionProtection ? { protect: true } : {});
  const at = { bucket: bucket.name };
  const logWriter = plan.receivesAccessLogs
    ? scope.child("logWriter", "log-writer", { ...at, role: "roles/storage.objectCreator", member: logService })
    : undefined;
  // Reads objects and does not list them.
  const publicReader = plan.public
    ? scope.child("publicReader", "public-reader", {
        ...at,
        role: "roles/storage.legacyObjectReader",
        member: "allUsers",
      })
    : undefined;
  return { ...partsOf(scope, bucket.name, bucket.selfLink), native: { cloud: "gcp", bucket, publicReader, logWriter } };
}

function bucketArgs(scope: GcpBucketScope, plan: BucketPlan): storage.BucketArgs {
  const { retention, cors, accessLogs } = plan;
  const args: storage.BucketArgs = {
    location: scope.target.region,
    uniformBucketLevelAccess: true,
    publicAccessPrevention: plan.public ? "inherited" : "enforced",
    versioning: { enabled: plan.versioning },
    softDeletePolicy: { retentionDurationSeconds: plan.softDeleteDays * secondsPerDay },
    lifecycleRules: lifecycleRules(plan),
    forceDestroy: plan.forceDestroy,
    deletionPolicy: plan.deletionProtection ? "PREVENT" : "DELETE",
  };
  if (retention !== undefined)
    args.retentionPolicy = {
      retentionPeriod: mapInput(retention.days, (days) => String(days * secondsPerDay)),
      isLocked: retention.locked,
    };
  if (cors.length > 0)
    args.cors = cors.map((rule) => ({
      origins: [...rule.origins],
      methods: [...rule.methods],
      responseHeaders: [...new Set([...rule.allowedHeaders, ...rule.exposedHeaders])],
      maxAgeSeconds: rule.maxAgeSeconds,
    }));
  if (accessLogs !== undefined) args.logging = { logBucket: accessLogs.name, logObjectPrefix: `${scope.name}/` };
  return args;
}

function partsOf(scope: GcpBucketScope, name: pulumi.Output<string>, id: pulumi.Output<string>): BucketParts<"gcp"> {
  return {
    id,
    name,
    domain: pulumi.interpolate`${name}.storage.googleapis.com`,
    url: pulumi.interpolate`https://${name}.storage.googleapis.com`,
    grant: (request) => grantGcp(scope, name, request),
    events: () => ({ ready: [storageMayPublish(scope.target)] }),
  };
}

/** Buckets on GCP. */
export const gcpBucket: BucketImplementation<"gcp"> = {
  ...implementation({ children: gcpBucketChildren, unsupported: gcpUnsupported, build }),
  rules,
  existing(context, id) {
    const name = pulumi.output(id);
    const selfLink = pulumi.interpolate`https://www.googleapis.com/storage/v1/b/${name}`;
    return partsOf(new Scope(context, gcpBucketChildren), name, selfLink);
  },
};
