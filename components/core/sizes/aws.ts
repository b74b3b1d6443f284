import type { SizeTable } from "./table.js";

/**
 * EC2 instance types. `small` is of a family whose CPUs are shared (T); the shapes are of families whose CPUs are whole
 * (C, M and R of the seventh generation).
 *
 * Source, read 2026-11-21: the AWS documentation "Amazon EC2 instance types". Whether a region offers a type is known to
 * the region alone.
 */
export const awsSizes: SizeTable = {
  pattern: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  arm: /^(a1|[a-z]+\d+g[a-z]*)\./,
  named: {
    small: { x86_64: "t3.medium", arm64: "t4g.medium" },
    medium: { x86_64: "m7i.large", arm64: "m7g.large" },
    large: { x86_64: "m7i.xlarge", arm64: "m7g.xlarge" },
    xlarge: { x86_64: "m7i.2xlarge", arm64: "m7g.2xlarge" },
  },
  shapes: [
    { cpu: 2, memoryGiB: 4, x86_64: "c7i.large", arm64: "c7g.large" },
    { cpu: 2, memoryGiB: 8, x86_64: "m7i.large", arm64: "m7g.large" },
    { cpu: 2, memoryGiB: 16, x86_64: "r7i.large", arm64: "r7g.large" },
    { cpu: 4, memoryGiB: 8, x86_64: "c7i.xlarge", arm64: "c7g.xlarge" },
    { cpu: 4, memoryGiB: 16, x86_64: "m7i.xlarge", arm64: "m7g.xlarge" },
    { cpu: 4, memoryGiB: 32, x86_64: "r7i.xlarge", arm64: "r7g.xlarge" },
    { cpu: 8, memoryGiB: 16, x86_64: "c7i.2xlarge", arm64: "c7g.2xlarge" },
    { cpu: 8, memoryGiB: 32, x86_64: "m7i.2xlarge", arm64: "m7g.2xlarge" },
    { cpu: 8, memoryGiB: 64, x86_64: "r7i.2xlarge", arm64: "r7g.2xlarge" },
    { cpu: 16, memoryGiB: 32, x86_64: "c7i.4xlarge", arm64: "c7g.4xlarge" },
    { cpu: 16, memoryGiB: 64, x86_64: "m7i.4xlarge", arm64: "m7g.4xlarge" },
    { cpu: 16, memoryGiB: 128, x86_64: "r7i.4xlarge", arm64: "r7g.4xlarge" },
    { cpu: 32, memoryGiB: 64, x86_64: "c7i.8xlarge", arm64: "c7g.8xlarge" },
    { cpu: 32, memoryGiB: 128, x86_64: "m7i.8xlarge", arm64: "m7g.8xlarge" },
    { cpu: 32, memoryGiB: 256, x86_64: "r7i.8xlarge", arm64: "r7g.8xlarge" },
    { cpu: 64, memoryGiB: 128, x86_64: "c7i.16xlarge", arm64: "c7g.16xlarge" },
    { cpu: 64, memoryGiB: 256, x86_64: "m7i.16xlarge", arm64: "m7g.16xlarge" },
    { cpu: 64, memoryGiB: 512, x86_64: "r7i.16xlarge", arm64: "r7g.16xlarge" },
  ],
};
