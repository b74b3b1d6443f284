import type { Resource } from "../core/resource.js";
import { refersTo, type Stack } from "../core/stack.js";
import type { Tri } from "../core/tri.js";

/** A bucket, in both forms that the provider has. */
export const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** Whether the resource is a bucket. */
export function isBucket(resource: Resource): boolean {
  return (BUCKETS as readonly string[]).includes(resource.type);
}

/** A resource that may set something of a bucket, and whether it is certain that it is about this bucket. */
export interface Part {
  readonly resource: Resource;
  readonly refers: Exclude<Tri, false>;
}

/** The resources of these types that set something of the bucket, or may do so. */
export function partsOf(bucket: Resource, stack: Stack, ...types: readonly string[]): readonly Part[] {
  return stack.ofType(...types).flatMap((resource) => {
    const refers = refersTo(resource, "bucket", bucket);
    return refers === false ? [] : [{ resource, refers }];
  });
}
