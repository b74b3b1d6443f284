import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { shortHash } from "../core/names.js";
import { same } from "../core/same.js";
import { implementationsOf } from "../core/target.js";
import { type BucketParts, type GrantOptions, Verb } from "./types.js";
import { checkIdentity } from "./validate.js";

/** The grants of one bucket: each is made once, however often it is asked for. */
export class Grants<C extends CloudName> {
  readonly #subject: string;
  readonly #target: Target<C>;
  readonly #parts: BucketParts<C>;
  readonly #made = new Map<string, { readonly identity: Identity<C>; readonly resource: pulumi.Resource }>();

  constructor(name: string, target: Target<C>, parts: BucketParts<C>) {
    this.#subject = `Bucket "${name}"`;
    this.#target = target;
    this.#parts = parts;
  }

  read(identity: Identity<C>, options: GrantOptions = {}): pulumi.Resource {
    return this.#grant(Verb.Read, identity, options);
  }

  write(identity: Identity<C>, options: GrantOptions = {}): pulumi.Resource {
    return this.#grant(Verb.Write, identity, options);
  }

  #grant(verb: Verb, identity: Identity<C>, { prefix }: GrantOptions): pulumi.Resource {
    const who = identity as object & { readonly key: string };
    const { rules } = implementationsOf(this.#target).bucket;
    checkIdentity(this.#subject, this.#target.cloud, who, rules);
    const suffix = [verb, who.key, ...(prefix === undefined ? [] : [shortHash(prefix)])].join("-");
    const found = this.#made.get(suffix);
    if (found !== undefined) {
      if (!same(found.identity, identity)) this.#refuseSecond(who.key);
      return found.resource;
    }
    const resource = this.#parts.grant({ verb, identity, prefix, suffix });
    this.#made.set(suffix, { identity, resource });
    return resource;
  }

  #refuseSecond(key: string): void {
    const problems = new Problems();
    problems.add("identity.key", `"${key}" already names another identity on this bucket; give this one its own key`);
    problems.throwIfAny(this.#subject);
  }
}
