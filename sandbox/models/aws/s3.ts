import type { CheckFailure, CloudError } from "../../types.js";
import { dnsSuffixOf, partitionOf } from "../arn.js";
import type { CheckContext, Model, Models, ObjectContext } from "../model.js";
import { known, Unknowable } from "../model.js";
import { at, isRecord, text } from "../values.js";

import { websiteDomain, websiteZones } from "./website.js";

export const bucketType = "aws:s3/bucket:Bucket";
const objectTypes = ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"];

/** The rules of general purpose buckets, from the S3 user guide. */
export function bucketNameProblem(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `has ${name.length} characters; use 3 to 63`;
  if (!/^[a-z0-9.-]+$/.test(name)) return "may have only lower-case letters, digits, dots and hyphens";
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return "must begin and end with a letter or digit";
  if (name.includes("..")) return "must not have two dots in a row";
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return "must not look like an IP address";
  if (/^(xn--|sthree-|amzn-s3-demo-)/.test(name)) return "begins with a prefix that AWS keeps for itself";
  if (/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)) return "ends with a suffix that AWS keeps for itself";
  return undefined;
}

function checkBucket(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(c.inputs.bucket);
  const problem = name === undefined ? undefined : bucketNameProblem(name);
  if (problem !== undefined)
    failures.push({ property: "bucket", reason: `invalid bucket name "${name}": it ${problem}` });
  const prefix = text(c.inputs.bucketPrefix);
  if (prefix !== undefined && prefix.length > 37)
    failures.push({ property: "bucketPrefix", reason: `"${prefix}" has ${prefix.length} characters; use at most 37` });
  return failures;
}

function nameOf(c: ObjectContext): string {
  const prefix = text(c.inputs.bucketPrefix);
  const given = text(c.inputs.bucket);
  if (given !== undefined) return given;
  if (c.inputs.bucket !== undefined) throw new Unknowable("bucket");
  return `${prefix ?? ""}20260101${c.derive.digits("name", 18)}`;
}

/** Bucket names are one space for all accounts and regions. */
function refuseBucket(c: ObjectContext): CloudError | undefined {
  const other = c.self === undefined ? c.world.find(bucketType, nameOf(c)) : undefined;
  if (other === undefined) return undefined;
  const own = other.account === c.account;
  return {
    code: own ? "BucketAlreadyOwnedByYou" : "BucketAlreadyExists",
    message: `The requested bucket name "${other.id}" is taken${own ? ` by ${other.urn}` : " in another account"}: bucket names are unique in all of S3; choose another, or leave it out to have one made`,
  };
}

function bucketOf(value: unknown): string | undefined {
  if (isRecord(value)) return text(value.bucket) ?? text(value.id);
  return text(value)?.replace(/^arn:aws[\w-]*:s3:::/, "");
}

function noBucket(c: ObjectContext, property = "bucket"): CloudError | undefined {
  const name = bucketOf(c.inputs[property]);
  if (name === undefined || c.world.find(bucketType, name) !== undefined) return undefined;
  return {
    code: "NoSuchBucket",
    message: `The specified bucket does not exist: "${name}" (${property}); pass the bucket's own id, or create it first`,
  };
}

/** One of the settings that S3 keeps beside a bucket: its id is the bucket's name, and a second one overwrites the first. */
function setting(more: Model = {}): Model {
  return {
    refuse: (c) => noBucket(c),
    deleteBeforeReplace: true,
    unique: false,
    ...more,
    id: (c) => bucketOf(c.inputs.bucket) ?? "",
    outputs: { expectedBucketOwner: () => "", ...more.outputs },
  };
}

function refuseLock(c: ObjectContext): CloudError | undefined {
  const missing = noBucket(c);
  if (missing !== undefined) return missing;
  const bucket = c.world.find(bucketType, bucketOf(c.inputs.bucket) ?? "");
  const versioned =
    bucket?.inputs.objectLockEnabled === true ||
    c.world
      .byType("aws:s3/bucketVersioning:BucketVersioning")
      .some((o) => o.id === bucket?.id && at(o.inputs, "versioningConfiguration.status") === "Enabled");
  if (versioned) return undefined;
  return {
    code: "InvalidBucketState",
    message: `Versioning must be 'Enabled' on bucket ${bucket?.id} to apply an Object Lock configuration; make the BucketVersioning first (dependsOn)`,
  };
}

function checkVersioning(c: CheckContext): CheckFailure[] {
  const status = at(c.inputs, "versioningConfiguration.status");
  if (typeof status !== "string" || ["Enabled", "Suspended", "Disabled"].includes(status)) return [];
  return [
    {
      property: "versioningConfiguration.status",
      reason: `"${status}" is not allowed; use Enabled, Suspended or Disabled`,
    },
  ];
}

const object: Model = {
  refuse: (c) => noBucket(c),
  deleteBeforeReplace: true,
  name: { property: "key", limit: 1024, random: 0 },
  unique: false,
  id: (c) => `${bucketOf(c.inputs.bucket)}/${text(c.inputs.key) ?? c.name}`,
  outputs: {
    acl: () => "private",
    arn: (c) => `arn:${partitionOf(c.region)}:s3:::${bucketOf(c.inputs.bucket)}/${text(c.inputs.key) ?? c.name}`,
    bucketKeyEnabled: () => false,
    contentType: () => "application/octet-stream",
    etag: (c) => c.derive.hex("etag", 32),
    kmsKeyId: () => "",
    serverSideEncryption: () => "AES256",
    storageClass: () => "STANDARD",
    versionId: (c) => c.derive.draw("version", 32, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."),
  },
};

export const s3Models: Models = {
  [bucketType]: {
    name: { property: "bucket", limit: 63, lower: true, prefixProperty: "bucketPrefix" },
    defaults: { forceDestroy: false },
    check: checkBucket,
    refuse: refuseBucket,
    id: nameOf,
    unique: false,
    outputs: {
      accelerationStatus: () => "",
      acl: () => undefined,
      arn: (c) => `arn:${partitionOf(c.region)}:s3:::${nameOf(c)}`,
      bucket: nameOf,
      bucketDomainName: (c) => `${nameOf(c)}.s3.${dnsSuffixOf(c.region)}`,
      bucketNamespace: () => "global",
      bucketPrefix: () => "",
      bucketRegion: (c) => c.region,
      bucketRegionalDomainName: (c) => `${nameOf(c)}.s3.${c.region}.${dnsSuffixOf(c.region)}`,
      corsRules: () => [],
      grants: () => [],
      hostedZoneId: (c) => websiteZones[c.region] ?? "",
      lifecycleRules: () => [],
      logging: () => undefined,
      objectLockConfiguration: () => undefined,
      objectLockEnabled: () => false,
      policy: () => "",
      replicationConfiguration: () => undefined,
      requestPayer: () => "BucketOwner",
      serverSideEncryptionConfiguration: () => ({
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
      }),
      versioning: () => ({ enabled: false, mfaDelete: false }),
      website: () => undefined,
      websiteDomain: () => "",
      websiteEndpoint: () => "",
    },
    identities: (o) => [o.id],
    canDelete: (bucket, world) => {
      if (bucket.inputs.forceDestroy === true) return undefined;
      const inside = objectTypes
        .flatMap((type) => world.byType(type))
        .find((o) => bucketOf(o.inputs.bucket) === bucket.id);
      if (inside === undefined) return undefined;
      return {
        code: "BucketNotEmpty",
        message: `The bucket you tried to delete is not empty: ${inside.id} (${inside.urn}) is in ${bucket.id}; delete that first, or set forceDestroy and deploy once before`,
      };
    },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting({
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  }),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": setting(),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": setting(),
  "aws:s3/bucketVersioning:BucketVersioning": setting({ check: checkVersioning }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": setting({
    outputs: { transitionDefaultMinimumObjectSize: () => "all_storage_classes_128K" },
  }),
  "aws:s3/bucketPolicy:BucketPolicy": setting(),
  "aws:s3/bucketLogging:BucketLogging": setting({ refuse: (c) => noBucket(c) ?? noBucket(c, "targetBucket") }),
  "aws:s3/bucketNotification:BucketNotification": setting({ defaults: { eventbridge: false } }),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": setting({
    defaults: { objectLockEnabled: "Enabled" },
    refuse: refuseLock,
  }),
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": setting(),
  "aws:s3/bucketAcl:BucketAcl": setting(),
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": setting({
    outputs: { websiteDomain, websiteEndpoint: (c) => `${known(bucketOf(c.inputs.bucket) ?? "")}.${websiteDomain(c)}` },
  }),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": setting(),
  "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration": setting(),
  "aws:s3/bucketRequestPaymentConfiguration:BucketRequestPaymentConfiguration": setting(),
  "aws:s3/bucketMetric:BucketMetric": { refuse: (c) => noBucket(c) },
  "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration": { refuse: (c) => noBucket(c) },
  ...Object.fromEntries(objectTypes.map((type) => [type, object])),
};
