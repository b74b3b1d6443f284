import type { CloudName } from "../clouds.js";

/** Processor architectures. */
export const Arch = { X86: "x86_64", Arm: "arm64" } as const;
export type Arch = (typeof Arch)[keyof typeof Arch];

/** Sizes that mean about the same on every cloud. */
export const SizeName = {
  /** 2 vCPUs that may be used fully for a while only, 4 GiB. */
  Small: "small",
  /** 2 vCPUs, 8 GiB. */
  Medium: "medium",
  /** 4 vCPUs, 16 GiB. */
  Large: "large",
  /** 8 vCPUs, 32 GiB. */
  Xlarge: "xlarge",
} as const;
export type SizeName = (typeof SizeName)[keyof typeof SizeName];

/** How large a machine is: by name, by what it has, or by each cloud's own machine type. */
export type Size =
  | SizeName
  /** Exactly so many vCPUs, to be used fully at any time, and so much memory. */
  | { readonly cpu: number; readonly memoryGiB: number }
  /** The machine type of each cloud that the program serves, as in `{ aws: "m7i.large", gcp: "n4-standard-2" }`. */
  | { readonly [K in CloudName | "aws" | "gcp" | "azure"]?: string };

/** Machine types by architecture; absent where the cloud has none. */
export type MachineTypes = { readonly [A in Arch]?: string };

/** A machine type of a table with what it has. */
export interface Shape extends MachineTypes {
  readonly cpu: number;
  readonly memoryGiB: number;
}

/** The machine types of one cloud that the package knows, and how its types look. */
export interface SizeTable {
  readonly named: Readonly<Record<SizeName, MachineTypes>>;
  readonly shapes: readonly Shape[];
  /** What every machine type of the cloud looks like. */
  readonly pattern: RegExp;
  /** What those that run arm64 look like. */
  readonly arm: RegExp;
}

/** What a size is on one cloud. */
export interface Machine {
  /** As the cloud calls it, such as `m7i.large`. */
  readonly type: string;
  readonly arch: Arch;
}
