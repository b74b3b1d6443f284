import type { SizeTable } from "./table.js";

/**
 * Compute Engine machine types. `small` is of a family whose CPUs are shared (E2), which has no arm64 machines; the
 * shapes are of families whose CPUs are whole (N4, and C4A for arm64) and whose disks are Hyperdisks only.
 *
 * Source, read 2026-11-21: the Compute Engine documentation "General-purpose machine family". Whether a zone offers a type
 * is known to the zone alone.
 */
export const gcpSizes: SizeTable = {
  pattern: /^[a-z][a-z0-9]*-[a-z0-9-]+$/,
  arm: /^(t2a|c4a|n4a|a4x)-/,
  named: {
    small: { x86_64: "e2-medium" },
    medium: { x86_64: "n4-standard-2", arm64: "c4a-standard-2" },
    large: { x86_64: "n4-standard-4", arm64: "c4a-standard-4" },
    xlarge: { x86_64: "n4-standard-8", arm64: "c4a-standard-8" },
  },
  shapes: [
    { cpu: 2, memoryGiB: 4, x86_64: "n4-highcpu-2", arm64: "c4a-highcpu-2" },
    { cpu: 2, memoryGiB: 8, x86_64: "n4-standard-2", arm64: "c4a-standard-2" },
    { cpu: 2, memoryGiB: 16, x86_64: "n4-highmem-2", arm64: "c4a-highmem-2" },
    { cpu: 4, memoryGiB: 8, x86_64: "n4-highcpu-4", arm64: "c4a-highcpu-4" },
    { cpu: 4, memoryGiB: 16, x86_64: "n4-standard-4", arm64: "c4a-standard-4" },
    { cpu: 4, memoryGiB: 32, x86_64: "n4-highmem-4", arm64: "c4a-highmem-4" },
    { cpu: 8, memoryGiB: 16, x86_64: "n4-highcpu-8", arm64: "c4a-highcpu-8" },
    { cpu: 8, memoryGiB: 32, x86_64: "n4-standard-8", arm64: "c4a-standard-8" },
    { cpu: 8, memoryGiB: 64, x86_64: "n4-highmem-8", arm64: "c4a-highmem-8" },
    { cpu: 16, memoryGiB: 32, x86_64: "n4-highcpu-16", arm64: "c4a-highcpu-16" },
    { cpu: 16, memoryGiB: 64, x86_64: "n4-standard-16", arm64: "c4a-standard-16" },
    { cpu: 16, memoryGiB: 128, x86_64: "n4-highmem-16", arm64: "c4a-highmem-16" },
    { cpu: 32, memoryGiB: 64, x86_64: "n4-highcpu-32", arm64: "c4a-highcpu-32" },
    { cpu: 32, memoryGiB: 128, x86_64: "n4-standard-32", arm64: "c4a-standard-32" },
    { cpu: 32, memoryGiB: 256, x86_64: "n4-highmem-32", arm64: "c4a-highmem-32" },
    { cpu: 64, memoryGiB: 128, x86_64: "n4-highcpu-64", arm64: "c4a-highcpu-64" },
    { cpu: 64, memoryGiB: 256, x86_64: "n4-standard-64", arm64: "c4a-standard-64" },
    { cpu: 64, memoryGiB: 512, x86_64: "n4-highmem-64", arm64: "c4a-highmem-64" },
  ],
};

/** Families that take Hyperdisks and no persistent disks. */
const hyperdiskOnly = /^(n4|n4a|n4d|c4|c4a|c4d|h4d|x4|a4|a4x|g4|z4m?)-/;

/** Does the machine type take Hyperdisks only? Families that take both, or persistent disks only, do not. */
export function takesHyperdisksOnly(machineType: string): boolean {
  return hyperdiskOnly.test(machineType);
}
