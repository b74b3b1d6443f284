import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { implementationsOf } from "../core/target.js";
import { ClusterMode, type ExistingClusterArgs } from "./args.js";
import { Bindings } from "./bindings.js";
import type { ClusterLike, ClusterParts, StorageClassTier, WorkloadIdentity } from "./types.js";
import { checkExistingCluster } from "./validate-existing.js";

/** A cluster that this program did not make. */
export class ExistingCluster<C extends CloudName = CloudName> implements ClusterLike<C> {
  readonly clusterName: string;
  readonly target: Target<C>;
  readonly mode: ClusterMode;
  readonly name: pulumi.Output<string>;
  readonly clusterId: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly ca: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly oidcIssuer: pulumi.Output<string>;
  /** Nothing has to be waited for. */
  readonly ready: readonly pulumi.Resource[] = [];
  readonly ingressClass: string;
  readonly ingressBy: "className" | "annotation";
  readonly #bindings: Bindings<C>;

  constructor(name: string, args: ExistingClusterArgs<C>) {
    const { target } = args;
    checkExistingCluster(name, args);
    const implementation = implementationsOf(target).kubernetesCluster;
    const parts: ClusterParts<C> = implementation.existing(
      contextOf(undefined, "kubernetesCluster", name, { target }),
      {
        id: pulumi.output(args.id),
        endpoint: pulumi.output(args.endpoint),
        ca: pulumi.output(args.ca),
        oidcIssuer: args.oidcIssuer === undefined ? undefined : pulumi.output(args.oidcIssuer),
      },
    );
    this.clusterName = name;
    this.target = target;
    this.mode = args.mode ?? ClusterMode.Nodes;
    this.name = parts.name;
    this.clusterId = parts.clusterId;
    this.endpoint = parts.endpoint;
    this.ca = parts.ca;
    this.kubeconfig = parts.kubeconfig;
    this.oidcIssuer = parts.oidcIssuer;
    const { ingress, ingressBy } = implementation.classes(this.mode);
    this.ingressClass = ingress;
    this.ingressBy = ingressBy;
    this.#bindings = new Bindings({ name, target, mode: this.mode, parts });
  }

  storageClass(tier: StorageClassTier): string {
    return this.#bindings.storageClass(tier);
  }

  /** As {@link KubernetesCluster.workloadIdentity}. */
  workloadIdentity(namespace: string, serviceAccount: string, identity?: Identity<NoInfer<C>>): WorkloadIdentity<C> {
    return this.#bindings.workloadIdentity(namespace, serviceAccount, identity);
  }

  /** As {@link KubernetesCluster.grantAdmin}. */
  grantAdmin(identity: Identity<NoInfer<C>>): pulumi.Resource {
    return this.#bindings.grantAdmin(identity);
  }
}
