import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity } from "../../core/clouds.js";
import type { StorageClassTier } from "../../kubernetes-cluster/types.js";
import type { WorkloadChildOverrides } from "../children.js";
import type { NamespaceLike } from "../namespace/types.js";

/** What runs the pods. */
export const WorkloadKind = {
  /** Pods that are all alike, replaced one after another when something changes. */
  Deployment: "deployment",
  /** Pods with a name and disks of their own, each of which comes back as the same. */
  StatefulSet: "statefulset",
  /** Runs once, until it has succeeded. */
  Job: "job",
} as const;
export type WorkloadKind = (typeof WorkloadKind)[keyof typeof WorkloadKind];

/** A job that runs at set times. */
export interface CronKind {
  /** Minute, hour, day of the month, month, day of the week: `"0 3 * * *"` is three at night. */
  readonly cron: string;
  /** A name of the IANA database, such as `Europe/Berlin`. @default "Etc/UTC" */
  readonly timezone?: string;
}

/** How many pods there are. */
export interface ReplicaArgs {
  /** At least this many, 1 to 1000. With 2 or more a disruption budget lets only one go at a time. @default 2 */
  readonly min?: number;
  /** At most this many. With more than `min` an autoscaler decides. @default 6; for a stateful set as many as `min` */
  readonly max?: number;
  /** The autoscaler adds pods above this average, in per cent of `resources.cpu`. @default 70 */
  readonly cpuPercent?: number;
}

/** What each pod gets. */
export interface ResourceArgs {
  /** Cores that are set aside. Idle cores of the node may be used beyond them. @default 0.25 */
  readonly cpu?: pulumi.Input<number>;
  /** Memory that is set aside, and the most that it may use: beyond it the pod is ended. @default 256 */
  readonly memoryMiB?: pulumi.Input<number>;
}

/** How it is seen whether a pod is alive and ready. One of `path` and `command`, or neither for a connection to `port`. */
export interface ProbeArgs {
  /** Answers with 200 to 399, such as `/healthz`. @default - the port only has to take connections */
  readonly path?: string;
  /** @default - `port` of the workload */
  readonly port?: number;
  /** A command in the container that ends with 0, for pods without a port. */
  readonly command?: readonly string[];
  /** How long a start may take before the pod is started anew. @default 60 */
  readonly startupSeconds?: number;
}

/** A value that an existing Secret of the namespace holds. */
export interface SecretReference {
  readonly secret: pulumi.Input<string>;
  readonly key: pulumi.Input<string>;
}

/** What is mounted, and where. */
export type VolumeArgs = { readonly path: string } & (
  | {
      /** An empty directory that goes with the pod, of at most this size. */
      readonly scratchMiB: number;
      /** In memory instead of on the node's disk; counts towards the pod's memory. @default false */
      readonly memory?: boolean;
    }
  | {
      /**
       * A disk for each pod, kept when the pod goes. Only with kind `statefulset`. It can grow only by hand.
       *
       * Cost: the cloud's price of such a disk, for each pod.
       */
      readonly sizeGiB: number;
      /** @default "balanced" */
      readonly storage?: StorageClassTier;
      /** A storage class by name, instead of `storage`. */
      readonly storageClass?: string;
    }
  | {
      /** Text files, by name. A change replaces the pods. */
      readonly files: Readonly<Record<string, pulumi.Input<string>>>;
    }
  | {
      /** An existing Secret of the namespace, each key a file. */
      readonly secret: pulumi.Input<string>;
    }
  | {
      /** An existing claim of the namespace. */
      readonly claim: pulumi.Input<string>;
    }
);

/** Pods, by namespace and labels. A {@link Workload} fits as it is. */
export interface PodPeer {
  /** @default - the workload's own namespace */
  readonly namespace?: pulumi.Input<string>;
  /** @default - every pod of the namespace */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Ranges of addresses outside of the cluster, or pods. */
export type Peer = readonly pulumi.Input<string>[] | PodPeer;

export type Ports = number | { readonly from: number; readonly to: number };

/** Lets connections in. */
export interface IngressRule {
  readonly from: Peer;
  /** @default - `port` of the workload */
  readonly port?: Ports;
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp";
}

/** Lets connections out. */
export interface EgressRule {
  readonly to: Peer;
  readonly port: Ports;
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp";
}

/** Where the certificate of a host comes from. */
export type TlsArgs =
  /** A Secret of type kubernetes.io/tls in the namespace. AWS's load balancers do not read it: UnsupportedError. */
  | { readonly secret: string }
  /** A ClusterIssuer of cert-manager, which has to be installed. AWS's load balancers do not read it: UnsupportedError. */
  | { readonly issuer: string }
  /** A certificate of the cloud. AWS: ARN. GCP: name of a certificate. Azure: address of a certificate in a key vault. */
  | { readonly certificate: pulumi.Input<string> };

/** A host name for the workload, served by the cluster's ingress controller. */
export interface ExposeArgs {
  /** Such as `shop.example.com`. Its DNS entry is yours. */
  readonly host: string;
  /** `false` serves plain HTTP and breaks the rule k8s-ingress-tls. */
  readonly tls: TlsArgs | false;
  /**
   * An address on the internet instead of one inside the network. The controller of a cluster on Azure has one address,
   * inside the network: UnsupportedError there. Not with `ingressClass`: what another controller has, only it knows.
   *
   * @default false
   */
  readonly internet?: boolean;
  /** Begins the paths that are served. @default "/" */
  readonly path?: string;
  /**
   * From where the controller's connections come: the network policy lets in nothing else. On GCP with `internet`, and on
   * Azure, it is known; otherwise give the ranges of the subnets that its load balancer is in, such as `[network.cidr]`.
   */
  readonly from?: Peer;
  /** Another controller's class. @default - the cluster's */
  readonly ingressClass?: string;
  /** For the Ingress object, over those that this package sets. @default - none */
  readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Which nodes pods may be on. */
export interface PlacementArgs {
  /** Labels that a node must have, such as `{ "kubernetes.io/arch": "arm64" }`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints that pods put up with, by key. */
  readonly tolerate?: Readonly<Record<string, { readonly value?: string }>>;
}

/** Everything about a workload but where it is and who it is. */
export interface WorkloadOptions {
  /**
   * The name of its objects, at most 52 lower-case letters, digits and hyphens. Plain text: others find it under this name.
   *
   * @default - the component's name, in such characters
   */
  readonly name?: string;
  /**
   * The container's image with a tag other than `latest`, or better with a digest: `registry.example.com/api:1.4.2`,
   * `registry.example.com/api@sha256:...`. A tag can be moved to another image; a digest cannot.
   */
  readonly image: pulumi.Input<string>;
  /** @default "deployment" */
  readonly kind?: WorkloadKind | CronKind;
  /** Not for jobs. @default { min: 2, max: 6, cpuPercent: 70 }; for a stateful set { min: 2, max: 2 } */
  readonly replicas?: ReplicaArgs;
  /** Where the container listens. Not for jobs. @default - it takes no connections */
  readonly port?: number;
  /** @default - that of the image */
  readonly command?: readonly pulumi.Input<string>[];
  /** @default - those of the image */
  readonly args?: readonly pulumi.Input<string>[];
  /** Environment variables that anybody may see. @default - none */
  readonly env?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Environment variables that nobody may see: a value, which becomes a Secret of the workload, or a reference to a Secret
   * that is there. A changed value replaces the pods.
   *
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string> | SecretReference>>;
  /** @default { cpu: 0.25, memoryMiB: 256 } */
  readonly resources?: ResourceArgs;
  /**
   * Needed for deployments and stateful sets without a `port`. `false`: pods count as ready when they have started, and
   * as alive while they run, which breaks the rule k8s-probes.
   *
   * @default - connections to `port`
   */
  readonly probes?: ProbeArgs | false;
  /**
   * Who reaches it: `none`; `cluster`, under `<name>.<namespace>.svc` for whom `ingress` lets in; or a host name.
   *
   * @default "cluster" with a `port`, otherwise "none"
   */
  readonly expose?: "none" | "cluster" | ExposeArgs;
  /** Who may connect to its pods, by a name that you choose. @default - nobody but whom `expose` names */
  readonly ingress?: Readonly<Record<string, IngressRule>>;
  /** Where its pods may connect to, by a name that you choose. @default - DNS, and where `identity` gets its credentials */
  readonly egress?: Readonly<Record<string, EgressRule>>;
  /** By name. `/tmp` is always there, empty, 64 MiB; state it to change it. @default - none */
  readonly volumes?: Readonly<Record<string, VolumeArgs>>;
  /** @default - any node without taints */
  readonly nodes?: PlacementArgs;
  /** How long a pod may take to end. @default 30 */
  readonly terminationGraceSeconds?: number;
  /** How long a job may take. Jobs only. @default - as long as it likes */
  readonly timeoutSeconds?: number;
  /** How often a job is tried again. Jobs only. @default 3 */
  readonly retries?: number;
  /** Lets the container write to its own files outside of volumes. `true` breaks the rule k8s-readonly-root. @default false */
  readonly writableRoot?: boolean;
  /** User and group of the process, 1 or more. @default 10001 */
  readonly runAsUser?: number;
  /**
   * Runs as whatever user the image says, root included. `true` breaks the rule k8s-run-as-non-root, and takes a namespace
   * with `podSecurity: "baseline"`.
   *
   * @default false
   */
  readonly allowRoot?: boolean;
  /**
   * Gives pods a token for the API of the cluster. `true` breaks the rule k8s-sa-token unless the account is bound to a role.
   *
   * @default false
   */
  readonly apiToken?: boolean;
  /** On every object and pod. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** On pods. @default - none */
  readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The arguments of a {@link Workload}. */
export interface WorkloadArgs<C extends CloudName = CloudName> extends WorkloadOptions {
  /** A {@link Namespace}, or `Namespace.fromExisting(...)`; its cluster is the workload's. */
  readonly namespace: NamespaceLike<C>;
  /**
   * Who the pods are in the cloud: an identity that is there, such as a role, or `true` for a new one without any rights.
   * Grant it what it needs: `bucket.grantRead(workload.identity)`. To use it, pods need `egress` to the cloud's services.
   *
   * @default - nobody
   */
  readonly identity?: Identity<NoInfer<C>> | true;
  /** Changes single objects: by kind of child, an object that is merged or a function. */
  readonly kubernetes?: WorkloadChildOverrides;
}
