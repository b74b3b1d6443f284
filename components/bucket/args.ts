import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, CloudOverrides, Target } from "../core/clouds.js";
import type { NetworkLike } from "../network/types.js";
import type { BucketLike } from "./types.js";

/** Cheaper storage for objects that are read less often. */
export const StorageTier = {
  /** AWS: Standard-IA. GCP: Nearline. Azure: Cool. Each charges at least 30 days of storage, and for every read. */
  Infrequent: "infrequent",
  /**
   * AWS: Glacier Flexible Retrieval, restored in minutes to hours, at least 90 days charged. GCP: Archive, read at once,
   * at least 365 days charged. Azure: Cold, read at once, at least 90 days charged; Azure's own Archive tier does not
   * exist for storage that is spread over zones.
   */
  Archive: "archive",
} as const;
export type StorageTier = (typeof StorageTier)[keyof typeof StorageTier];

/** When objects move or go. A rule says at least one thing. */
export interface LifecycleRule {
  /** Only objects whose name begins with this. @default - all objects */
  readonly prefix?: pulumi.Input<string>;
  /** Deletes objects so many days after they were written. With versioning a version stays. @default - never */
  readonly expireDays?: pulumi.Input<number>;
  /**
   * Deletes versions so many days after they were replaced or deleted. On Azure the days count from when the version
   * was written.
   * @default - what the rule `default` says
   */
  readonly noncurrentExpireDays?: pulumi.Input<number>;
  /** Moves objects to cheaper storage. @default - they stay where they are */
  readonly tier?: {
    /** Days after the object was written. On AWS at least 30 for `infrequent`. */
    readonly afterDays: pulumi.Input<number>;
    readonly to: StorageTier;
  };
}

/** From which web pages browsers may use the bucket. */
export interface CorsRule {
  /** As in `https://www.example.com`; `*` for any page. */
  readonly origins: readonly string[];
  /** @default ["GET", "HEAD"] */
  readonly methods?: readonly CorsMethod[];
  /**
   * Headers that a request may send. GCP has one list for these and `exposedHeaders`, so both are allowed both ways.
   * @default - none beyond those that are always allowed
   */
  readonly allowedHeaders?: readonly string[];
  /** Headers of the answer that a page may read. @default - none beyond those that are always allowed */
  readonly exposedHeaders?: readonly string[];
  /** How long a browser may remember the answer. @default 3600 */
  readonly maxAgeSeconds?: pulumi.Input<number>;
}

export const CorsMethod = { Get: "GET", Head: "HEAD", Put: "PUT", Post: "POST", Delete: "DELETE" } as const;
export type CorsMethod = (typeof CorsMethod)[keyof typeof CorsMethod];

/** Everything about a bucket that means the same on every cloud. */
export interface BucketOptions {
  /**
   * Keeps replaced and deleted objects as versions, for as long as `lifecycle` says.
   *
   * Cost: every version is stored and charged like an object. `false` breaks the rules aws-s3-versioning and
   * gcp-gcs-versioning. On AWS it can later be suspended, never taken back.
   *
   * @default true; on GCP false beside `retention`, which excludes it there
   */
  readonly versioning?: boolean;
  /**
   * Lets anybody on the internet read every object whose name they know; they cannot list them.
   *
   * `true` breaks the rules aws-s3-public-access-block and aws-s3-policy-public, gcp-gcs-public and
   * gcp-gcs-public-prevention, az-storage-blob-public and az-storage-network-deny.
   *
   * @default false
   */
  readonly public?: boolean;
  /**
   * When objects move or go, by rule name. The rule `default` is always there: it deletes replaced and deleted versions
   * after 90 days (or `softDeleteDays` when that is longer). State it to change it, or `false` to keep versions for ever.
   *
   * @default - the rule `default` alone
   */
  readonly lifecycle?: Readonly<Record<string, LifecycleRule | false>>;
  /** By name. Azure takes at most five rules, AWS a hundred. @default - no page of another origin may use the bucket */
  readonly cors?: Readonly<Record<string, CorsRule>>;
  /**
   * Keeps objects unchanged: nobody can replace or delete them until they are so many days old.
   *
   * On AWS it needs `versioning` and guards every version; it can only be given when the bucket is made. GCP excludes
   * versioning beside it, and the rule gcp-gcs-versioning asks for none there.
   *
   * @default - objects can be changed and deleted
   */
  readonly retention?: {
    /** 1 to 36500. */
    readonly days: pulumi.Input<number>;
    /**
     * Takes the decision for ever: the days can be raised, never lowered, by nobody, and the bucket cannot be deleted
     * before its last object may be. AWS: compliance mode instead of governance mode. GCP: a locked policy. Azure:
     * UnsupportedError.
     * @default false
     */
    readonly locked?: boolean;
  };
  /**
   * How long a deleted object can be brought back, in days. 0 switches it off, which breaks the rule
   * az-storage-soft-delete.
   *
   * GCP: soft delete, 0 or 7 to 90. Azure: soft delete of blobs and containers, 0 to 365. AWS has no soft delete;
   * versioning does the same there, so the versions are kept at least as long, and without versioning it is an
   * UnsupportedError.
   *
   * Cost: deleted objects are charged while they can be brought back.
   *
   * @default 7; on AWS 0 when `versioning` is false
   */
  readonly softDeleteDays?: number;
  /**
   * Records every access in another bucket of the same region. That bucket needs `receivesAccessLogs: true`.
   *
   * AWS and GCP write under the prefix `<name>/`, AWS within hours, GCP once an hour. Azure writes to containers of its
   * own (`insights-logs-...`) in the other bucket's storage account.
   *
   * Without it the low rules aws-s3-access-log and gcp-gcs-log find the bucket, in profiles that ask: `production` and `all`.
   * Cost: the stored records; on Azure also a charge per GB.
   *
   * @default - nothing is recorded
   */
  readonly accessLogs?: BucketLike;
  /**
   * Lets the cloud's log service write here, for buckets that name this one in `accessLogs`. On AWS a bucket with
   * `retention` cannot receive them.
   *
   * @default false
   */
  readonly receivesAccessLogs?: boolean;
  /** Deletes what is in the bucket when the bucket is deleted. Azure always does. @default false */
  readonly forceDestroy?: boolean;
  /**
   * Refuses to delete the bucket, in Pulumi (`protect`) and, where the cloud has a flag for it, in the provider
   * (`deletionPolicy` on GCP). To delete it, deploy `false` first.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** The arguments of a {@link Bucket}. */
export type BucketArgs<C extends CloudName = CloudName> = Omit<BucketOptions, "accessLogs"> & {
  /** Where the bucket is built. */
  readonly target: Target<C>;
  /** {@inheritDoc BucketOptions.accessLogs} */
  readonly accessLogs?: BucketLike<NoInfer<C>>;
  /**
   * A network that may reach the bucket. On Azure nothing else may, except for Azure's own trusted services; the
   * network must be in the same region and have `objectStorage` among its `endpoints` (it has unless told otherwise).
   * On AWS and GCP access is decided by identity alone, and the argument changes nothing.
   *
   * @default - on Azure no network, so that only trusted services get in
   */
  readonly network?: NetworkLike<NoInfer<C>>;
} & CloudOverrides<C, "bucket">;

/** An existing bucket that this program did not make. */
export interface ExistingBucketArgs<C extends CloudName = CloudName> {
  readonly target: Target<C>;
  /** AWS and GCP: the bucket's name. Azure: the resource id of the blob container. */
  readonly id: pulumi.Input<string>;
}
