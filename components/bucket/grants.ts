import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { shortHash } from "../core/names.js";
import { checkIdentity } from "../core/principals.js";
import { same } from "../core/same.js";
import { implementationsOf } from "../core/target.js";
import { type BucketParts, type GrantOptions, Verb } from "./types.js";

/** The grants of one bucket: each is made once, however often it is asked for. */
export class Grants<C extends CloudName> {
  readonly #subject: string;
  readonly #target: Target<C>;
  readonly #parts: BucketParts<C>;
  readonly #made = new Map<string, Made<C>>();

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
    const problems = new Problems();
    checkIdentity(problems, this.#target.cloud, who, [rules.principal]);
    problems.throwIfAny(this.#subject);
    const plain = `${verb}-${who.key}`;
    const suffix = prefix === undefined ? plain : `${plain}-${shortHash(prefix)}`;
    const slot = rules.oneGrantOfVerb ? plain : suffix;
    const found = this.#made.get(slot);
    if (found !== undefined) {
      this.#refuseOther(found, { identity, key: who.key, prefix });
      return found.resource;
    }
    const resource = this.#parts.grant({ verb, identity, prefix, suffix });
    this.#made.set(slot, { identity, prefix, resource });
    return resource;
  }

  /** The same name for something else would be given away silently. */
  #refuseOther(found: Made<C>, asked: { identity: Identity<C>; key: string; prefix: string | undefined }): void {
    const problems = new Problems();
    const { cloud, implementations } = this.#target;
    const limitation = implementations.bucket.unsupported["prefix of a second grant"];
    if (!same(found.identity, asked.identity))
      problems.add(
        "identity.key",
        `"${asked.key}" already names another identity on this bucket; give this one its own key`,
      );
    else if (found.prefix !== asked.prefix && limitation !== undefined)
      problems.unsupported("Bucket", cloud, "prefix", limitation);
    problems.throwIfAny(this.#subject);
  }
}

interface Made<C extends CloudName> {
  readonly identity: Identity<C>;
  readonly prefix: string | undefined;
  readonly resource: pulumi.Resource;
}
