import type * as core from "@pulumi/kubernetes/core/v1";
import type * as networking from "@pulumi/kubernetes/networking/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { CloudName } from "../../core/clouds.js";
import type { ClusterOrProvider } from "../cluster.js";
import type { LimitArgs, PodSecurity, QuotaArgs } from "./args.js";

/** What others need to know of a namespace: one of this program, or one that exists already. */
export interface NamespaceLike<C extends CloudName = CloudName> {
  readonly cluster: ClusterOrProvider<C>;
  /** The name in the cluster, known at once. */
  readonly objectName: string;
  /** The name in the cluster, known once the namespace is there: for `metadata.namespace`. */
  readonly name: pulumi.Output<string>;
  /** What its pods may do; `undefined` when that is not known. */
  readonly podSecurity: PodSecurity | undefined;
  /** What has to exist before a pod is put into it. */
  readonly ready: readonly pulumi.Resource[];
}

/** A namespace with everything decided. */
export interface NamespacePlan {
  readonly objectName: string;
  readonly podSecurity: PodSecurity;
  readonly defaultDeny: boolean;
  readonly quota: Required<QuotaArgs> | undefined;
  readonly limits: (Required<Omit<LimitArgs, "maxMemoryMiB">> & Pick<LimitArgs, "maxMemoryMiB">) | undefined;
  readonly labels: Readonly<Record<string, pulumi.Input<string>>>;
  readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The objects of a namespace. */
export interface NamespaceNative {
  readonly namespace: core.Namespace;
  readonly quota: core.ResourceQuota | undefined;
  readonly limits: core.LimitRange | undefined;
  readonly defaultDeny: networking.NetworkPolicy | undefined;
  readonly dns: networking.NetworkPolicy | undefined;
}
