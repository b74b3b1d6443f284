import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, CloudOverrides, Target } from "../core/clouds.js";
import type { Arch, Size } from "../core/sizes/index.js";
import type { NetworkLike } from "../network/types.js";

/** Who takes care of the machines. */
export const ClusterMode = {
  /** Node pools that the program states. */
  Nodes: "nodes",
  /** The cloud adds and removes machines as pods need them. AWS: Auto Mode. GCP: Autopilot. Azure: node auto-provisioning. */
  Managed: "managed",
} as const;
export type ClusterMode = (typeof ClusterMode)[keyof typeof ClusterMode];

/** How newer versions come to the cluster. */
export const UpgradeChannel = {
  /** GCP only: weeks after `regular`. */
  Stable: "stable",
  /** Patches come by themselves. The minor moves when `version` does, or when the cloud no longer supports it. */
  Regular: "regular",
  /** Nothing moves before `version` does, for as long as the cloud allows that. */
  Manual: "manual",
} as const;
export type UpgradeChannel = (typeof UpgradeChannel)[keyof typeof UpgradeChannel];

/** A part of the control plane that writes logs. */
export const ClusterLog = {
  Api: "api",
  Audit: "audit",
  Authenticator: "authenticator",
  Scheduler: "scheduler",
  Controller: "controller",
} as const;
export type ClusterLog = (typeof ClusterLog)[keyof typeof ClusterLog];

/** What a taint does to pods that do not tolerate it. */
export const TaintEffect = {
  NoSchedule: "NoSchedule",
  PreferNoSchedule: "PreferNoSchedule",
  NoExecute: "NoExecute",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

export const WeekDay = {
  Monday: "monday",
  Tuesday: "tuesday",
  Wednesday: "wednesday",
  Thursday: "thursday",
  Friday: "friday",
  Saturday: "saturday",
  Sunday: "sunday",
} as const;
export type WeekDay = (typeof WeekDay)[keyof typeof WeekDay];

/** Which pods a node refuses. The taint's key is the key in the map. */
export interface Taint {
  /** @default - no value */
  readonly value?: string;
  readonly effect: TaintEffect;
}

/** Machines of one kind. */
export interface NodePoolArgs {
  /**
   * A name that means about the same on every cloud, or machine types by cloud: see docs/virtual-machine.md. Changing it
   * makes new machines before the old ones go.
   * @default "medium": 2 vCPU, 8 GiB
   */
  readonly size?: Size;
  /** @default "x86_64" */
  readonly arch?: Arch;
  /** Fewest machines, 0 to 1000, in all zones together. */
  readonly min: number;
  /**
   * Most machines, 1 to 1000, in all zones together. GCP and Azure add machines when pods wait for them. On AWS nothing does
   * by itself: install a cluster autoscaler (the pool can be discovered), or use mode `managed`.
   */
  readonly max: number;
  /**
   * Spare capacity at a lower price, which the cloud takes back within 30 seconds to 2 minutes. On Azure such nodes carry
   * the taint `kubernetes.azure.com/scalesetpriority` that pods have to tolerate. AWS and GCP set a label only
   * (`eks.amazonaws.com/capacityType`, `cloud.google.com/gke-spot`): state a taint to keep other pods away.
   * @default false
   */
  readonly spot?: boolean;
  /**
   * The machines have graphics processors of NVIDIA: `size` names a machine type of the cloud that has some, and their
   * driver is installed. Pods ask for `nvidia.com/gpu`; on AWS and Azure the device plugin that offers them is yours to
   * install. GKE keeps other pods away by the taint `nvidia.com/gpu`; elsewhere state one.
   *
   * @default false: a machine type that has some is refused
   */
  readonly gpu?: boolean;
  /** Put on every node of the pool. @default - none beyond the cloud's own */
  readonly labels?: Readonly<Record<string, string>>;
  /** By key of the taint. @default - none */
  readonly taints?: Readonly<Record<string, Taint>>;
  /** Size of each node's disk in GiB, 20 to 2048. Encrypted. Cost: about 0.08 USD per GiB and month (illustration, 2025). @default 50 */
  readonly diskGiB?: number;
  /**
   * Places of the network's zones (`a`, `b`, ...) that the pool's machines are in, for disks that cannot move.
   * @default - every zone of the network
   */
  readonly zones?: readonly string[];
}

/** Who reaches the API of the cluster. Whoever reaches it still has to be let in by `admins` or a role. */
export interface EndpointArgs {
  /**
   * An address inside the network. On AWS and GCP it is always there. Azure has one address only: beside `public` it is an
   * UnsupportedError.
   * @default true; on Azure only without `public`
   */
  readonly private?: true;
  /**
   * An address on the internet, for the ranges that are listed. A range of all addresses breaks the rules
   * aws-eks-public-endpoint, gcp-gke-authorized-networks and az-aks-api-access.
   *
   * AWS takes at most 40 ranges, GCP 99, Azure 200 less the addresses of the network's NAT gateway.
   * @default false: none
   */
  readonly public?: false | { readonly from: readonly string[] };
}

/** What is recorded of the control plane. */
export interface ClusterLogArgs {
  /**
   * GCP records `audit` and `authenticator` always, in Cloud Audit Logs.
   * @default ["api", "audit", "authenticator"]
   */
  readonly kinds?: readonly ClusterLog[];
  /**
   * How long they are kept. AWS: one of the periods of CloudWatch Logs. Azure: 30 to 730. GCP keeps them as long as the
   * project's log bucket says: UnsupportedError.
   *
   * Fewer than 90 breaks the rule az-law-retention on Azure.
   * @default 90 on AWS and Azure
   */
  readonly retentionDays?: number;
}

/** What the cloud installs into the cluster and keeps running. */
export interface AddonArgs {
  /**
   * Volumes on disks of the cloud; for the classes that come with it see `storageClass`.
   * @default true
   */
  readonly disk?: boolean;
  /**
   * Enforces NetworkPolicy objects. GCP and Azure decide it with the cluster: UnsupportedError for `false` there. On AWS in
   * mode `managed` it is a setting inside the cluster (a ConfigMap): UnsupportedError.
   * @default true; on AWS in mode `managed` false
   */
  readonly networkPolicy?: boolean;
  /** What `kubectl top` and autoscalers of pods read. GCP and Azure always have it: UnsupportedError for `false`. @default true */
  readonly metrics?: boolean;
  /** Mounts secrets of the cloud's secret store into pods. @default false */
  readonly secretsStore?: boolean;
  /**
   * A controller for Ingress objects: see `ingressClass`. AWS has one in mode `managed` only, and always: UnsupportedError
   * otherwise. On GCP mode `managed` always has it.
   *
   * On Azure it runs as a load balancer inside the network.
   * @default false; in mode `managed` true on AWS and GCP
   */
  readonly ingress?: boolean;
}

/** Once a week, when the cloud may change the cluster by itself. */
export interface MaintenanceArgs {
  readonly day: WeekDay;
  /** 0 to 23. */
  readonly startHourUtc: number;
  /** GCP: 12 to 24, because it asks for 48 hours in 32 days. Azure: 4 to 24. */
  readonly hours: number;
}

/** Everything about a cluster that means the same on every cloud. */
export interface KubernetesClusterOptions {
  /**
   * The minor of Kubernetes, such as `"1.34"`. The cloud adds the newest patch. Node pools follow the cluster.
   *
   * Minors that the cloud does not offer are refused: see `components/kubernetes-cluster/versions.ts` for the list and its
   * date. The clouds upgrade one minor at a time and never back: see `upgradeFrom`.
   */
  readonly version: string;
  /** Accepts a `version` that is newer than this package's list. @default false */
  readonly unlistedVersion?: boolean;
  /**
   * The minor that the cluster has now. Programs cannot see that by themselves; with it, a `version` that skips a minor or
   * goes back is refused in the preview. Without it, the cloud refuses it during the update.
   * @default - nothing is checked
   */
  readonly upgradeFrom?: string;
  /** Who takes care of the machines. It cannot change on GCP without replacing the cluster. @default "nodes" */
  readonly mode?: ClusterMode;
  /**
   * The tier of the network that nodes are in. It has to be private. On GCP it is the one with ranges for pods and
   * services, which is the first private one.
   * @default "private"
   */
  readonly tier?: string;
  /** Who reaches the API. @default - the network, and nobody else */
  readonly endpoint?: EndpointArgs;
  /**
   * Who may do everything in the cluster, by a name of your own; each is a resource of its own. AWS: the ARN of an IAM role
   * or user. GCP: a member, such as `group:<e-mail>`; the role holds in every cluster of the project. Azure: the object id of
   * an Entra group.
   *
   * Whoever made the cluster is nobody in it unless named here. A service account of GCP breaks the rule gcp-iam-sa-admin.
   * @default - nobody
   */
  readonly admins?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Machines by a name of your own, which never changes: another name is another pool. A pool is added, changed and
   * removed without touching another one or the cluster. Names: lower-case letters, digits and hyphens; on Azure the first
   * letters of a name are seen, with a hash.
   *
   * Needed in mode `nodes`, and an error in mode `managed`. On Azure there is a small pool `system` besides, which the
   * cluster cannot be without.
   */
  readonly nodePools?: Readonly<Record<string, NodePoolArgs>>;
  /**
   * Logs of the control plane; on Azure also of the vault with the cluster's key. With `false` GCP records what it always
   * records. On AWS `false`, or `kinds` without `api`, `audit` and `authenticator`, breaks the rule aws-eks-logs; on Azure
   * `false` breaks az-diag-settings.
   *
   * Cost (illustration, 2025): AWS 0.50 USD per GB, Azure 2.30 USD per GB, GCP 0.50 USD per GB above 50 GiB a month.
   * @default - kinds and retention as their defaults say
   */
  readonly logs?: false | ClusterLogArgs;
  readonly addons?: AddonArgs;
  /**
   * How newer versions come to the cluster. On AWS `manual` keeps a minor after its standard support, at 0.60 USD an hour
   * (illustration, 2025) instead of 0.10.
   *
   * GCP goes to newer minors by itself too: `version` is the least there.
   *
   * `manual` breaks the rules gcp-gke-node-upgrade and az-aks-upgrade: flaws stay in nodes until somebody acts.
   * @default "regular"
   */
  readonly upgrade?: UpgradeChannel;
  /** AWS has no such window: UnsupportedError. @default - at any time */
  readonly maintenance?: MaintenanceArgs;
  /**
   * Range of the addresses of services, such as `"172.20.0.0/16"`; must overlap nothing that pods talk to. It cannot change
   * without replacing the cluster. On GCP it belongs to the network: UnsupportedError.
   * @default "172.16.0.0/16" on Azure; chosen by AWS
   */
  readonly serviceRange?: string;
  /**
   * Azure: range of the addresses of pods, seen by nobody outside of the cluster. It cannot change without replacing the
   * cluster. On AWS pods have addresses of the network, and on GCP the range belongs to the network: UnsupportedError.
   * @default "10.244.0.0/16" on Azure
   */
  readonly podRange?: string;
  /**
   * Refuses to delete the cluster and the key of its secrets, in Pulumi (`protect`) and, where the cloud has a flag for it,
   * in the cloud (AWS, GCP). To delete it, deploy `false` first.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** The arguments of a {@link KubernetesCluster}. */
export type KubernetesClusterArgs<C extends CloudName = CloudName> = KubernetesClusterOptions & {
  /** Where the cluster is built. */
  readonly target: Target<C>;
  /** The network that nodes are in, of the target's region. */
  readonly network: NetworkLike<NoInfer<C>>;
} & CloudOverrides<C, "kubernetesCluster">;

/** An existing cluster that this program did not make. */
export interface ExistingClusterArgs<C extends CloudName = CloudName> {
  readonly target: Target<C>;
  /** AWS: ARN. GCP: `projects/<project>/locations/<location>/clusters/<name>`. Azure: resource id. */
  readonly id: pulumi.Input<string>;
  /** Address of the API, with `https://`. */
  readonly endpoint: pulumi.Input<string>;
  /** Certificate of the API's authority, as the cloud shows it: PEM in base64. */
  readonly ca: pulumi.Input<string>;
  /** Needed for `workloadIdentity` on Azure. @default - none */
  readonly oidcIssuer?: pulumi.Input<string>;
  /** @default "nodes" */
  readonly mode?: ClusterMode;
}
