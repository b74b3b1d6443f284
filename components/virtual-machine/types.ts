import type * as pulumi from "@pulumi/pulumi";
import type { ChildTable } from "../core/children.js";
import type { CloudName, Identity, Implementation, NativeOf, NetworkSource } from "../core/clouds.js";
import type { Arch, Machine, SizeTable } from "../core/sizes/index.js";
import type { NetworkLike } from "../network/types.js";
import type { DiskTier, ImageName } from "./args.js";
import type { CloudInit } from "./cloud-init/args.js";

/** A machine with everything decided that can be decided without the engine. */
export interface VirtualMachinePlan<C extends CloudName = CloudName> {
  readonly network: NetworkLike<C>;
  readonly tier: string;
  /** Slot of the zone; `undefined` where the network has no zones. */
  readonly zone: string | undefined;
  readonly machine: Machine;
  /** The name, for what depends on the system; `undefined` for an image of the user's own. */
  readonly imageName: ImageName | undefined;
  /** The cloud's own word for the image. */
  readonly image: string;
  readonly diskGiB: pulumi.Input<number>;
  readonly dataDisks: readonly DataDiskPlan[];
  readonly cloudInit: CloudInit | undefined;
  readonly ingress: readonly IngressPlan<C>[];
  /** `undefined`: the cloud's own login. */
  readonly ssh: { readonly publicKey: pulumi.Input<string>; readonly user: string } | undefined;
  readonly public: boolean;
  readonly spot: boolean;
  readonly keepDays: number | undefined;
  readonly replaceOn: { readonly image: boolean; readonly cloudInit: boolean };
  readonly deletionProtection: boolean;
}

export interface DataDiskPlan {
  readonly name: string;
  readonly sizeGiB: pulumi.Input<number>;
  readonly tier: DiskTier;
  readonly mount: string | undefined;
  /** The place that the disk takes on the machine, from 0: other disks that come and go do not move it. */
  readonly place: number;
}

/** One rule as the user stated it. */
export interface IngressPlan<C extends CloudName = CloudName> {
  readonly name: string;
  readonly protocol: "tcp" | "udp";
  readonly fromPort: number;
  readonly toPort: number;
  /** Ranges of addresses; empty when `source` is given. */
  readonly cidrs: readonly string[];
  readonly source: NetworkSource<C> | undefined;
}

/** What a cloud's builder hands back. */
export interface VirtualMachineParts<C extends CloudName = CloudName> {
  readonly id: pulumi.Output<string>;
  readonly privateIp: pulumi.Output<string>;
  readonly publicIp: pulumi.Output<string> | undefined;
  readonly identity: Identity<C>;
  readonly source: NetworkSource<C>;
  readonly native: NativeOf<C, "virtualMachine">;
}

/** What a cloud allows, as data that the synchronous checks read. */
export interface VirtualMachineRules {
  readonly sizes: SizeTable;
  readonly images: Readonly<Record<ImageName, Readonly<Record<Arch, string>>>>;
  /** What the cloud's own word for an image looks like, and an example of it. */
  readonly image: { readonly pattern: RegExp; readonly example: string };
  /** Size of the system's disk: what it is unless stated, what the images need, and the most there is. */
  readonly disk: { readonly usual: number; readonly least: number; readonly most: number };
  readonly dataDisk: { readonly least: number; readonly leastFast: number; readonly most: number };
  /** Bytes of a cloud-config document. */
  readonly cloudInitBytes: number;
  /** Kinds of public keys that the cloud takes. */
  readonly keyTypes: readonly string[];
  /** Must a machine be in a zone? */
  readonly zonal: boolean;
  /** The property of a network source, and how it looks when it is plain text. */
  readonly source: { readonly property: string; readonly pattern: RegExp; readonly example: string };
  /** Days that a backup may be kept. */
  readonly keepDays: { readonly least: number; readonly most: number };
  /** Names that a user cannot have. */
  readonly reservedUsers: readonly string[];
  /** Is there no spot capacity of this machine type? */
  noSpot(machineType: string): boolean;
}

/** A virtual machine on one cloud. */
export interface VirtualMachineImplementation<C extends CloudName = CloudName>
  extends Implementation<VirtualMachinePlan<C>, VirtualMachineParts<C>> {
  readonly children: ChildTable;
  readonly rules: VirtualMachineRules;
}

declare module "../core/clouds.js" {
  interface Implementations<C extends CloudName> {
    readonly virtualMachine: VirtualMachineImplementation<C>;
  }
}
