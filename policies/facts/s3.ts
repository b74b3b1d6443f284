import type { Resource } from "../core/resource.js";

/** A bucket, in both forms that the provider has. */
export const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** The switches of a public access block. */
export const SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** Whether the resource is a bucket. */
export function isBucket(resource: Resource): boolean {
  return (BUCKETS as readonly string[]).includes(resource.type);
}
