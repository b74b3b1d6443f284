import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, NativeOf, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { componentOptions } from "../core/options.js";
import { implementationsOf } from "../core/target.js";
import type { BucketArgs, ExistingBucketArgs } from "./args.js";
import { Events } from "./events.js";
import { ExistingBucket } from "./existing.js";
import { Grants } from "./grants.js";
import { type BucketInput, planBucket, summarize } from "./plan.js";
import type { BucketEventSource, BucketLike, GrantOptions } from "./types.js";
import { checkBucket } from "./validate.js";

export {
  type BucketArgs,
  type BucketOptions,
  CorsMethod,
  type CorsRule,
  type ExistingBucketArgs,
  type LifecycleRule,
  StorageTier,
} from "./args.js";
export type { ExistingBucket } from "./existing.js";
export { planBucket } from "./plan.js";
export type {
  BucketEventSource,
  BucketImplementation,
  BucketLike,
  BucketParts,
  BucketPlan,
  BucketRules,
  GrantOptions,
} from "./types.js";
export { checkBucket } from "./validate.js";

/**
 * A place for objects, private and encrypted.
 *
 * ```ts
 * const assets = new Bucket("assets", { target: aws({ region: "eu-west-1" }) });
 * ```
 *
 * A real one, with its accesses recorded, cheaper storage for old reports, and a role that may read some of it:
 *
 * ```ts
 * const logs = new Bucket("logs", { target, receivesAccessLogs: true, lifecycle: { old: { expireDays: 365 } } });
 * const reports = new Bucket("reports", {
 *   target,
 *   accessLogs: logs,
 *   softDeleteDays: 30,
 *   lifecycle: { old: { prefix: "2024/", tier: { afterDays: 60, to: "infrequent" } } },
 *   aws: { encryption: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] } },
 * });
 * reports.grantRead({ key: "billing", roleName: "billing-exporter" }, { prefix: "2025/" });
 * ```
 *
 * Nobody reads it but who is granted it; plain HTTP and TLS below 1.2 are refused; replaced and deleted objects stay as
 * versions for 90 days. On Azure a bucket is a storage account of its own with one container.
 *
 * Cost: what is stored and asked for, versions and soft-deleted objects included; on Azure storage is spread over three
 * zones. An empty bucket costs nothing.
 */
export class Bucket<C extends CloudName = CloudName> extends pulumi.ComponentResource implements BucketLike<C> {
  readonly bucketName: string;
  readonly target: Target<C>;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly domain: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly receivesAccessLogs: boolean;
  /** The cloud's own resources, fully typed. */
  readonly native: NativeOf<C, "bucket">;
  readonly #grants: Grants<C>;
  readonly #events: Events<C>;

  /**
   * @throws ArgumentsError with everything that is wrong, or UnsupportedError, before anything is registered
   */
  constructor(name: string, args: BucketArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    const { target } = args;
    const implementation = implementationsOf(target).bucket;
    const plan = planBucket(args as unknown as BucketInput, implementation.rules);
    checkBucket(name, args, plan);
    super("groundplan:index:Bucket", name, summarize(plan), componentOptions(`Bucket "${name}"`, target, opts));
    const built = implementation.build(contextOf(this, "bucket", name, args), plan);
    this.bucketName = name;
    this.target = target;
    this.id = built.id;
    this.name = built.name;
    this.domain = built.domain;
    this.url = built.url;
    this.receivesAccessLogs = plan.receivesAccessLogs;
    this.native = built.native;
    this.#grants = new Grants(name, target, built);
    this.#events = new Events(built);
    this.registerOutputs({ id: this.id, name: this.name, domain: this.domain, url: this.url });
  }

  /**
   * Lets an identity list and read objects and their versions. The grant is a resource of its own, so it can be given
   * at any time, also to a role that this program did not make. The same grant again returns the same resource.
   *
   * On GCP a `prefix` lets objects be read by name, not listed. On Azure an identity has a verb on a bucket only once,
   * with one prefix or with none.
   *
   * @throws ArgumentsError for an identity of another cloud, or one without a `key`; UnsupportedError for a second prefix
   * on Azure
   */
  grantRead(identity: Identity<NoInfer<C>>, options?: GrantOptions): pulumi.Resource {
    return this.#grants.read(identity, options);
  }

  /**
   * Lets an identity create and replace objects. On Azure there is no role for that alone: it may read and delete them
   * as well. On GCP it may create objects and not replace them.
   *
   * @throws ArgumentsError for an identity of another cloud, or one without a `key`
   */
  grantWrite(identity: Identity<NoInfer<C>>, options?: GrantOptions): pulumi.Resource {
    return this.#grants.write(identity, options);
  }

  /** Both `grantRead` and `grantWrite`. */
  grantReadWrite(identity: Identity<NoInfer<C>>, options?: GrantOptions): readonly pulumi.Resource[] {
    return [this.grantRead(identity, options), this.grantWrite(identity, options)];
  }

  /**
   * Switches on that the bucket tells of objects that come and go: EventBridge on AWS, the right to publish on GCP, a
   * system topic on Azure. The triggers of functions call it; a bucket that nobody listens to has none of these. Several
   * may listen.
   *
   * Cost: on AWS every event that the bucket sends, whether somebody listens or not (list price 1 USD a million); on GCP
   * and Azure what is delivered.
   */
  events(): BucketEventSource {
    return this.#events.source;
  }

  /**
   * A bucket that exists already, in the shape that everything else takes; access to it can be granted. Registers
   * nothing and reads nothing by itself: the grants go under the stack, named after `name`.
   *
   * ```ts
   * const shared = Bucket.fromExisting("shared", { target, id: "acme-shared" });
   * shared.grantRead({ key: "api", roleName: role.name });
   * ```
   */
  static fromExisting<C extends CloudName>(name: string, args: ExistingBucketArgs<C>): ExistingBucket<C> {
    return new ExistingBucket(name, args);
  }
}
