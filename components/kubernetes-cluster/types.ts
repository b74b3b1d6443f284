import type * as pulumi from "@pulumi/pulumi";
import type {
  CloudName,
  Identity,
  Implementation,
  NativeOf,
  NetworkSource,
  ScopeContext,
  Target,
} from "../core/clouds.js";
import type { PrincipalRule } from "../core/principals.js";
import type { Arch, SizeTable } from "../core/sizes/index.js";
import type { NetworkLike } from "../network/types.js";
import type { ClusterLog, ClusterMode, MaintenanceArgs, TaintEffect, UpgradeChannel } from "./args.js";

/** What volumes are made of. */
export const StorageClassTier = {
  /** SSD for general use. AWS: gp3. GCP: pd-balanced. Azure: standard SSD. */
  Balanced: "balanced",
  /** SSD for databases. GCP: pd-ssd. Azure: premium SSD. */
  Fast: "fast",
} as const;
export type StorageClassTier = (typeof StorageClassTier)[keyof typeof StorageClassTier];

/** A service account of the cluster that acts as an identity of the cloud. */
export interface WorkloadIdentity<C extends CloudName = CloudName> {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Who the service account is outside of the cluster: `bucket.grantRead(this.identity)`. */
  readonly identity: Identity<C>;
  /** For the ServiceAccount object. */
  readonly annotations: Readonly<Record<string, pulumi.Output<string>>>;
  /** For the pods (the template of a Deployment) and the ServiceAccount object. */
  readonly labels: Readonly<Record<string, string>>;
  /** What has to exist before a pod starts: `dependsOn` of the workload. */
  readonly dependencies: readonly pulumi.Resource[];
}

/** What others need to know of a cluster: one of this program, or one that exists already. */
export interface ClusterLike<C extends CloudName = CloudName> {
  /** Begins the names of what is made for the cluster later. */
  readonly clusterName: string;
  readonly target: Target<C>;
  readonly mode: ClusterMode;
  /** The name in the cloud. */
  readonly name: pulumi.Output<string>;
  /**
   * What stays the same for as long as this very cluster lives. AWS: ARN. GCP:
   * `projects/<project>/locations/<location>/clusters/<name>`. Azure: resource id.
   */
  readonly clusterId: pulumi.Output<string>;
  /** Address of the API, with `https://`. */
  readonly endpoint: pulumi.Output<string>;
  /** Certificate of the API's authority: PEM in base64. */
  readonly ca: pulumi.Output<string>;
  /**
   * For kubectl and providers: made of endpoint and certificate, with the cloud's own login (`aws eks get-token`,
   * `gke-gcloud-auth-plugin`, `kubelogin`). It has no credentials, and is a secret all the same.
   */
  readonly kubeconfig: pulumi.Output<string>;
  /** Who signs the tokens of service accounts, with `https://`. */
  readonly oidcIssuer: pulumi.Output<string>;
  /** Resources that have to exist before anything is put into the cluster: nodes, and who may do so. */
  readonly ready: readonly pulumi.Resource[];
  /** `ingressClassName` of Ingress objects; on GCP the annotation `kubernetes.io/ingress.class`, see `ingressBy`. */
  readonly ingressClass: string;
  /** Where Ingress objects name their class: GKE's controller reads nothing but the annotation. */
  readonly ingressBy: "className" | "annotation";
  /** Name of a storage class that the cluster has. @throws UnsupportedError where the cloud installs none of that kind */
  storageClass(tier: StorageClassTier): string;
  /**
   * Lets a service account of the cluster act as an identity of the cloud: the given one, or a new one without any rights.
   * The same namespace and service account again return the same.
   */
  workloadIdentity(namespace: string, serviceAccount: string, identity?: Identity<NoInfer<C>>): WorkloadIdentity<C>;
}

/** A cluster with everything decided that can be decided without the engine. */
export interface ClusterPlan<C extends CloudName = CloudName> {
  readonly version: string;
  readonly mode: ClusterMode;
  readonly network: NetworkLike<C>;
  readonly tier: string;
  /** Ranges that reach the public endpoint; `undefined`: there is none. */
  readonly publicFrom: readonly string[] | undefined;
  readonly admins: readonly { readonly key: string; readonly principal: pulumi.Input<string> }[];
  readonly nodePools: readonly NodePoolPlan[];
  readonly logs: { readonly kinds: readonly ClusterLog[]; readonly retentionDays: number } | undefined;
  readonly addons: AddonPlan;
  readonly upgrade: UpgradeChannel;
  readonly maintenance: MaintenanceArgs | undefined;
  readonly serviceRange: string | undefined;
  readonly podRange: string | undefined;
  readonly deletionProtection: boolean;
}

export interface AddonPlan {
  readonly disk: boolean;
  readonly networkPolicy: boolean;
  readonly metrics: boolean;
  readonly secretsStore: boolean;
  readonly ingress: boolean;
}

export interface NodePoolPlan {
  readonly name: string;
  readonly arch: Arch;
  /** As the cloud calls it. */
  readonly machineType: string;
  readonly min: number;
  readonly max: number;
  readonly spot: boolean;
  readonly gpu: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintPlan[];
  readonly diskGiB: number;
  /** Slots of the network's zones; `undefined`: all. */
  readonly zones: readonly string[] | undefined;
}

export interface TaintPlan {
  readonly key: string;
  readonly value: string;
  readonly effect: TaintEffect;
}

/** The outputs of a cluster, and what can be made for it later. */
export interface ClusterParts<C extends CloudName = CloudName>
  extends Pick<ClusterLike<C>, "name" | "clusterId" | "endpoint" | "ca" | "kubeconfig" | "oidcIssuer" | "ready"> {
  /** Registers what lets an identity do everything in the cluster. */
  grantAdmin(identity: Identity<C>, suffix: string): pulumi.Resource;
  /** Registers the identity, where none is given, and its binding. */
  bind(request: BindRequest<C>): Bound<C>;
}

export interface BindRequest<C extends CloudName = CloudName> {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly identity: Identity<C> | undefined;
  /** Ends the logical names of what is made. */
  readonly suffix: string;
}

export type Bound<C extends CloudName = CloudName> = Omit<WorkloadIdentity<C>, "namespace" | "serviceAccount">;

export interface BuiltCluster<C extends CloudName = CloudName> extends ClusterParts<C> {
  readonly native: NativeOf<C, "kubernetesCluster">;
  readonly nodeSource: NetworkSource<C> | undefined;
}

/** What a cloud allows, as data that the synchronous checks read. */
export interface ClusterRules {
  /** Which cloud these are of. */
  readonly cloud: string;
  /** Minors that can be created, oldest first. */
  readonly versions: readonly string[];
  /** Fewest zones of the network. */
  readonly zones: number;
  /** Most ranges that may reach the public endpoint, and how many of them the network itself takes. */
  readonly ranges: number;
  ownRanges(network: NetworkLike): number;
  /** Does the public endpoint take ranges of the internet only? */
  readonly publicOnly: boolean;
  /** In one of which the ranges of services and pods have to lie; `undefined`: anywhere. */
  readonly rangesWithin: readonly string[] | undefined;
  /** What those ranges may not overlap. */
  readonly refusedRanges: readonly string[];
  /** Most nodes besides those of the pools; `undefined` where nodes take no range of pods each. */
  readonly systemNodes: number | undefined;
  /** Periods in days: one of a list, or from the least to the most; `undefined` where the cluster does not say. */
  readonly retentionDays: readonly number[] | { readonly least: number; readonly most: number } | undefined;
  /** Hours of the weekly window; `undefined` where there is none. */
  readonly maintenanceHours: { readonly least: number; readonly most: number } | undefined;
  /** Does the network need a NAT gateway? */
  readonly needsNat: boolean;
  readonly sizes: SizeTable;
  /** Which machine types have graphics processors, and one of them. */
  readonly gpus: { has(machineType: string): boolean; readonly example: string };
  /** Defaults that differ between clouds. */
  defaults(mode: ClusterMode): Partial<AddonPlan> & { readonly serviceRange?: string; readonly podRange?: string };
  /** How an entry of `admins` looks when it is plain text. */
  readonly admin: { readonly pattern: RegExp; readonly expected: string };
  /** How the id of a cluster looks that exists already. */
  readonly id: { readonly pattern: RegExp; readonly expected: string };
  /** What an identity says that gets a role in the cluster, and what one that a workload acts as. */
  readonly principal: PrincipalRule;
  readonly bindable: readonly PrincipalRule[];
}

/** Clusters on one cloud. */
export interface ClusterImplementation<C extends CloudName = CloudName>
  extends Implementation<ClusterPlan<C>, BuiltCluster<C>> {
  readonly rules: ClusterRules;
  /** Names of what the cloud installs into a cluster of this mode. */
  classes(mode: ClusterMode): ClusterClasses;
  /** A cluster that exists already; registers nothing by itself. */
  existing(context: ScopeContext, cluster: ExistingCluster): ClusterParts<C>;
}

export interface ClusterClasses extends Pick<ClusterLike, "ingressBy"> {
  readonly storage: Readonly<Partial<Record<StorageClassTier, string>>>;
  readonly ingress: string;
}

export interface ExistingCluster {
  readonly id: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly ca: pulumi.Output<string>;
  readonly oidcIssuer: pulumi.Output<string> | undefined;
}

declare module "../core/clouds.js" {
  interface Implementations<C extends CloudName> {
    readonly kubernetesCluster: ClusterImplementation<C>;
  }
}
