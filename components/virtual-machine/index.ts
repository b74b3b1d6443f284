import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, NativeOf, NetworkSource, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { componentOptions } from "../core/options.js";
import { implementationsOf } from "../core/target.js";
import type { VirtualMachineArgs } from "./args.js";
import { summarize } from "./plan.js";
import { settle } from "./settings.js";
import type { VirtualMachinePlan } from "./types.js";

export {
  type DataDisk,
  DiskTier,
  type ImageByCloud,
  ImageName,
  type IngressRule,
  Replacing,
  type SshLogin,
  type VirtualMachineArgs,
  type VirtualMachineOptions,
} from "./args.js";
export type { CloudInit, InitFile, InitUser } from "./cloud-init/args.js";
export { settle as planVirtualMachine } from "./settings.js";
export type {
  VirtualMachineImplementation,
  VirtualMachineParts,
  VirtualMachinePlan,
  VirtualMachineRules,
} from "./types.js";

/**
 * A Linux machine in a network, private and encrypted, with an identity of its own.
 *
 * ```ts
 * const runner = new VirtualMachine("runner", { target, network, image: "ubuntu-24.04" });
 * ```
 *
 * A real one, with a disk of its own that outlives it, reached by another machine, and allowed to write to a bucket:
 *
 * ```ts
 * const files = new VirtualMachine("files", {
 *   target,
 *   network,
 *   image: "ubuntu-24.04",
 *   size: "large",
 *   dataDisks: { files: { sizeGiB: 200, tier: "fast", mount: "/srv/files" } },
 *   cloudInit: {
 *     packages: ["nginx"],
 *     files: { "/etc/nginx/conf.d/files.conf": { content: "server { listen 8080; root /srv/files; }\n" } },
 *     run: ["systemctl reload nginx"],
 *   },
 *   ingress: { http: { port: 8080, from: app.source } },
 *   backup: { keepDays: 14 },
 *   deletionProtection: true,
 * });
 * exports.grantWrite(files.identity);
 * ```
 *
 * Nothing comes in but what `ingress` says; there is no public address; people log in with the cloud's own login, without
 * keys; the metadata service takes version 2 only, or the cloud's equal; disks are encrypted. Images and cloud-init reach
 * new machines only, unless `replaceWhenChanged` says otherwise.
 *
 * Cost: the machine by the second while it runs, its disks by the month; see docs/virtual-machine.md.
 */
export class VirtualMachine<C extends CloudName = CloudName> extends pulumi.ComponentResource {
  readonly machineName: string;
  readonly target: Target<C>;
  /** AWS: id of the instance. GCP: self link of the instance. Azure: resource id of the virtual machine. */
  readonly id: pulumi.Output<string>;
  readonly privateIp: pulumi.Output<string>;
  /** The public address; `undefined` unless the machine is public. */
  readonly publicIp: pulumi.Output<string> | undefined;
  /** Who the machine is, for grants: `bucket.grantRead(machine.identity)`. It has no rights beyond what it needs to run. */
  readonly identity: Identity<C>;
  /** What stands for the machine in rules of others: `ingress: { web: { port: 443, from: machine.source } }`. */
  readonly source: NetworkSource<C>;
  /** The cloud's own resources, fully typed. */
  readonly native: NativeOf<C, "virtualMachine">;

  /**
   * @throws ArgumentsError with everything that is wrong, or UnsupportedError, before anything is registered
   */
  constructor(name: string, args: VirtualMachineArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    const { target } = args;
    const plan: VirtualMachinePlan<C> = settle(name, args);
    const subject = `VirtualMachine "${name}"`;
    super("groundplan:index:VirtualMachine", name, summarize(plan), componentOptions(subject, target, opts));
    const built = implementationsOf(target).virtualMachine.build(contextOf(this, "virtualMachine", name, args), plan);
    this.machineName = name;
    this.target = target;
    this.id = built.id;
    this.privateIp = built.privateIp;
    this.publicIp = built.publicIp;
    this.identity = built.identity;
    this.source = built.source;
    this.native = built.native;
    this.registerOutputs({ id: this.id, privateIp: this.privateIp, publicIp: this.publicIp });
  }
}
