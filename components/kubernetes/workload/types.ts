import type * as apps from "@pulumi/kubernetes/apps/v1";
import type * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import type * as batch from "@pulumi/kubernetes/batch/v1";
import type * as core from "@pulumi/kubernetes/core/v1";
import type * as networking from "@pulumi/kubernetes/networking/v1";
import type * as policy from "@pulumi/kubernetes/policy/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { Maker } from "../../core/maker.js";
import type { ClusterLike, WorkloadIdentity } from "../../kubernetes-cluster/types.js";
import type { workloadChildren } from "../children.js";
import type {
  CronKind,
  EgressRule,
  ExposeArgs,
  IngressRule,
  PlacementArgs,
  ProbeArgs,
  ReplicaArgs,
  ResourceArgs,
  SecretReference,
  VolumeArgs,
} from "./args.js";

export type WorkloadMaker = Maker<typeof workloadChildren>;

/** A workload with everything decided that can be decided without the engine. */
export interface WorkloadPlan {
  readonly objectName: string;
  readonly kind: "deployment" | "statefulset" | "job" | "cron";
  readonly schedule: Required<CronKind> | undefined;
  readonly image: pulumi.Input<string>;
  readonly replicas: Required<ReplicaArgs> | undefined;
  readonly port: number | undefined;
  readonly command: readonly pulumi.Input<string>[] | undefined;
  readonly args: readonly pulumi.Input<string>[] | undefined;
  readonly env: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables whose values the workload's own Secret holds. */
  readonly secretValues: Readonly<Record<string, pulumi.Input<string>>>;
  readonly secretReferences: Readonly<Record<string, SecretReference>>;
  readonly resources: Required<ResourceArgs>;
  readonly probes: (ProbeArgs & { readonly startupSeconds: number }) | undefined;
  readonly service: boolean;
  readonly expose: ExposeArgs | undefined;
  readonly ingress: Readonly<Record<string, IngressRule>>;
  readonly egress: Readonly<Record<string, EgressRule>>;
  readonly volumes: Readonly<Record<string, VolumeArgs>>;
  readonly nodes: PlacementArgs;
  readonly terminationGraceSeconds: number;
  readonly timeoutSeconds: number | undefined;
  readonly retries: number;
  readonly writableRoot: boolean;
  readonly runAsUser: number;
  readonly allowRoot: boolean;
  readonly apiToken: boolean;
  /** What selects the pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** On every object. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What a workload's objects depend on in a cluster that is known. */
export type ClusterFacts = Pick<ClusterLike, "ingressClass" | "ingressBy"> & {
  readonly target: { readonly cloud: string };
};

/** What the objects of a workload refer to. */
export interface Surroundings {
  readonly namespace: pulumi.Output<string>;
  readonly identity: Pick<WorkloadIdentity, "annotations" | "labels"> | undefined;
  /** What has to exist before pods do. */
  readonly ready: readonly pulumi.Resource[];
  /** The storage class of a disk; `undefined`: the cluster's default one. */
  storageClass(volume: VolumeArgs): string | undefined;
}

/** The objects of a workload. */
export interface WorkloadNative {
  readonly serviceAccount: core.ServiceAccount;
  readonly networkPolicy: networking.NetworkPolicy;
  readonly secrets: core.Secret | undefined;
  /** By name of the volume. */
  readonly files: Readonly<Record<string, core.ConfigMap>>;
  readonly deployment: apps.Deployment | undefined;
  readonly statefulSet: apps.StatefulSet | undefined;
  readonly job: batch.Job | undefined;
  readonly cronJob: batch.CronJob | undefined;
  readonly service: core.Service | undefined;
  /** The Service that gives each pod of a stateful set a name in DNS. */
  readonly peers: core.Service | undefined;
  readonly autoscaler: autoscaling.HorizontalPodAutoscaler | undefined;
  readonly disruptionBudget: policy.PodDisruptionBudget | undefined;
  readonly ingress: networking.Ingress | undefined;
}
