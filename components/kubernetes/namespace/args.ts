import type * as pulumi from "@pulumi/pulumi";
import type { CloudName } from "../../core/clouds.js";
import type { NamespaceChildOverrides } from "../children.js";
import type { ClusterOrProvider } from "../cluster.js";

/** What the API server lets pods of a namespace do: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const PodSecurity = {
  /** No root, no host, no capability but binding low ports. */
  Restricted: "restricted",
  /** As containers are by default; nothing of the host. */
  Baseline: "baseline",
  /** Everything, the host included. */
  Privileged: "privileged",
} as const;
export type PodSecurity = (typeof PodSecurity)[keyof typeof PodSecurity];

/** How much all pods of a namespace may ask for together. */
export interface QuotaArgs {
  /** Cores. @default 10 */
  readonly cpu?: pulumi.Input<number>;
  /** @default 20 */
  readonly memoryGiB?: pulumi.Input<number>;
  /** @default 50 */
  readonly pods?: pulumi.Input<number>;
  /** Disks of all claims together. @default 100 */
  readonly storageGiB?: pulumi.Input<number>;
  /** Services with a load balancer of their own, each of which has an address and a price. @default 0 */
  readonly loadBalancers?: pulumi.Input<number>;
}

/** What a container gets that says nothing itself. */
export interface LimitArgs {
  /** Cores that are set aside. @default 0.1 */
  readonly cpu?: pulumi.Input<number>;
  /** Memory that is set aside, and the most that it may use. @default 128 */
  readonly memoryMiB?: pulumi.Input<number>;
  /** The most memory that a container may ask for. @default - no limit but the quota */
  readonly maxMemoryMiB?: pulumi.Input<number>;
}

/** Everything about a namespace but where it is. */
export interface NamespaceOptions {
  /**
   * The name in the cluster, at most 63 lower-case letters, digits and hyphens. Plain text: cloud identities are bound to
   * it. Another name makes another namespace and deletes this one with everything in it.
   *
   * @default - the component's name, in the characters of a namespace
   */
  readonly name?: string;
  /**
   * What the API server lets pods do, enforced, warned of and audited. `privileged` breaks the rule k8s-ns-pss-label.
   *
   * @default "restricted"
   */
  readonly podSecurity?: PodSecurity;
  /**
   * Lets no connection in or out of any pod but to the cluster's DNS; each workload then opens what it needs. `false` opens
   * everything and breaks the rule k8s-network-policy.
   *
   * It takes a cluster that enforces NetworkPolicy objects: `addons.networkPolicy` of the cluster.
   *
   * @default true
   */
  readonly defaultDeny?: boolean;
  /** The most that its pods may ask for together. `false`: as much as the cluster has. @default - see each property */
  readonly quota?: QuotaArgs | false;
  /**
   * What containers get that state no resources; without it, and with a quota, such pods are refused.
   * @default - see each property
   */
  readonly limits?: LimitArgs | false;
  /** @default - none but those of pod security */
  readonly labels?: Readonly<Record<string, pulumi.Input<string>>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The arguments of a {@link Namespace}. */
export interface NamespaceArgs<C extends CloudName = CloudName> extends NamespaceOptions {
  /** The cluster, or a provider for one that is not known otherwise. */
  readonly cluster: ClusterOrProvider<C>;
  /** Changes single objects: by kind of child, an object that is merged or a function. */
  readonly kubernetes?: NamespaceChildOverrides;
}

/** A namespace that this program did not make. */
export interface ExistingNamespaceArgs<C extends CloudName = CloudName> {
  readonly cluster: ClusterOrProvider<C>;
  /** The name in the cluster. @default - the given name */
  readonly name?: string;
}
