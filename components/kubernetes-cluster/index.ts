import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, NativeOf, NetworkSource, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { componentOptions } from "../core/options.js";
import { implementationsOf } from "../core/target.js";
import type { ClusterMode, ExistingClusterArgs, KubernetesClusterArgs } from "./args.js";
import { Bindings } from "./bindings.js";
import { ExistingCluster } from "./existing.js";
import { summarize } from "./plan.js";
import type { BuiltCluster, ClusterLike, ClusterPlan, StorageClassTier, WorkloadIdentity } from "./types.js";
import { checkCluster } from "./validate.js";

export {
  type AddonArgs,
  ClusterLog,
  type ClusterLogArgs,
  ClusterMode,
  type EndpointArgs,
  type ExistingClusterArgs,
  type KubernetesClusterArgs,
  type KubernetesClusterOptions,
  type MaintenanceArgs,
  type NodePoolArgs,
  type Taint,
  TaintEffect,
  UpgradeChannel,
  WeekDay,
} from "./args.js";
export type { ExistingCluster } from "./existing.js";
export { type Access, kubeconfig, type Login } from "./kubeconfig.js";
export { planCluster } from "./plan.js";
export {
  type BuiltCluster,
  type ClusterImplementation,
  type ClusterLike,
  type ClusterParts,
  type ClusterPlan,
  type ClusterRules,
  type NodePoolPlan,
  StorageClassTier,
  type WorkloadIdentity,
} from "./types.js";
export { checkCluster } from "./validate.js";

/**
 * A managed Kubernetes cluster in the private tier of a network, with the machines that it runs on.
 *
 * ```ts
 * const cluster = new KubernetesCluster("main", {
 *   target,
 *   network,
 *   version: "1.34",
 *   nodePools: { default: { min: 2, max: 6 } },
 * });
 * ```
 *
 * A real one, reached from an office, with spare machines for batch work and somebody who administers it:
 *
 * ```ts
 * const cluster = new KubernetesCluster("main", {
 *   target: aws({ region: "eu-west-1" }),
 *   network,
 *   version: "1.34",
 *   upgradeFrom: "1.33",
 *   endpoint: { public: { from: ["203.0.113.0/24"] } },
 *   admins: { platform: "arn:aws:iam::123456789012:role/platform" },
 *   nodePools: {
 *     default: { size: "large", min: 3, max: 9 },
 *     batch: { size: "xlarge", arch: "arm64", min: 0, max: 20, spot: true, taints: { batch: { effect: "NoSchedule" } } },
 *   },
 *   logs: { kinds: ["api", "audit", "authenticator", "scheduler", "controller"], retentionDays: 365 },
 * });
 * const web = cluster.workloadIdentity("shop", "web");
 * assets.grantRead(web.identity);
 * ```
 *
 * The API is reached from the network only, secrets are encrypted with a key of the cluster's own, nodes are private, have
 * encrypted disks and an identity with no more than they need; nobody has local accounts or client certificates. There is
 * nothing inside of the cluster that Pulumi would have to delete: what is, belongs to `groundplan/kubernetes`.
 *
 * Cost (illustration, list prices of 2025): AWS, GCP and Azure each 0.10 USD an hour for the control plane (73 USD a
 * month), the machines, their disks, logs and the key. On Azure two machines for the pool `system` besides.
 */
export class KubernetesCluster<C extends CloudName = CloudName>
  extends pulumi.ComponentResource
  implements ClusterLike<C>
{
  readonly clusterName: string;
  readonly target: Target<C>;
  readonly mode: ClusterMode;
  readonly name!: pulumi.Output<string>;
  readonly clusterId!: pulumi.Output<string>;
  readonly endpoint!: pulumi.Output<string>;
  readonly ca!: pulumi.Output<string>;
  readonly kubeconfig!: pulumi.Output<string>;
  readonly oidcIssuer!: pulumi.Output<string>;
  readonly ready!: readonly pulumi.Resource[];
  readonly ingressClass: string;
  readonly ingressBy: "className" | "annotation";
  /** The nodes, for rules that let their connections in. */
  readonly nodeSource!: NetworkSource<C> | undefined;
  /** The cloud's own resources, fully typed. */
  readonly native!: NativeOf<C, "kubernetesCluster">;
  readonly #bindings: Bindings<C>;

  /**
   * @throws ArgumentsError with everything that is wrong, or UnsupportedError, before anything is registered
   */
  constructor(name: string, args: KubernetesClusterArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    const { target } = args;
    const implementation = implementationsOf(target).kubernetesCluster;
    const plan = checkCluster(name, args);
    const options = componentOptions(`KubernetesCluster "${name}"`, target, opts);
    super("groundplan:index:KubernetesCluster", name, summarize(plan), options);
    const built = implementation.build(
      contextOf(this, "kubernetesCluster", name, args),
      plan as unknown as ClusterPlan<C>,
    );
    this.clusterName = name;
    this.target = target;
    this.mode = plan.mode;
    const { ingress, ingressBy } = implementation.classes(plan.mode);
    this.ingressClass = ingress;
    this.ingressBy = ingressBy;
    this.#bindings = new Bindings({ name, target, mode: plan.mode, parts: built });
    Object.assign(this, outputsOf(built));
    this.registerOutputs({ name: this.name, clusterId: this.clusterId, endpoint: this.endpoint });
  }

  /** Name of a storage class that the cluster has. @throws UnsupportedError where the cloud installs none of that kind */
  storageClass(tier: StorageClassTier): string {
    return this.#bindings.storageClass(tier);
  }

  /**
   * Lets a service account of the cluster act as an identity of the cloud: a new one without any rights, which is
   * returned, or the given one. It can be called at any time; the same namespace and service account again return the same.
   *
   * ```ts
   * const web = cluster.workloadIdentity("shop", "web");
   * assets.grantRead(web.identity);
   * ```
   *
   * AWS: a given role has to trust `pods.eks.amazonaws.com`, and is named with `roleArn` where it has a path. Azure: a given
   * identity is user-assigned and says `identityId` and `clientId` too.
   *
   * @throws ArgumentsError for an identity of another cloud, a name that Kubernetes refuses, or a second identity
   */
  workloadIdentity(namespace: string, serviceAccount: string, identity?: Identity<NoInfer<C>>): WorkloadIdentity<C> {
    return this.#bindings.workloadIdentity(namespace, serviceAccount, identity);
  }

  /**
   * Lets an identity do everything in the cluster: the identity of a machine or function, or a role that this program did
   * not make. People and groups go into `admins`. On GCP it holds in every cluster of the project, and a
   * service account breaks the rule gcp-iam-sa-admin.
   *
   * @throws ArgumentsError for an identity of another cloud, or one without a `key`
   */
  grantAdmin(identity: Identity<NoInfer<C>>): pulumi.Resource {
    return this.#bindings.grantAdmin(identity);
  }

  /**
   * A cluster that exists already, in the shape that everything else takes. Registers nothing and reads nothing by itself.
   *
   * ```ts
   * const shared = KubernetesCluster.fromExisting("shared", {
   *   target,
   *   id: "arn:aws:eks:eu-west-1:123456789012:cluster/shared",
   *   endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
   *   ca: "LS0tLS1CRUdJTi...",
   * });
   * ```
   */
  static fromExisting<C extends CloudName>(name: string, args: ExistingClusterArgs<C>): ExistingCluster<C> {
    return new ExistingCluster(name, args);
  }
}

/** The outputs of a cluster under the names that the class has for them. */
function outputsOf<C extends CloudName>(built: BuiltCluster<C>) {
  const { name, clusterId, endpoint, ca, kubeconfig, oidcIssuer, ready, nodeSource, native } = built;
  return { name, clusterId, endpoint, ca, kubeconfig, oidcIssuer, ready, nodeSource, native };
}
