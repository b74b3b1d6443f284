import type * as pulumi from "@pulumi/pulumi";
import type { ChildTable } from "../core/children.js";
import type { CloudName, Identity, Implementation, NativeOf, ScopeContext, Target } from "../core/clouds.js";
import type { PrincipalRule } from "../core/principals.js";
import type { NetworkLike } from "../network/types.js";
import type { CorsMethod, StorageTier } from "./args.js";

/** What others need to know of a bucket: a {@link Bucket} of this program, or one that exists already. */
export interface BucketLike<C extends CloudName = CloudName> {
  /** Begins the names of children that are made for it later. */
  readonly bucketName: string;
  readonly target: Target<C>;
  /** AWS: ARN. GCP: self link. Azure: resource id of the container. */
  readonly id: pulumi.Output<string>;
  /** The name in the cloud; on Azure of the container. */
  readonly name: pulumi.Output<string>;
  /** Host name of the bucket; on Azure of its storage account. */
  readonly domain: pulumi.Output<string>;
  /** Begins the address of every object: append `/` and the object's name. */
  readonly url: pulumi.Output<string>;
  /** May access logs of other buckets be written here? `undefined` when that is not known. */
  readonly receivesAccessLogs: boolean | undefined;
  /**
   * Switches on that the bucket tells of objects that come and go; once, however often it is asked. The triggers of
   * functions call it.
   */
  events(): BucketEventSource;
}

/** Where the events of a bucket come from, for those who subscribe to them. */
export interface BucketEventSource {
  /** What has to be there before anybody subscribes. */
  readonly ready: readonly pulumi.Resource[];
  /** Who sends the events, where that is a resource of its own: the system topic, on Azure. */
  readonly topic?: {
    readonly name: pulumi.Output<string>;
    readonly resourceGroupName: pulumi.Input<string>;
    /** Who it is where it delivers to. */
    readonly principalId: pulumi.Output<string>;
    /** Of the storage account. */
    readonly accountId: pulumi.Output<string>;
  };
}

/** What an identity may do. */
export const Verb = { Read: "read", Write: "write" } as const;
export type Verb = (typeof Verb)[keyof typeof Verb];

/** Narrows a grant. */
export interface GrantOptions {
  /**
   * Only objects whose name begins with this. Plain text: it is part of the grant's name.
   * @default - every object
   */
  readonly prefix?: string;
}

/** A bucket with everything decided that can be decided without the engine. */
export interface BucketPlan {
  readonly versioning: boolean;
  readonly public: boolean;
  /** Rules by name, the default one included. */
  readonly lifecycle: readonly LifecyclePlan[];
  readonly cors: readonly CorsPlan[];
  readonly retention: { readonly days: pulumi.Input<number>; readonly locked: boolean } | undefined;
  readonly softDeleteDays: number;
  readonly accessLogs: BucketLike | undefined;
  readonly receivesAccessLogs: boolean;
  readonly network: NetworkLike | undefined;
  readonly forceDestroy: boolean;
  readonly deletionProtection: boolean;
}

export interface LifecyclePlan {
  readonly name: string;
  readonly prefix: pulumi.Input<string> | undefined;
  readonly expireDays: pulumi.Input<number> | undefined;
  readonly noncurrentExpireDays: pulumi.Input<number> | undefined;
  readonly tier: { readonly afterDays: pulumi.Input<number>; readonly to: StorageTier } | undefined;
}

export interface CorsPlan {
  readonly name: string;
  readonly origins: readonly string[];
  readonly methods: readonly CorsMethod[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAgeSeconds: pulumi.Input<number>;
}

/** One grant that is to be made. */
export interface GrantRequest<C extends CloudName = CloudName> {
  readonly verb: Verb;
  readonly identity: Identity<C>;
  readonly prefix: string | undefined;
  /** Ends the logical name of the grant. */
  readonly suffix: string;
}

/** The outputs of a bucket, and how access to it is granted. */
export interface BucketParts<C extends CloudName = CloudName> {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly domain: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  grant(request: GrantRequest<C>): pulumi.Resource;
  /** Makes what the bucket's events need; called once at most. */
  events(): BucketEventSource;
}

export interface BuiltBucket<C extends CloudName = CloudName> extends BucketParts<C> {
  readonly native: NativeOf<C, "bucket">;
}

/** What a cloud allows, as data that the synchronous checks read. */
export interface BucketRules {
  /** Days of soft delete besides 0, or whether versions do its work. */
  readonly softDelete: { readonly least: number; readonly most: number } | "versions";
  /** What versioning is beside `retention`. */
  readonly versioningWithRetention: "needed" | "excluded" | "free";
  /** Days before an object may move to `infrequent`. */
  readonly infrequentAfterDays: number;
  readonly corsRules: number;
  /** Must `network` be in the bucket's region? */
  readonly networkInRegion: boolean;
  /** Can an identity have a verb on a bucket only once, whatever the prefix? */
  readonly oneGrantOfVerb: boolean;
  /** The property of an identity that says who it is, and how it looks when it is plain text. */
  readonly principal: PrincipalRule;
}

/** A bucket on one cloud. */
export interface BucketImplementation<C extends CloudName = CloudName>
  extends Implementation<BucketPlan, BuiltBucket<C>> {
  readonly children: ChildTable;
  readonly rules: BucketRules;
  /** Outputs and grants of a bucket that exists already; registers nothing by itself. */
  existing(context: ScopeContext, id: pulumi.Input<string>): BucketParts<C>;
}

declare module "../core/clouds.js" {
  interface Implementations<C extends CloudName> {
    readonly bucket: BucketImplementation<C>;
  }
}
