import * as pulumi from "@pulumi/pulumi";
import type { CloudName } from "../../core/clouds.js";
import { Maker } from "../../core/maker.js";
import { withProvider } from "../../core/options.js";
import { namespaceChildren } from "../children.js";
import { type ClusterOrProvider, ownProvider, providerFor } from "../cluster.js";
import type { ExistingNamespaceArgs, NamespaceArgs, PodSecurity } from "./args.js";
import { buildNamespace } from "./build.js";
import { planNamespace, summarizeNamespace } from "./plan.js";
import type { NamespaceLike, NamespaceNative } from "./types.js";
import { checkExistingNamespace, checkNamespace } from "./validate.js";

export {
  type ExistingNamespaceArgs,
  type LimitArgs,
  type NamespaceArgs,
  type NamespaceOptions,
  PodSecurity,
  type QuotaArgs,
} from "./args.js";
export { planNamespace } from "./plan.js";
export type { NamespaceLike, NamespaceNative, NamespacePlan } from "./types.js";

/**
 * A namespace that is closed until something is opened.
 *
 * ```ts
 * const shop = new Namespace("shop", { cluster });
 * ```
 *
 * A real one, for a team with disks and an address of its own:
 *
 * ```ts
 * const shop = new Namespace("shop", {
 *   cluster,
 *   quota: { cpu: 40, memoryGiB: 96, storageGiB: 500 },
 *   limits: { memoryMiB: 256, maxMemoryMiB: 8192 },
 *   labels: { team: "shop" },
 * });
 * ```
 *
 * Pods run under the restricted pod security standard, reach nothing but DNS and are reached by nobody until a
 * {@link Workload} says so, and together ask for no more than the quota.
 *
 * Cost: none of its own.
 */
export class Namespace<C extends CloudName = CloudName> extends pulumi.ComponentResource implements NamespaceLike<C> {
  readonly cluster: ClusterOrProvider<C>;
  readonly objectName: string;
  readonly name: pulumi.Output<string>;
  readonly podSecurity: PodSecurity;
  readonly ready: readonly pulumi.Resource[];
  /** The Kubernetes objects, fully typed. */
  readonly native: NamespaceNative;

  /** @throws ArgumentsError with everything that is wrong, before anything is registered */
  constructor(name: string, args: NamespaceArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    checkNamespace(name, args);
    const subject = `Namespace "${name}"`;
    const plan = planNamespace(name, args);
    const own = withProvider(subject, ownProvider(args.cluster), opts);
    super("groundplan:index:Namespace", name, summarizeNamespace(plan), own);
    const provider = () => providerFor(args.cluster);
    const owner = { component: this, name, subject, overrides: args.kubernetes, overridesKey: "kubernetes", provider };
    this.native = buildNamespace(new Maker(owner, namespaceChildren), plan);
    this.cluster = args.cluster;
    this.objectName = plan.objectName;
    this.name = this.native.namespace.metadata.name;
    this.podSecurity = plan.podSecurity;
    this.ready = Object.values(this.native).filter((object) => object !== undefined);
    this.registerOutputs({ name: this.name });
  }

  /**
   * A namespace that exists already, in the shape that workloads take. Registers nothing.
   *
   * ```ts
   * const shared = Namespace.fromExisting("shared", { cluster });
   * ```
   *
   * @throws ArgumentsError for a name that no namespace can have
   */
  static fromExisting<C extends CloudName>(name: string, args: ExistingNamespaceArgs<C>): NamespaceLike<C> {
    checkExistingNamespace(name, args);
    const objectName = args.name ?? name;
    const { cluster } = args;
    return { cluster, objectName, name: pulumi.output(objectName), podSecurity: undefined, ready: [] };
  }
}
