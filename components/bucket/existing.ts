import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { implementationsOf } from "../core/target.js";
import type { ExistingBucketArgs } from "./args.js";
import { Events } from "./events.js";
import { Grants } from "./grants.js";
import type { BucketEventSource, BucketLike, GrantOptions } from "./types.js";

/** A bucket that this program did not make. */
export class ExistingBucket<C extends CloudName = CloudName> implements BucketLike<C> {
  readonly bucketName: string;
  readonly target: Target<C>;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly domain: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  /** Nothing is known about that. */
  readonly receivesAccessLogs = undefined;
  readonly #grants: Grants<C>;
  readonly #events: Events<C>;

  constructor(name: string, args: ExistingBucketArgs<C>) {
    const { target } = args;
    const parts = implementationsOf(target).bucket.existing(contextOf(undefined, "bucket", name, { target }), args.id);
    this.bucketName = name;
    this.target = target;
    this.id = parts.id;
    this.name = parts.name;
    this.domain = parts.domain;
    this.url = parts.url;
    this.#grants = new Grants(name, target, parts);
    this.#events = new Events(parts);
  }

  /** As {@link Bucket.grantRead}. */
  grantRead(identity: Identity<NoInfer<C>>, options?: GrantOptions): pulumi.Resource {
    return this.#grants.read(identity, options);
  }

  /** As {@link Bucket.grantWrite}. */
  grantWrite(identity: Identity<NoInfer<C>>, options?: GrantOptions): pulumi.Resource {
    return this.#grants.write(identity, options);
  }

  /** Both `grantRead` and `grantWrite`. */
  grantReadWrite(identity: Identity<NoInfer<C>>, options?: GrantOptions): readonly pulumi.Resource[] {
    return [this.grantRead(identity, options), this.grantWrite(identity, options)];
  }

  /**
   * As {@link Bucket.events}. On AWS nothing is made: the bucket must send its events to EventBridge already, because what
   * it tells whom is one setting that somebody else owns. On Azure the account must not have a system topic yet.
   */
  events(): BucketEventSource {
    return this.#events.source;
  }
}
