import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { shortHash } from "../core/names.js";
import { checkIdentity } from "../core/principals.js";
import { same } from "../core/same.js";
import { describe, implementationsOf } from "../core/target.js";
import type { ClusterMode } from "./args.js";
import { type ClusterParts, StorageClassTier, type WorkloadIdentity } from "./types.js";

interface Owner<C extends CloudName> {
  readonly name: string;
  readonly target: Target<C>;
  readonly mode: ClusterMode;
  readonly parts: ClusterParts<C>;
}

/** What is made for a cluster after its construction: each thing once, however often it is asked for. */
export class Bindings<C extends CloudName> {
  readonly #owner: Owner<C>;
  readonly #subject: string;
  readonly #bound = new Map<string, { identity: Identity<C> | undefined; workload: WorkloadIdentity<C> }>();
  readonly #admins = new Map<string, { identity: Identity<C>; resource: pulumi.Resource }>();

  constructor(owner: Owner<C>) {
    this.#owner = owner;
    this.#subject = `KubernetesCluster "${owner.name}"`;
  }

  workloadIdentity(namespace: string, serviceAccount: string, identity?: Identity<C>): WorkloadIdentity<C> {
    const { bindable } = implementationsOf(this.#owner.target).kubernetesCluster.rules;
    const problems = new Problems();
    checkObjectName(problems, "namespace", namespace, 63);
    checkObjectName(problems, "serviceAccount", serviceAccount, 253);
    if (identity !== undefined) checkIdentity(problems, this.#owner.target.cloud, identity as object, bindable);
    const slot = `${namespace}/${serviceAccount}`;
    const found = this.#bound.get(slot);
    if (found !== undefined && !same(found.identity, identity))
      problems.add("identity", `${slot} already acts as another identity; a service account has one`);
    problems.throwIfAny(this.#subject);
    if (found !== undefined) return found.workload;
    // A name of an object has no upper-case letters or underscores, so that the two parts stay apart.
    const suffix = `${namespace}-${serviceAccount}-${shortHash(namespace, serviceAccount)}`;
    const bound = this.#owner.parts.bind({ namespace, serviceAccount, identity, suffix });
    const workload = { namespace, serviceAccount, ...bound };
    this.#bound.set(slot, { identity, workload });
    return workload;
  }

  grantAdmin(identity: Identity<C>): pulumi.Resource {
    const { target } = this.#owner;
    const { principal } = implementationsOf(target).kubernetesCluster.rules;
    const who = identity as object & { readonly key: string };
    const problems = new Problems();
    checkIdentity(problems, target.cloud, who, [principal]);
    const found = this.#admins.get(who.key);
    if (found !== undefined && !same(found.identity, identity))
      problems.add("identity.key", `"${who.key}" already names another identity here; give this one its own key`);
    problems.throwIfAny(this.#subject);
    const resource = found?.resource ?? this.#owner.parts.grantAdmin(identity, `grant-admin-${who.key}`);
    this.#admins.set(who.key, { identity, resource });
    return resource;
  }

  storageClass(tier: StorageClassTier): string {
    const { cloud } = this.#owner.target;
    const { unsupported, classes } = implementationsOf(this.#owner.target).kubernetesCluster;
    const { mode } = this.#owner;
    const name = classes(mode).storage[tier];
    if (name !== undefined) return name;
    const problems = new Problems();
    const limit =
      unsupported[`storageClass(${tier}) with mode ${mode}`] ?? unsupported[`storageClass with mode ${mode}`];
    if (limit !== undefined) problems.unsupported("KubernetesCluster", cloud, `storageClass(${tier})`, limit);
    else
      problems.add(
        "tier",
        `${describe(tier)} is not a storage class; use ${Object.values(StorageClassTier)
          .map((one) => `"${one}"`)
          .join(" or ")}`,
      );
    problems.throwIfAny(this.#subject);
    return "";
  }
}

/** Names of namespaces and service accounts: RFC 1123. */
function checkObjectName(problems: Problems, path: string, value: unknown, limit: number): void {
  if (typeof value !== "string" || value.length > limit || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value))
    problems.add(
      path,
      `${describe(value)} is not a name in Kubernetes; use at most ${limit} lower-case letters, digits and hyphens as plain text`,
    );
}
