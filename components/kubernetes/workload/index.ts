import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity } from "../../core/clouds.js";
import { Maker } from "../../core/maker.js";
import { withProvider } from "../../core/options.js";
import type { WorkloadIdentity } from "../../kubernetes-cluster/types.js";
import { workloadChildren } from "../children.js";
import { clusterOf, ownProvider, providerFor } from "../cluster.js";
import type { NamespaceLike } from "../namespace/types.js";
import type { PodPeer, WorkloadArgs } from "./args.js";
import { buildWorkload } from "./build.js";
import { type Connectable, connect } from "./connect.js";
import { summarizeWorkload } from "./plan.js";
import { surroundings } from "./surroundings.js";
import type { WorkloadMaker, WorkloadNative, WorkloadPlan } from "./types.js";
import { checkWorkload } from "./validate.js";

export {
  type CronKind,
  type EgressRule,
  type ExposeArgs,
  type IngressRule,
  type Peer,
  type PlacementArgs,
  type PodPeer,
  type Ports,
  type ProbeArgs,
  type ReplicaArgs,
  type ResourceArgs,
  type SecretReference,
  type TlsArgs,
  type VolumeArgs,
  type WorkloadArgs,
  WorkloadKind,
  type WorkloadOptions,
} from "./args.js";
export { planWorkload } from "./plan.js";
export type { WorkloadNative, WorkloadPlan } from "./types.js";

/**
 * A container that runs in a cluster, hardened.
 *
 * ```ts
 * const api = new Workload("api", { namespace: shop, image: "registry.example.com/api:1.4.2", port: 8080 });
 * ```
 *
 * A real one, with a host name, a secret, and rights in the cloud:
 *
 * ```ts
 * const api = new Workload("api", {
 *   namespace: shop,
 *   image: "registry.example.com/api:1.4.2",
 *   port: 8080,
 *   replicas: { min: 3, max: 12 },
 *   probes: { path: "/healthz" },
 *   secrets: { DATABASE_URL: config.requireSecret("databaseUrl") },
 *   expose: { host: "api.example.com", internet: true, tls: { certificate: certificate.arn }, from: [network.cidr] },
 *   egress: { cloud: { to: ["0.0.0.0/0"], port: 443 } },
 *   identity: true,
 * });
 * uploads.grantRead(api.identity);
 * ```
 *
 * Its pods run without root, without a token for the API, with files that they cannot change but for `/tmp`, spread over
 * zones; they reach and are reached by nobody but whom the arguments name. Two to six of them, as the load asks for.
 *
 * Cost: the nodes that its pods take up, its disks, and the load balancer of an ingress.
 */
export class Workload<C extends CloudName = CloudName> extends pulumi.ComponentResource implements PodPeer {
  /** The name of its objects, known at once. */
  readonly objectName: string;
  /** The namespace's name in the cluster. */
  readonly namespace: pulumi.Output<string>;
  /** What selects its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where others reach it: `https://<host>` or `http://<name>.<namespace>.svc.cluster.local:<port>`; none without a Service. */
  readonly url: pulumi.Output<string> | undefined;
  /** The Kubernetes objects, fully typed. */
  readonly native: WorkloadNative;
  readonly #workloadIdentity: WorkloadIdentity<C> | undefined;
  readonly #connectable: Connectable;

  /**
   * @throws ArgumentsError with everything that is wrong, or UnsupportedError, before anything is registered
   */
  constructor(name: string, args: WorkloadArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    const subject = `Workload "${name}"`;
    const plan = checkWorkload(name, args);
    const { cluster } = args.namespace;
    const own = withProvider(subject, ownProvider(cluster), opts);
    // What the cluster refuses to bind is refused before anything of the workload is registered.
    const around = surroundings(args, plan);
    super("groundplan:index:Workload", name, summarizeWorkload(plan), own);
    const maker = makerFor(this, { name, subject, args });
    this.native = buildWorkload(maker, plan, around, clusterOf(cluster));
    this.objectName = plan.objectName;
    this.namespace = around.namespace;
    this.labels = plan.selector;
    this.url = urlOf(plan, around.namespace);
    this.#workloadIdentity = around.identity;
    this.#connectable = { name, subject, maker, plan, namespace: args.namespace };
    this.registerOutputs({ name: this.objectName, namespace: this.namespace, url: this.url });
  }

  /**
   * Who its pods are in the cloud: `bucket.grantRead(api.identity)`.
   *
   * @throws Error for a workload without the argument `identity`
   */
  get identity(): Identity<C> {
    if (this.#workloadIdentity !== undefined) return this.#workloadIdentity.identity;
    throw new Error(`${this.#connectable.subject} has no identity in the cloud; give it identity: true`);
  }

  /**
   * Opens the way to another workload of the cluster: out of this one's pods, and into the other's. Can be called at any time;
   * the same again returns the same objects.
   *
   * @param port  @default - `port` of the other workload
   * @throws ArgumentsError for a workload of another cluster, or one without a port when none is given
   */
  connectTo(other: Workload<NoInfer<C>>, port?: number): readonly pulumi.Resource[] {
    return connect(this.#connectable, other.#connectable, port);
  }
}

function makerFor<C extends CloudName>(
  component: pulumi.ComponentResource,
  { name, subject, args }: { name: string; subject: string; args: WorkloadArgs<C> },
): WorkloadMaker {
  const provider = () => providerFor((args.namespace as NamespaceLike<C>).cluster);
  const owner = { component, name, subject, overrides: args.kubernetes, overridesKey: "kubernetes", provider };
  return new Maker(owner, workloadChildren);
}

function urlOf(plan: WorkloadPlan, namespace: pulumi.Output<string>): pulumi.Output<string> | undefined {
  const { expose, service, objectName, port } = plan;
  if (expose !== undefined)
    return pulumi.output(`${expose.tls === false ? "http" : "https"}://${expose.host}${expose.path ?? ""}`);
  return service ? pulumi.interpolate`http://${objectName}.${namespace}.svc.cluster.local:${port}` : undefined;
}
