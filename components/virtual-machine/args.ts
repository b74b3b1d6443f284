import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, CloudOverrides, NetworkSource, Target } from "../core/clouds.js";
import type { Arch, Size } from "../core/sizes/index.js";
import type { NetworkLike } from "../network/types.js";
import type { CloudInit } from "./cloud-init/args.js";

/** Operating systems that every cloud offers. */
export const ImageName = {
  /** Ubuntu Server 24.04 LTS of Canonical. */
  Ubuntu2404: "ubuntu-24.04",
  /** Debian 12 of the Debian project. */
  Debian12: "debian-12",
} as const;
export type ImageName = (typeof ImageName)[keyof typeof ImageName];

/**
 * Each cloud's own word for an image, for the clouds that the program serves.
 *
 * AWS: an image id, `ami-...`, or the path of a public parameter, `/aws/service/...`. GCP: an image or a family, as
 * `projects/<project>/global/images/family/<family>` or `<project>/<family>`. Azure: `<publisher>:<offer>:<sku>:<version>`,
 * or the resource id of an image.
 */
export type ImageByCloud = { readonly [K in CloudName | "aws" | "gcp" | "azure"]?: string };

/** How fast a disk is. */
export const DiskTier = {
  /** AWS: gp3. GCP: a balanced persistent disk or Hyperdisk. Azure: Standard SSD. */
  Balanced: "balanced",
  /**
   * AWS: gp3 with 12,000 operations and 500 MiB a second. GCP: an SSD persistent disk, or a balanced Hyperdisk with as much
   * as on AWS. Azure: Premium SSD.
   */
  Fast: "fast",
} as const;
export type DiskTier = (typeof DiskTier)[keyof typeof DiskTier];

/** A disk beside the one that the system is on. It is kept when the machine is replaced. */
export interface DataDisk {
  /**
   * At least 4, on GCP 10; at least 24 for `fast` on AWS and GCP. It only ever grows, in place: AWS and Azure refuse a smaller one, GCP
   * makes an empty disk instead. The file system is grown by hand.
   */
  readonly sizeGiB: pulumi.Input<number>;
  /**
   * AWS and Azure change it in place. On GCP the type of a disk stays what it was made as: another tier changes what a
   * Hyperdisk is given, and nothing of a persistent disk.
   *
   * @default "balanced"
   */
  readonly tier?: DiskTier;
  /**
   * Folder that the disk appears in. A blank disk gets an ext4 file system first; one that has a file system is left as it
   * is. It happens at the machine's first start, after packages are installed and before `run`, so a disk that is added
   * later has to be mounted by hand.
   * @default - the disk is attached and not mounted
   */
  readonly mount?: string;
}

/** What may come in. */
export interface IngressRule<C extends CloudName = CloudName> {
  readonly port: number | { readonly from: number; readonly to: number };
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp";
  /**
   * From where: ranges of addresses, or what stands for a group of machines, such as the `source` of another machine.
   *
   * A range of the whole internet breaks rules by the port. 22: aws-net-ssh-open, gcp-fw-ssh-open and az-net-ssh-open. 3389:
   * aws-net-rdp-open, gcp-fw-rdp-open and az-net-rdp-open. A database's: aws-net-data-ports-open, gcp-fw-all-open and
   * az-net-data-ports-open. 80: aws-net-http-open, gcp-fw-http-open and az-net-http-open. On Azure UDP: az-net-udp-open.
   */
  readonly from: readonly string[] | NetworkSource<C>;
}

/** A key that somebody logs in with. */
export interface SshLogin {
  /** The public half, as in `ssh-ed25519 AAAA... name`. AWS and Azure take ED25519 and RSA keys only. */
  readonly sshPublicKey: pulumi.Input<string>;
  /** The user that the key is for, who may become root. @default "ops" */
  readonly user?: string;
}

/** What may replace the machine when it changes. */
export const Replacing = { Image: "image", CloudInit: "cloudInit" } as const;
export type Replacing = (typeof Replacing)[keyof typeof Replacing];

/** Everything about a virtual machine that means the same on every cloud. */
export interface VirtualMachineOptions {
  /**
   * The part of the network that the machine lives in. On AWS another tier is another machine.
   * @default "private"; "public" for a public machine
   */
  readonly tier?: string;
  /**
   * The network's slot of the zone that the machine and its disks live in: `a`, `b`, ... Another zone is another machine.
   * Disks do not move: with data disks the cloud refuses it, and the disks stay as they are.
   * @default - the network's first; in an Azure region without zones none
   */
  readonly zone?: string;
  /**
   * How large the machine is: by name, by what it has, or by each cloud's own machine type. Changing it stops and starts the
   * machine. On GCP a change between families that take different disks, as from `small` to `medium`, replaces it; a
   * machine with data disks cannot go from one to the other, and the cloud refuses it.
   *
   * `small` (2 vCPUs for a while, 4 GiB), `medium` (2, 8 GiB), `large` (4, 16 GiB), `xlarge` (8, 32 GiB). There is no small
   * arm64 machine on GCP.
   *
   * Cost: see docs/virtual-machine.md.
   *
   * @default "small"
   */
  readonly size?: Size;
  /**
   * Another architecture is another machine. On Azure a small arm64 machine breaks the rule az-vm-trusted-launch: its
   * family has none.
   * @default "x86_64"
   */
  readonly arch?: Arch;
  /**
   * What the machine runs at first: by name, or by each cloud's own word. A name means the newest image of that system on
   * the day that the machine is made. What the name means later, and another image, changes no machine that exists: see
   * `replaceWhenChanged`.
   */
  readonly image: ImageName | ImageByCloud;
  /**
   * Size of the system's disk. It can grow; Azure does it only while the machine is deallocated. At least 8 on AWS, 10 on
   * GCP and 30 on Azure, the sizes of the images.
   * @default 20; on Azure 32
   */
  readonly diskGiB?: pulumi.Input<number>;
  /**
   * Further disks, by name: at most 11. They are encrypted and stay when the machine is replaced; a disk that is taken out of
   * the arguments is deleted with what is on it. How many a machine takes depends on its size on Azure.
   *
   * Cost: each GiB by the month, also while the machine is stopped; `fast` on AWS and with Hyperdisks also the operations
   * and the throughput beyond the base.
   *
   * @default - none
   */
  readonly dataDisks?: Readonly<Record<string, DataDisk>>;
  /**
   * What happens at the first start. It is readable for whoever is on the machine: it is no place for secrets. At most
   * 16 KiB on AWS, 64 KiB on Azure and 256 KiB on GCP. A password or a private key in it breaks the rules
   * aws-ec2-userdata-secret, gcp-vm-startup-secret and az-vm-userdata-secret.
   *
   * A change reaches new machines only: see `replaceWhenChanged`.
   *
   * @default - nothing beyond what the machine needs to be logged in to
   */
  readonly cloudInit?: CloudInit;
  /**
   * How people get onto the machine.
   *
   * `session`: with the cloud's own login and no key. AWS: Session Manager; the machine needs to reach it (NAT or endpoints).
   * GCP: OS Login through Identity-Aware Proxy, whose range may reach port 22. Azure: Entra login over SSH, through Bastion or
   * from where `ingress` lets port 22 in. Who may log in is decided by the cloud's own roles.
   *
   * `{ sshPublicKey }`: with a key, from where `ingress` lets port 22 in. Another key is another machine on AWS and Azure.
   * On GCP it takes OS Login off, which breaks the rule gcp-vm-os-login.
   *
   * @default "session"
   */
  readonly login?: "session" | SshLogin;
  /**
   * Gives the machine a public address that stays. It needs a tier of kind `public`, and lets nothing in by itself.
   *
   * `true` breaks the rules aws-ec2-public-ip, gcp-vm-public-ip and az-net-nic-public-ip. A change of it changes the tier,
   * unless that is stated.
   *
   * Cost: the address by the hour, also while the machine is stopped.
   *
   * @default false
   */
  readonly public?: boolean;
  /**
   * Runs on capacity that the cloud may take back at any time, for much less. The cloud then stops the machine; AWS starts it
   * when there is capacity again, on GCP and Azure you do. A change of it is another machine.
   *
   * @default false
   */
  readonly spot?: boolean;
  /**
   * A copy of every disk once a day, kept for so many days: 1 to 1000 on AWS (snapshots by Data Lifecycle Manager), 1 to 3650
   * on GCP (scheduled snapshots), 7 to 9999 on Azure (a Recovery Services vault of its own).
   *
   * Cost: what the copies take; on Azure also an amount for each machine. Copies stay when the machine is destroyed: see
   * docs/virtual-machine.md.
   *
   * @default false
   */
  readonly backup?: false | { readonly keepDays: number };
  /**
   * What may replace the machine when it changes: a new machine, with another address, and without what is on the system's
   * disk. Data disks stay.
   * @default - nothing: changes of these two reach new machines only
   */
  readonly replaceWhenChanged?: readonly Replacing[];
  /**
   * Refuses to delete or replace the machine and its data disks in Pulumi (`protect`), and to delete the machine in the cloud
   * (termination protection, deletion protection, a lock). To delete it, deploy `false` first.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/** The arguments of a {@link VirtualMachine}. */
export type VirtualMachineArgs<C extends CloudName = CloudName> = VirtualMachineOptions & {
  /** Where the machine is built. */
  readonly target: Target<C>;
  /** The network that the machine lives in, in the target's region. */
  readonly network: NetworkLike<NoInfer<C>>;
  /**
   * What may come in, by name. Nothing else comes in, not even from the network.
   *
   * ```ts
   * ingress: { web: { port: 443, from: ["10.0.0.0/8"] }, metrics: { port: 9100, from: prometheus.source } }
   * ```
   *
   * @default - nothing
   */
  readonly ingress?: Readonly<Record<string, IngressRule<NoInfer<C>>>>;
} & CloudOverrides<C, "virtualMachine">;
